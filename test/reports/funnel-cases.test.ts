import { afterEach, expect, test } from 'vitest'
import { deeds, type FunnelSite, funnelSite, MARCH_2, STEPS } from './funnel/site.ts'
import type { Line } from './site.ts'

/** Small inputs that other tools were met to count wrongly. */
let site: FunnelSite
afterEach(() => site.close())

const countsOf = async (request: object) =>
  (await site.funnel({ period: MARCH_2, window: '7d', ...request })).steps.map(({ count }) => count)

test('F1: two events of one millisecond serve two steps, one event that is sent twice does not', async () => {
  site = await funnelSite()
  site.take(
    deeds(`p: A 10:00, B 10:10 b_000001, B 10:10 b_000002, B 10:11
           q: A 10:00, B 10:10
           r: A 10:00, B 10:10 b_000009, B 10:10 b_000009`),
  )
  const { steps } = await site.funnel({ period: MARCH_2, window: '7d', steps: STEPS('ABB') })
  expect(steps.map(({ count }) => count)).toEqual([3, 3, 1])
  expect(steps.map(({ median_seconds }) => median_seconds)).toEqual([null, 600, 0])
})

test('F3: in strict order a repeated step breaks nothing, another step does', async () => {
  site = await funnelSite()
  site.take(
    deeds(`p: A 10:00, A 10:01, B 10:02, B 10:03, C 10:04, C 10:05
           q: A 10:00, B 10:01, Z 10:02, C 10:03
           r: A 10:00, A 10:01, B 10:02, C 10:03
           s: A 10:00, B 10:01, A 10:02, C 10:03`),
  )
  const { steps } = await site.funnel({
    period: MARCH_2,
    window: '7d',
    steps: STEPS('ABC'),
    order: 'strict',
  })
  expect(steps.map(({ count }) => count)).toEqual([4, 4, 3])
  // From the first A: 120, 60, 120 and 60 s; from the first B 120, 120 and 60 s.
  expect(steps.map(({ median_seconds }) => median_seconds)).toEqual([null, 90, 120])
})

const DAY = 86_400_000
const START = Date.parse('2026-03-01T00:00:00Z')

test('F5: what may still convert is pending, and its day is not judged', async () => {
  site = await funnelSite('2026-03-31T00:00:00Z')
  const lines = Array.from({ length: 30 }, (_, day) =>
    Array.from({ length: 100 }, (_, i): Line[] => {
      const sent = { visitor: `v${day}-${i}`, path: '/' }
      const at = START + day * DAY + 3_600_000 + i * 60_000
      const converts = i < 50 && day < 25
      return [
        { ...sent, name: 'A', at },
        ...(converts ? [{ ...sent, name: 'B', at: at + 5 * DAY }] : []),
      ]
    }),
  )
  site.take(lines.flat(2))
  const answer = await site.funnel({
    period: { from: '2026-03-01', to: '2026-03-30' },
    steps: STEPS('AB'),
    trend: 'day',
  })
  const { trend, limits } = answer
  expect(trend.map(({ rate }) => rate).slice(0, 25)).toEqual(new Array(25).fill(0.5))
  expect(trend.map(({ partial }) => partial)).toEqual([
    ...new Array(23).fill(false),
    ...new Array(7).fill(true),
  ])
  expect(trend.some(({ abnormal }) => abnormal)).toBe(false)
  expect([limits?.rate, limits?.sigma]).toEqual([0.5, 1])
  // Of 24 and 25 the 50 who are open could make it 1, of 26 to 29 all could come or none.
  expect(trend.map(({ judged }) => judged)).toEqual(trend.map(({ partial }) => !partial))
  expect(trend.slice(22).map(({ range }) => range)).toEqual([
    null,
    ...new Array(2).fill([0.5, 1]),
    ...new Array(5).fill([0, 1]),
  ])
  // 24 and 25: the 50 who have not converted; 26 to 30: all.
  expect([answer.entered, answer.converted, answer.pending]).toEqual([3_000, 1_250, 600])
  expect(answer.steps[1]).toMatchObject({ dropped: 1_150, pending: 600 })
})

test('F5: people who come again are counted where they convert, and leave the days before judged', async () => {
  site = await funnelSite('2026-03-31T00:00:00Z')
  const sent = (visitor: string, day: number, name: string): Line => ({
    ...{ visitor, name, path: '/' },
    at: START + day * DAY + 3_600_000,
  })
  const lines = Array.from({ length: 20 }, (_, day) =>
    Array.from({ length: 100 }, (_, i): Line[] => {
      const visitor = `v${day}-${i}`
      const again = i === 99 ? [sent(visitor, 29, 'A')] : []
      const converts = i < 50 ? [sent(visitor, day + 1, 'B')] : []
      return [sent(visitor, day, 'A'), ...converts, ...again]
    }),
  )
  site.take(lines.flat(2))
  const ask = () =>
    site.funnel({
      period: { from: '2026-03-01', to: '2026-03-30' },
      steps: STEPS('AB'),
      trend: 'day',
    })
  const { trend, limits } = await ask()
  const days = trend.slice(0, 20)
  expect(days.every(({ partial, judged, pending }) => partial && judged && pending === 1)).toBe(
    true,
  )
  expect(days[0]?.range).toEqual([0.5, 50 / 99])
  expect(limits).toMatchObject({ rate: 0.5, of: 'over' })
  expect(trend[29]).toMatchObject({ entered: 0, rate: null })
  site.take([sent('v0-99', 30, 'B')].map((line) => ({ ...line, at: START + 29.9 * DAY })))
  const later = (await ask()).trend
  expect([later[0], later[29]]).toMatchObject([
    { entered: 99, converted: 50, range: null },
    { entered: 1, converted: 1 },
  ])
})

