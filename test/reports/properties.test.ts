import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReportedSite, reportedSite } from './site.ts'
import { trafficLines } from './traffic.ts'

/** A month of seeded visits, many of them across midnight and the change of the clock on 25 October 2026. */
let site: ReportedSite
const OCTOBER = { from: '2026-10-12', to: '2026-11-08' }
const METRICS = [
  'visits',
  'visitors',
  'pageviews',
  'events',
  'conversions',
  'converted_visitors',
  'revenue',
]
const ADDITIVE = ['visits', 'pageviews', 'events', 'conversions', 'revenue']

beforeAll(async () => {
  site = await reportedSite({ timezone: 'Europe/Berlin' })
  await site.goal({ name: 'Signup', event: 'Signup', value: 5, count: 'every' })
  await site.goal({ name: 'Bought', event: 'Purchase', value: 'revenue', count: 'visit' })
  site.take(trafficLines(1))
})
afterAll(() => site.close())

test.each([
  'time:hour',
  'time:day',
  'time:week',
  'time:month',
  'weekday',
  'hour',
  'channel',
  'source',
  'campaign',
  'landing_page',
  'device',
  'visitor_kind',
  'account',
])('whatever adds up, adds up to the total by %s', async (dimension) => {
  const { rows, totals } = await site.stats({
    period: OCTOBER,
    metrics: METRICS,
    dimensions: [dimension],
    limit: 1000,
  })
  for (const metric of ADDITIVE) {
    const sum = rows.reduce((all, row) => all + Number(row[metric]), 0)
    expect(sum, metric).toBeCloseTo(totals[metric] ?? Number.NaN, 6)
  }
  expect(totals.visits).toBeGreaterThan(200)
})

test.each([
  ['page', ['pageviews', 'events'], ['visits', 'conversions']],
  ['hostname', ['pageviews', 'events'], ['visits', 'conversions']],
  ['title', ['pageviews', 'events'], ['visits', 'conversions']],
  ['event', ['pageviews', 'events', 'conversions'], ['visits']],
  ['prop:plan', ['pageviews', 'events', 'conversions'], ['visits']],
] as const)('by %s %j add up to the total, %j at least', async (dimension, exact, least) => {
  const { rows, totals } = await site.stats({
    period: OCTOBER,
    metrics: METRICS,
    dimensions: [dimension],
  })
  const sum = (metric: string) => rows.reduce((all, row) => all + Number(row[metric]), 0)
  for (const metric of exact) expect(sum(metric)).toBe(totals[metric])
  for (const metric of least)
    expect(sum(metric)).toBeGreaterThanOrEqual(totals[metric] ?? Number.NaN)
})

test('single days add up to their period', async () => {
  const whole = await site.stats({
    period: { from: '2026-10-23', to: '2026-10-27' },
    metrics: ADDITIVE,
  })
  const sums: Record<string, number> = {}
  for (const date of ['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27']) {
    const { totals } = await site.stats({ period: { from: date, to: date }, metrics: ADDITIVE })
    for (const metric of ADDITIVE) sums[metric] = (sums[metric] ?? 0) + (totals[metric] ?? 0)
  }
  for (const metric of ADDITIVE)
    expect(sums[metric]).toBeCloseTo(whole.totals[metric] ?? Number.NaN, 6)
})

test('a row of a breakdown is the total of the filter that chooses it', async () => {
  for (const dimension of [
    'channel',
    'campaign',
    'device',
    'page',
    'event',
    'prop:plan',
    'weekday',
    'visitor_kind',
  ]) {
    const { rows } = await site.stats({
      period: OCTOBER,
      metrics: METRICS,
      dimensions: [dimension],
      limit: 4,
    })
    for (const row of rows) {
      const filters = [['is', dimension, [row[dimension]]]]
      const { totals } = await site.stats({ period: OCTOBER, metrics: METRICS, filters })
      expect({ [dimension]: row[dimension], ...totals }).toEqual(row)
    }
  }
})

test('a filter and its negation part the visits, whatever it asks', async () => {
  const filter = fc.oneof(
    fc.tuple(
      fc.constantFrom('is', 'is_not', 'contains', 'not_contains', 'matches'),
      fc.constantFrom('channel', 'campaign', 'landing_page', 'country', 'device', 'account'),
      fc.array(fc.constantFrom('Email', 'Paid Search', 'spring', '/', '/pricing', '*', 'a'), {
        minLength: 1,
        maxLength: 3,
      }),
    ),
    fc.tuple(
      fc.constantFrom('has_done', 'has_not_done'),
      fc.constant('event'),
      fc.array(fc.constantFrom('Signup', 'Purchase', 'nothing'), { minLength: 1, maxLength: 2 }),
    ),
  )
  const metrics = ['visits', 'pageviews', 'events']
  const { totals } = await site.stats({ period: OCTOBER, metrics })
  await fc.assert(
    fc.asyncProperty(filter, filter, async (one, other) => {
      const both = ['or', [one, ['and', [other, one]]]]
      const [yes, no] = await Promise.all([
        site.stats({ period: OCTOBER, metrics, filters: [both] }),
        site.stats({ period: OCTOBER, metrics, filters: [['not', both]] }),
      ])
      for (const metric of metrics) {
        expect((yes.totals[metric] ?? 0) + (no.totals[metric] ?? 0)).toBe(totals[metric])
      }
    }),
    { numRuns: 40 },
  )
})

test('what the export writes, the import reads back to the same reports', async () => {
  const copy = await reportedSite({ timezone: 'Europe/Berlin' })
  await copy.goal({ name: 'Signup', event: 'Signup', value: 5, count: 'every' })
  await copy.goal({ name: 'Bought', event: 'Purchase', value: 'revenue', count: 'visit' })
  let after: string | null = null
  do {
    const part = (await site.run('export', { after })) as { text: string; next: string | null }
    expect(copy.takeLines(part.text).every((fate) => fate === 'accepted')).toBe(true)
    after = part.next
  } while (after !== null)
  for (const dimensions of [
    [],
    ['time:day'],
    ['channel', 'campaign'],
    ['page', 'event'],
    ['browser', 'country'],
    ['account'],
    ['prop:plan'],
    ['visitor_kind'],
  ]) {
    const request = {
      period: OCTOBER,
      metrics: [
        ...METRICS,
        'bounce_rate',
        'engaged_rate',
        'visit_duration',
        'scroll_depth',
        'time_on_page',
      ],
      dimensions,
    }
    expect(await copy.stats(request)).toEqual(await site.stats(request))
  }
  copy.close()
})
