import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExplainAnswer } from '../../../collector/reports/explain.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { trafficLines } from '../traffic.ts'

const PERIOD = { from: '2026-10-26', to: '2026-11-08' }
const AGAINST = { from: '2026-10-12', to: '2026-10-25' }

async function busySite(seed: number): Promise<ReportedSite> {
  const site = await reportedSite({ timezone: 'Europe/Berlin' })
  await site.goal({ name: 'Signup', event: 'Signup', value: 'none', count: 'every' })
  await site.goal({ name: 'Once', event: 'Signup', value: 2.5, count: 'person' })
  await site.goal({ name: 'Money', event: 'Purchase', value: 'revenue', count: 'every' })
  site.take(trafficLines(seed))
  return site
}

const ask = (site: ReportedSite, request: object) =>
  site.run('explain', { period: PERIOD, against: AGAINST, ...request }) as Promise<ExplainAnswer>

describe('random traffic of two fortnights', () => {
  let site: ReportedSite
  beforeAll(async () => {
    site = await busySite(99)
  })
  afterAll(() => site.close())

  const METRICS = [
    'visitors',
    'visits',
    'conversions',
    'converted_visitors',
    'conversion_rate',
    'revenue',
  ] as const
  const FILTERS = [[], [['is', 'device', ['mobile']]], [['is', 'page', ['/pricing']]]]
  const asked = METRICS.flatMap((metric) =>
    FILTERS.flatMap((filters) =>
      (metric === 'visitors' || metric === 'visits'
        ? [undefined]
        : ['Signup', 'Once', undefined]
      ).map((goal) => ({ metric, filters, ...(goal && { goal }) })),
    ),
  )

  test.each(asked)('%j is what stats says, and every dimension sums to its change', async (one) => {
    const answer = await ask(site, one)
    const stats = async (period: object) => {
      const { metric, ...rest } = one
      return (await site.stats({ ...rest, period, metrics: [metric] })).totals[metric] ?? 0
    }
    expect(answer.before).toBeCloseTo(await stats(AGAINST), 9)
    expect(answer.after).toBeCloseTo(await stats(PERIOD), 9)
    expect(answer.change).toBeCloseTo(answer.after - answer.before, 9)
    expect(answer.dimensions.length).toBeGreaterThan(8)
    for (const { dimension, values } of answer.dimensions) {
      const sum = values.reduce((all, { total }) => all + total, 0)
      expect(Math.abs(sum - answer.change), dimension).toBeLessThan(1e-6)
    }
  })
})

describe('a second telling, by stats', () => {
  let site: ReportedSite
  beforeAll(async () => {
    site = await busySite(7)
  })
  afterAll(() => site.close())

  const OWN = ['visits', 'conversions', 'revenue'] as const
  const DIMENSIONS = ['channel', 'campaign', 'landing_page', 'device', 'visitor_kind', 'weekday']

  const PERIODS = { before: AGAINST, after: PERIOD }
  const asked = OWN.flatMap((metric) =>
    DIMENSIONS.flatMap((dimension) => [
      { metric, dimension, side: 'before' as const },
      { metric, dimension, side: 'after' as const },
    ]),
  )

  test.each(asked)('$metric of each $dimension $side are those of stats', async (one) => {
    const { metric, dimension, side } = one
    const { dimensions } = await ask(site, { metric, dimensions: [dimension] })
    const metrics = [metric, 'visitors']
    const request = { period: PERIODS[side], metrics, dimensions: [dimension], limit: 1_000 }
    const { rows } = await site.stats(request)
    const known = new Map(rows.map((row) => [row[dimension], row]))
    const own = (dimensions[0]?.values ?? []).filter((value) => value[side].people > 0)
    expect(own.map(({ value }) => value).toSorted()).toEqual([...known.keys()].toSorted())
    for (const { value, [side]: told } of own) {
      const row = known.get(value)
      expect(told.people * told.rate).toBeCloseTo(Number(row?.[metric]), 6)
      if (metric === 'visits') expect(told.people).toBe(row?.visitors)
    }
  })

  test('people count once, under the value of their first visit', async () => {
    for (const metric of ['visitors', 'conversion_rate'] as const) {
      const { dimensions } = await ask(site, { metric, dimensions: DIMENSIONS })
      const { totals } = await site.stats({ period: PERIOD, metrics: ['visitors'] })
      for (const { values } of dimensions) {
        expect(values.reduce((sum, { after }) => sum + after.people, 0)).toBe(totals.visitors)
      }
    }
  })
})

/** The same people come in both fortnights, so that more of them have been there before in the second. */
const STEADY = ['channel', 'source', 'campaign', 'landing_page', 'country', 'device', 'browser']

test('where nothing has changed hardly anything is named', async () => {
  let named = 0
  for (let seed = 1; seed <= 12; seed++) {
    const site = await busySite(seed)
    const answer = await ask(site, { metric: 'conversions', goal: 'Signup', dimensions: STEADY })
    if (answer.named.length > 0) named += 1
    else expect(answer.reason).toBe('chance')
    await site.close()
  }
  expect(named).toBeLessThanOrEqual(2)
}, 60_000)

test.each([
  [{ metric: 'bounce_rate' }, 'bounce_rate'],
  [{ metric: 'visitors', dimensions: ['page'] }, 'page'],
  [{ metric: 'visitors', dimensions: ['chanel'] }, 'channel'],
  [{ metric: 'conversions', goal: 'Sigup' }, 'Signup'],
])('%j is refused with what to change', async (request, words) => {
  const site = await busySite(3)
  await expect(ask(site, request)).rejects.toThrow(words)
  await site.close()
})
