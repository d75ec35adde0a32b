import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FunnelSite, funnelSite } from './funnel/site.ts'
import type { Line } from './site.ts'
import { trafficLines } from './traffic.ts'

/** Six weeks of random visits around a change of the clock. */
const LINES = trafficLines(11)
const BERLIN = { timezone: 'Europe/Berlin' }
const NOW = '2026-12-20T12:00:00Z'
const ASKED = {
  period: { from: '2026-10-10', to: '2026-11-10' },
  steps: [{ page: '/*' }, { page: '/pricing' }, { page: '/docs/*' }],
  window: '3d',
  trend: 'day',
  breakdown: 'source',
}

let site: FunnelSite
beforeAll(async () => {
  site = await funnelSite(NOW, BERLIN)
  site.take(LINES)
})
afterAll(() => site.close())

const VARIANTS = ['ordered', 'strict', 'any'].flatMap((order) =>
  ['person', 'visit', 'attempt'].map((by) => ({ order, by })),
)
const counts = async (request: object) =>
  (await site.funnel({ ...ASKED, ...request })).steps.map(({ count }) => count)

test.each(VARIANTS)(
  '$order by $by: counts never rise along the steps, and somebody stops',
  async (variant) => {
    const found = await counts(variant)
    expect(found).toEqual(found.toSorted((a, b) => b - a))
    expect(found[0]).toBeGreaterThan(found[2] ?? 0)
  },
)

test.each(VARIANTS)(
  '$order by $by: rows of the breakdown and of the trend sum to the whole',
  async (variant) => {
    const { steps, breakdown, trend, ...all } = await site.funnel({
      ...ASKED,
      ...variant,
      limit: 3,
    })
    const sums = steps.map((_, i) => breakdown.reduce((sum, row) => sum + (row.counts[i] ?? 0), 0))
    expect(sums).toEqual(steps.map(({ count }) => count))
    expect(trend.reduce((sum, row) => sum + row.entered, 0)).toBe(all.entered)
    expect(trend.reduce((sum, row) => sum + row.converted, 0)).toBe(all.converted)
    const [, ...later] = steps
    const stopped = later.map(({ dropped, pending }) => dropped + pending)
    expect(stopped.reduce((sum, count) => sum + count, all.converted)).toBe(all.entered)
  },
)

test.each(VARIANTS)('$order by $by: a wider window never lowers a count', async (variant) => {
  let before = [0, 0, 0]
  for (const window of ['1m', '10m', '2h', '1d', '30d']) {
    const found = await counts({ ...variant, window })
    found.forEach((count, i) => {
      expect(count).toBeGreaterThanOrEqual(before[i] ?? 0)
    })
    before = found
  }
})

test('a filter gives the row of the breakdown', async () => {
  const { breakdown } = await site.funnel({ ...ASKED, limit: 100 })
  for (const { value, counts: row } of breakdown) {
    expect(await counts({ filters: [['is', 'source', [value]]] })).toEqual(row)
  }
})

test('events in another order, in other parcels and beside unrelated ones give the same answer', async () => {
  const other = await funnelSite(NOW, BERLIN)
  const unrelated = LINES.filter(({ path }) => path !== undefined).map(
    (line, i): Line => ({ ...line, id: `unrelated-${i}`, name: 'Scrolled far' }),
  )
  const turned = [...LINES, ...unrelated].toReversed()
  for (let i = 0; i < turned.length; i += 97) other.take(turned.slice(i, i + 97))
  for (const variant of VARIANTS) {
    expect(await other.funnel({ ...ASKED, ...variant })).toEqual(
      await site.funnel({ ...ASKED, ...variant }),
    )
  }
  await other.close()
})
