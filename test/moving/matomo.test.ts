import { expect, test } from 'vitest'
import { csv } from './made-up.ts'
import { readAll } from './reading.ts'

const START = Date.UTC(2025, 4, 1, 10) / 1_000

const page = (url: string, after: number, more = {}) => ({
  type: 'action',
  url: `https://example.com${url}`,
  pageTitle: `Page ${url}`,
  timestamp: START + after,
  ...more,
})

const VISIT = {
  idSite: 1,
  idVisit: 81,
  visitorId: 'b4d1e2f3a4b5c6d7',
  userId: null,
  referrerType: 'search',
  referrerUrl: 'https://duckduckgo.com/',
  browserName: 'Chrome Mobile iOS',
  browserVersion: '124.0',
  operatingSystemName: 'GNU/Linux',
  deviceType: 'Smartphone',
  countryCode: 'de',
  region: 'Berlin',
  regionCode: 'BE',
  city: 'Berlin',
  resolution: '390x844',
  languageCode: 'de-de',
  siteCurrency: 'USD',
  actionDetails: [
    page('/', 0),
    page('/thanks', 60),
    {
      type: 'goal',
      goalName: 'Lead',
      revenue: 10,
      url: 'https://example.com/thanks',
      timestamp: START + 60,
    },
    {
      type: 'event',
      eventCategory: 'Video',
      eventAction: 'Play',
      eventName: 'Intro',
      eventValue: 3,
      url: 'https://example.com/thanks',
      timestamp: START + 70,
    },
    { type: 'outlink', url: 'https://partner.test/x', timestamp: START + 80 },
    { type: 'ecommerceOrder', orderId: 'A-1', revenue: '99.5', timestamp: START + 90 },
    { type: 'goal', goalName: 'Called', url: 'https://example.com/thanks', timestamp: START + 95 },
    { type: 'unheard', timestamp: START + 99 },
  ],
}

test('a visit’s actions are events of its visitor, and a goal that its action reached is told with that', async () => {
  const { format, events, rejected, leftOut } = await readAll(JSON.stringify([VISIT]))
  expect(format).toBe('matomo')
  expect(events.map(({ name, at }) => [name, at / 1_000 - START])).toEqual([
    ['pageview', 0],
    ['pageview', 60],
    ['Play', 70],
    ['outbound', 80],
    ['Purchase', 90],
    ['Called', 95],
  ])
  expect(leftOut).toEqual(['goals that their action tells'])
  expect(rejected).toMatchObject([{ line: 1, reason: 'an action of an unknown type (unheard)' }])
  expect(events[0]).toMatchObject({
    visitor: 'b4d1e2f3a4b5c6d7',
    referrer: 'https://duckduckgo.com/',
    ...{ browser: 'Chrome', browser_version: '124', os: 'Linux', device: 'mobile' },
    ...{ country: 'DE', region: 'BE', city: 'Berlin', screen: '390x844' },
  })
  expect(events[1]).toMatchObject({
    props: { goal: 'Lead' },
    revenue: { amount: 10, currency: 'USD' },
  })
  expect(events[1]).not.toHaveProperty('referrer')
  expect(events[2]).toMatchObject({ props: { category: 'Video', label: 'Intro', value: 3 } })
  expect(events[3]).toMatchObject({
    url: 'https://example.com/thanks',
    props: { url: 'https://partner.test/x' },
  })
  expect(events[4]).toMatchObject({ revenue: { amount: 99.5, currency: 'USD', order: 'A-1' } })
})

/** As its CSV has them: `url (actionDetails 3)`, in any order. */
function flat({ actionDetails, ...visit }: typeof VISIT): Record<string, string> {
  const cells: Record<string, string> = {}
  for (const [index, action] of actionDetails.entries()) {
    for (const [name, value] of Object.entries(action)) {
      cells[`${name} (actionDetails ${index})`] = String(value)
    }
  }
  for (const [name, value] of Object.entries(visit)) cells[name] = String(value ?? '')
  return cells
}

test('the flattened table gives the same events, as CSV and as TSV in UTF-16', async () => {
  const { events } = await readAll(JSON.stringify([VISIT]))
  const table = csv(Object.keys(flat(VISIT)), [flat(VISIT)])
  expect((await readAll(table)).events).toEqual(events)
  const wide = csv(Object.keys(flat(VISIT)), [flat(VISIT)], { separator: '\t' })
  expect((await readAll(Buffer.from(`\uFEFF${wide}`, 'utf16le'))).events).toEqual(events)
})

test('a visit that was cut at midnight, exported twice and longer the second time, has the same ids', async () => {
  const early = { ...VISIT, actionDetails: VISIT.actionDetails.slice(0, 4) }
  const ids = (await readAll(JSON.stringify([early]))).events.map(({ id }) => id)
  const later = (await readAll(`${JSON.stringify(VISIT)}\n`)).events.map(({ id }) => id)
  expect(later.slice(0, ids.length)).toEqual(ids)
  expect(new Set(later).size).toBe(later.length)
})

test('the campaign that Matomo cut out of the address is put back', async () => {
  const visit = {
    ...VISIT,
    referrerType: 'campaign',
    referrerName: 'may',
    referrerKeyword: 'shoes',
  }
  const { events } = await readAll(JSON.stringify([visit]))
  expect(events[0]?.url).toBe('https://example.com/?utm_campaign=may&utm_term=shoes')
})

test('what Matomo answers in place of visits, and half a list, are told', async () => {
  const failed = '{"result":"error","message":"no access; idVisit visitorId"}'
  expect((await readAll(failed)).rejected).toMatchObject([
    { reason: 'Matomo’s error: no access; idVisit visitorId' },
  ])
  const half = JSON.stringify([VISIT, { ...VISIT, idVisit: 82 }]).slice(0, -300)
  const { events, rejected } = await readAll(half)
  expect(events).toHaveLength(6)
  expect(rejected.at(-1)).toMatchObject({ line: 2, reason: 'not JSON, or cut off' })
})
