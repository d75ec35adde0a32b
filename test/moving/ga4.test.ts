import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zip } from './packed.ts'
import { readAll } from './reading.ts'

const AT = Date.UTC(2025, 4, 1, 10)

type Value = string | number

/** As BigQuery writes it: whole numbers as text. */
function row(event_name: string, after: number, params: Record<string, Value>, more = {}) {
  return {
    event_date: '20250501',
    event_timestamp: String((AT + after) * 1_000 + 7),
    event_name,
    event_params: Object.entries(params).map(([key, value]) => ({
      key,
      value: typeof value === 'string' ? { string_value: value } : { int_value: String(value) },
    })),
    user_pseudo_id: '123.456',
    user_id: null,
    batch_page_id: String(AT),
    batch_ordering_id: '1',
    batch_event_index: String(after),
    device: {
      category: 'mobile',
      operating_system: 'iOS',
      operating_system_version: 'iOS 17.4',
      language: 'en-us',
      web_info: { browser: 'Safari', browser_version: '17.4' },
    },
    geo: { country: 'Türkiye', region: '(not set)', city: 'Istanbul' },
    ...more,
  }
}

const PAGE = { page_location: 'https://example.com/a', ga_session_id: 9, page_title: 'A' }
const lines = (...rows: object[]) => rows.map((one) => `${JSON.stringify(one)}\n`).join('')

const DAY = [
  row('session_start', 0, PAGE),
  row('first_visit', 0, PAGE),
  row('page_view', 1, { ...PAGE, page_referrer: 'https://www.google.com/' }),
  row('user_engagement', 5_000, { ...PAGE, engagement_time_msec: 4_999 }),
  row('scroll', 6_000, { ...PAGE, percent_scrolled: 90 }),
  row('purchase', 7_000, {
    ...PAGE,
    value: 20,
    currency: 'USD',
    transaction_id: 'T1',
    coupon: 'may',
  }),
  row('click', 8_000, { ...PAGE, link_url: 'https://partner.test/', outbound: 'true' }),
]

test('a day’s rows are our events; what another one tells is left out', async () => {
  const { format, events, leftOut } = await readAll(lines(...DAY), { name: 'events_20250501.json' })
  expect(format).toBe('ga4')
  expect(leftOut).toHaveLength(2)
  const [view, stayed, scrolled, purchase, outbound] = events
  expect(view).toMatchObject({
    name: 'pageview',
    at: AT + 1,
    url: 'https://example.com/a',
    referrer: 'https://www.google.com/',
    visitor: '123.456',
    ...{ browser: 'Safari', browser_version: '17', os: 'iOS', device: 'mobile' },
    ...{ country: 'TR', city: 'Istanbul', language: 'en-us' },
  })
  expect(stayed).toMatchObject({ name: 'engagement', of: view?.id, engaged: 4_999 })
  expect(scrolled).toMatchObject({ name: 'engagement', of: view?.id, scroll: 90 })
  expect(purchase).toMatchObject({
    name: 'purchase',
    revenue: { amount: 20, currency: 'USD', order: 'T1' },
    props: { coupon: 'may' },
  })
  expect(outbound).toMatchObject({ name: 'outbound', props: { url: 'https://partner.test/' } })
})

test('the day’s table, that of the running day and the fresh one are one: the ids are the same', async () => {
  const file = zip({
    'events_intraday_20250501.json': lines(...DAY.slice(0, 4)),
    'events_20250501.json': lines(...DAY),
    'events_fresh_20250501.json': lines(...DAY),
  })
  const { events } = await readAll(file)
  expect(new Set(events.map(({ id }) => id)).size).toBe(5)
  const packed = await readAll(gzipSync(lines(...DAY)), { name: 'events_20250501.json.gz' })
  expect(new Set([...events, ...packed.events].map(({ id }) => id)).size).toBe(5)
})

test('rows from before there were batches are told apart by their bundle', async () => {
  const old = (bundle: string) =>
    row('page_view', 1, PAGE, {
      ...{ batch_page_id: null, batch_ordering_id: null, batch_event_index: null },
      event_bundle_sequence_id: bundle,
    })
  const { events } = await readAll(lines(old('1'), old('2'), old('1')))
  expect(new Set(events.map(({ id }) => id)).size).toBe(2)
})

test('who gave no consent is nobody, and a campaign that only the columns tell is in the address', async () => {
  const { events, rejected } = await readAll(
    lines(
      row('page_view', 1, PAGE, { user_pseudo_id: null }),
      row('page_view', 2, PAGE, {
        collected_traffic_source: { manual_source: 'n', manual_medium: 'email', gclid: 'g' },
      }),
      row('page_view', 3, PAGE, {
        collected_traffic_source: { manual_source: 'google', manual_medium: 'organic' },
      }),
    ),
  )
  expect(rejected).toMatchObject([{ line: 1, reason: expect.stringContaining('consent') }])
  expect(events.map(({ url }) => url)).toEqual([
    'https://example.com/a?utm_source=n&utm_medium=email&gclid=g',
    'https://example.com/a',
  ])
})

test('a refund takes, and a line that breaks off is told', async () => {
  const refund = row(
    'refund',
    1,
    { ...PAGE, currency: 'EUR', transaction_id: 'T1' },
    {
      ecommerce: { refund_value: 5 },
    },
  )
  const { events, rejected } = await readAll(`${lines(refund)}{"event_timestamp": "1", "event_name`)
  expect(events[0]?.revenue).toEqual({ amount: -5, currency: 'EUR', order: 'T1' })
  expect(rejected).toMatchObject([{ line: 2, reason: 'not JSON, or cut off' }])
})