test('F7: events of one batch and one millisecond may serve in either order', async () => {
  site = await funnelSite()
  const at = '2026-03-02T10:00:00'
  site.take([
    { id: 'zz_000001', name: 'Checkout', at, path: '/' },
    { id: 'aa_000001', name: 'Paid', at, path: '/' },
  ])
  const steps = [{ event: 'Checkout' }, { event: 'Paid' }]
  for (const by of ['person', 'visit', 'attempt'])
    expect(await countsOf({ steps, by })).toEqual([1, 1])
})

test.each(['person', 'attempt'])(
  'F7: those of a server that no visit holds may, too, by %s, and one instant later they may not',
  async (by) => {
    site = await funnelSite()
    const sent = (
      user: string,
      name: string,
      id: string,
      at = '2026-03-02T10:00:00.000',
    ): Line => ({
      ...{ id, name, at, user, visitor: undefined },
    })
    site.take([
      sent('ann', 'Checkout', 'zz_000001'),
      sent('ann', 'Paid', 'aa_000001'),
      sent('bob', 'Paid', 'aa_000002'),
      sent('bob', 'Checkout', 'zz_000002', '2026-03-02T10:00:00.001'),
    ])
    const steps = [{ event: 'Checkout' }, { event: 'Paid' }]
    const answer = await site.funnel({ period: MARCH_2, steps, by })
    expect(answer.steps.map(({ count }) => count)).toEqual([2, 1])
    expect(answer.steps[1]?.median_seconds).toBe(0)
  },
)

/** So many people who do the first n of the steps. */
function people(counts: readonly number[]): Line[] {
  return Array.from({ length: counts[0] ?? 0 }, (_, person) =>
    counts.flatMap((count, step): Line[] =>
      person < count
        ? [{ name: `S${step}`, visitor: `v${person}`, at: `2026-03-02T10:${10 + step}`, path: '/' }]
        : [],
    ),
  ).flat()
}

test('F8: each rate has its own denominator and interval', async () => {
  site = await funnelSite()
  site.take(people([1_000, 400, 120, 60]))
  const steps = [0, 1, 2, 3].map((i) => ({ event: `S${i}` }))
  const answer = await site.funnel({ period: MARCH_2, steps })
  expect(answer.steps.map(({ from_start }) => from_start)).toEqual([1, 0.4, 0.12, 0.06])
  expect(answer.steps.map(({ from_previous }) => from_previous)).toEqual([null, 0.4, 0.3, 0.5])
  expect([answer.biggest_drop, answer.worst_rate]).toEqual([1, 2])
  expect(answer.steps[1]?.dropped).toBe(600)
  const close = (interval: number[] | null | undefined, low: number, high: number) =>
    [low, high].forEach((end, i) => {
      expect(interval?.[i]).toBeCloseTo(end, 6)
    })
  close(answer.steps[3]?.interval_from_start, 0.046896, 0.076471)
  close(answer.steps[3]?.interval, 0.411939, 0.588061)
  close(answer.steps[2]?.interval, 0.257168, 0.346637)
})

test('F8: twelve steps come back in the order in which they were asked for', async () => {
  site = await funnelSite()
  site.take(people(new Array(12).fill(1)))
  const steps = Array.from({ length: 12 }, (_, i) => ({ event: `S${i}`, label: `${i + 1}` }))
  const answer = await site.funnel({ period: MARCH_2, steps })
  expect(answer.steps.map(({ label }) => label)).toEqual(steps.map(({ label }) => label))
  expect(answer.converted).toBe(1)
})

test('F9: two of twenty at a rate of one in a hundred are no alarm', async () => {
  site = await funnelSite('2026-04-20T00:00:00Z')
  // 25 days of 20 people, 5 of whom convert: the pooled rate is 0.01, and P(X ≥ 2) of 20 is 0.0169.
  const converting: Record<number, number> = { 3: 1, 8: 1, 12: 2, 20: 1 }
  const lines = Array.from({ length: 25 }, (_, day) =>
    Array.from({ length: 20 }, (_, i): Line[] => {
      const sent = { visitor: `v${day}-${i}`, path: '/', at: START + day * DAY + i * 60_000 }
      const converts = i < (converting[day] ?? 0)
      return [{ ...sent, name: 'A' }, ...(converts ? [{ ...sent, name: 'B' }] : [])]
    }),
  )
  site.take(lines.flat(2))
  const { trend, limits } = await site.funnel({
    period: { from: '2026-03-01', to: '2026-03-25' },
    steps: STEPS('AB'),
    trend: 'day',
  })
  expect(limits).toMatchObject({ rate: 0.01, sigma: 1 })
  expect(trend[12]).toMatchObject({ rate: 0.1, judged: true, abnormal: false })
  // Three of twenty would be one: P(X ≥ 3) = 0.0010.
  expect(limits?.high[12]).toBe(0.1)
})
