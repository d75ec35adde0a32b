import { expect, test } from 'vitest'
import {
  CLOUD_COLUMNS,
  cloudCells,
  csv,
  DUMP_COLUMNS,
  dumpCells,
  SESSION_COLUMNS,
  sessionsOf,
  umamiRows,
} from './made-up.ts'
import { zip } from './packed.ts'
import { readAll } from './reading.ts'

const rows = [...umamiRows(300)]
const cloud = csv(CLOUD_COLUMNS, rows.map(cloudCells))
const HOST = 'example.com'

test('the Cloud’s row is the event with all that is known of it', async () => {
  const { format, events, rejected } = await readAll(zip({ 'website_event.csv': cloud }))
  expect({ format, rejected }).toEqual({ format: 'umami', rejected: [] })
  expect(events).toHaveLength(300)
  const [row, event] = [rows[0], events[0]]
  expect(event).toMatchObject({
    id: row?.event_id,
    name: 'pageview',
    // The Cloud writes whole seconds.
    at: Math.floor((row?.at ?? 0) / 1_000) * 1_000,
    visitor: row?.session_id,
    title: 'A page, "quoted"',
    screen: '1440x900',
    country: row?.country,
  })
  expect(event?.url).toContain(`https://${HOST}${row?.url_path}`)
})

test('a dump with its sessions beside it says the same, whatever its layout', async () => {
  const sessions = csv(SESSION_COLUMNS, sessionsOf(rows))
  const { events: fromCloud } = await readAll(cloud)
  for (const layout of [
    { separator: ',', empty: '', quoted: false },
    { separator: ';', empty: '\\N', quoted: false },
    { separator: '\t', empty: '', quoted: true },
    { separator: ',', empty: 'NULL', quoted: true },
  ]) {
    const dump = csv(DUMP_COLUMNS, rows.map(dumpCells), layout)
    const { events, rejected } = await readAll(
      zip({ 'public/website_event.csv': dump, 'session.csv': sessions }),
    )
    expect(rejected).toEqual([])
    expect(events).toEqual(fromCloud)
  }
})

test('without its sessions a dump knows neither browser nor place, and its ids stay the same', async () => {
  const dump = csv(DUMP_COLUMNS, rows.map(dumpCells))
  const { events } = await readAll(dump)
  expect(events.map(({ id }) => id)).toEqual(rows.map(({ event_id }) => event_id))
  expect(events[0]).not.toHaveProperty('browser')
  expect(events[0]?.url).toContain(`https://${HOST}/`)
})

const one: Record<string, string> = {
  ...cloudCells(rows[0] as (typeof rows)[0]),
  url_path: '/a',
  url_query: '',
}
const read = async (cells: Record<string, string>, options = {}) =>
  await readAll(csv(CLOUD_COLUMNS, [{ ...one, ...cells }]), { options })

test.each([
  ['2025-01-01 10:00:00', '2025-01-01T10:00:00.000Z'],
  ['2025-01-01 10:00:00.123+00', '2025-01-01T10:00:00.123Z'],
  ['2025-01-01 12:00:00.123456+02', '2025-01-01T10:00:00.123Z'],
  ['2025-01-01 04:30:00-05:30', '2025-01-01T10:00:00.000Z'],
  ['2025-01-01T10:00:00Z', '2025-01-01T10:00:00.000Z'],
])('created_at %s is %s', async (created_at, at) => {
  const { events } = await read({ created_at })
  expect(new Date(events[0]?.at ?? 0).toISOString()).toBe(at)
})

test('words of browsers, systems, devices and places become ours', async () => {
  const ours = async (cells: Record<string, string>) => (await read(cells)).events[0]
  expect(await ours({ browser: 'crios', os: 'iOS', device: 'mobile' })).toMatchObject({
    browser: 'Chrome',
    os: 'iOS',
    device: 'mobile',
  })
  expect(await ours({ browser: 'ios', os: 'Windows 10', device: 'laptop' })).toMatchObject({
    browser: 'Mobile Safari',
    os: 'Windows',
    os_version: '10',
    device: 'desktop',
  })
  expect(await ours({ country: 'US', region: 'US-CA', city: 'Oakland' })).toMatchObject({
    country: 'US',
    region: 'CA',
    city: 'Oakland',
  })
})

test('a campaign that has only columns is in the address, and a click id, too', async () => {
  const { events } = await read({ utm_source: 'x', utm_medium: 'cpc', gclid: 'abc' })
  expect(events[0]?.url).toContain('utm_source=x&utm_medium=cpc')
  expect(events[0]?.url).toContain('gclid=abc')
})

test('types of other things are left out, and rows that tell nothing are refused', async () => {
  expect((await read({ event_type: '5' })).leftOut).toEqual(['loading times'])
  const { rejected } = await read({ event_type: '9' })
  expect(rejected).toMatchObject([{ line: 2, reason: 'of an unknown event_type' }])
  expect((await read({}, { website: 'another' })).rejected).toMatchObject([
    { reason: 'of another website' },
  ])
})

test('half a file is read as far as it goes, and where it breaks off is said', async () => {
  const half = cloud.slice(0, cloud.indexOf('\n', cloud.length / 2) - 90)
  const { events, rejected } = await readAll(half)
  expect(events.length).toBeGreaterThan(100)
  expect(rejected).toMatchObject([{ line: events.length + 2, reason: 'cells are missing' }])
})

test('properties of events and their money are told by event_data', async () => {
  const event = { ...one, event_type: '2', event_name: 'Purchase' }
  const data = [
    ['plan', 'pro', '', '1'],
    ['seats', '3.0000', '3.0000', '2'],
    ['trial', 'false', '', '3'],
    ['revenue', '49.50', '49.50', '2'],
    ['currency', 'usd', '', '1'],
  ].map(([data_key = '', string_value = '', number_value = '', data_type = '']) => ({
    website_event_id: one.event_id ?? '',
    ...{ data_key, string_value, number_value, data_type },
  }))
  const columns = ['website_event_id', 'data_key', 'string_value', 'number_value', 'data_type']
  const { events } = await readAll(
    zip({
      'event_data.csv': csv(columns, data),
      'website_event.csv': csv(CLOUD_COLUMNS, [event]),
    }),
  )
  expect(events[0]).toMatchObject({
    name: 'Purchase',
    props: { plan: 'pro', seats: 3, trial: false },
    revenue: { amount: 49.5, currency: 'USD' },
  })
})
