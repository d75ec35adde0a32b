import { expect, test } from 'vitest'
import { mappingOf } from '../../collector/moving/table/mapping.ts'
import { csv } from './made-up.ts'
import { readAll } from './reading.ts'

const GOATCOUNTER = `2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date
/a,A,false,,Chrome 124,Windows 10,1f,0,https://duckduckgo.com/,h,"1920,1080,1",US-CA,true,2025-05-01T10:00:00Z
signup,,true,,Chrome 124,Windows 10,1f,0,,,,US-CA,false,2025-05-01T10:01:00Z
/a,A,false,,Chrome 124,Linux,2f,150,,,,DE,true,2025-05-01T10:02:00Z
`

test('GoatCounter’s export is known by its names', async () => {
  const { format, events, leftOut } = await readAll(GOATCOUNTER)
  expect(format).toBe('csv')
  expect(leftOut).toEqual(['robots'])
  expect(events).toMatchObject([
    {
      name: 'pageview',
      url: 'https://example.com/a',
      visitor: '1f',
      ...{ browser: 'Chrome', browser_version: '124', os: 'Windows', os_version: '10' },
      ...{ country: 'US', region: 'CA', screen: '1920x1080' },
    },
    { name: 'signup', visitor: '1f' },
  ])
  expect(events[1]).not.toHaveProperty('url')
})

const POSTHOG = csv(
  ['uuid', 'event', 'properties', 'timestamp', 'distinct_id'],
  [
    {
      uuid: '0190a7c8-0000-7000-8000-000000000001',
      event: '$pageview',
      properties: JSON.stringify({
        $current_url: 'https://example.com/p',
        $referrer: 'https://news.ycombinator.com/',
        $browser: 'Chrome',
        $geoip_country_code: 'FR',
        plan: 'pro',
      }),
      timestamp: '2025-05-01 10:00:00.500000+00:00',
      distinct_id: 'd1',
    },
    {
      uuid: 'x',
      event: '$pageleave',
      properties: '{}',
      timestamp: '1746093600',
      distinct_id: 'd1',
    },
  ],
)

test('PostHog’s is, too, also what stands inside its column of JSON', async () => {
  const mapping = mappingOf('prop:plan=properties.plan')
  const { events, leftOut } = await readAll(POSTHOG, { options: { mapping } })
  expect(leftOut).toEqual(['$pageleave'])
  expect(events).toMatchObject([
    {
      id: '0190a7c8-0000-7000-8000-000000000001',
      name: 'pageview',
      at: Date.UTC(2025, 4, 1, 10) + 500,
      url: 'https://example.com/p',
      visitor: 'd1',
      country: 'FR',
      props: { plan: 'pro' },
    },
  ])
})

test('any table is read by its mapping, its times in the site’s zone where they have none', async () => {
  const options = {
    timezone: 'America/New_York',
    mapping: mappingOf('{"at":"Wann","url":"Wo","user":"Wer","amount":"Betrag"}'),
  }
  const file =
    'Wann;Wo;Wer;Betrag\n2025-03-09 01:30:00;/x;anna;4,5\n2025-03-09 03:30:00;/x;anna;4.5\n'
  const { events } = await readAll(file, { format: 'csv', options })
  expect(events).toMatchObject([
    { at: Date.UTC(2025, 2, 9, 6, 30), url: 'https://example.com/x', user: 'anna' },
    { at: Date.UTC(2025, 2, 9, 7, 30), revenue: { amount: 4.5, currency: 'EUR' } },
  ])
  const again = await readAll(file, { format: 'csv', options })
  expect(again.events.map(({ id }) => id)).toEqual(events.map(({ id }) => id))
})

test('sums are refused as what they are', async () => {
  const sums = 'Hostname,Pathname,Timestamp,Pageviews,Uniques\nexample.com,/a,2025-05-01,4,2\n'
  await expect(readAll(sums, { format: 'csv' })).rejects.toThrow(
    'these rows are sums (Pageviews, Uniques)',
  )
})

test.each([
  ['at', 'say which column'],
  ['when=x', 'unknown field "when"'],
  ['{"at": 1}', 'say which column'],
])('a mapping of %s is refused', (text, why) => {
  expect(() => mappingOf(text)).toThrow(why)
})

test('times are read as spreadsheets write them, and where day and month cannot be told, that is said', async () => {
  const file = [
    'date;url;visitor',
    ...['31.05.2026 10:22;/a;v', '2026/05/31 10:22:05;/b;v', '31.05.2026;/c;v'],
    '05/06/2026 10:22;/d;v',
  ].join('\n')
  const { events, rejected } = await readAll(file)
  expect(events.map(({ at }) => new Date(Number(at)).toISOString())).toEqual([
    '2026-05-31T10:22:00.000Z',
    '2026-05-31T10:22:05.000Z',
    '2026-05-31T00:00:00.000Z',
  ])
  expect(rejected).toMatchObject([
    { line: 5, reason: expect.stringContaining('its time is a date like 05/06/2026') },
  ])
})
