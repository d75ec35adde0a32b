import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HALVES, useTested } from './tested.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-11-01T00:00:00Z')
const NOW = Date.parse('2026-11-11T00:00:00Z')
const tested = useTested({}, '2026-11-11T00:00:00Z')

const deed = fc.record({
  who: fc.integer({ min: 0, max: 11 }),
  // Ties are common: whole hours, from before the phase to now.
  at: fc.integer({ min: -10 * 24, max: 239 }).map((hour) => START + hour * HOUR),
  what: fc.oneof(
    fc.constantFrom('control', 'b').map((variant) => ({ variant })),
    fc.integer({ min: -3, max: 9 }).map((amount) => ({ amount })),
  ),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

const METRICS = [
  { goal: 'Buy', kind: 'proportion', window: '1d' },
  { goal: 'Buy', kind: 'mean', window: '3d' },
  { goal: 'Buy', kind: 'revenue', window: '7d' },
  { goal: 'Buy', kind: 'revenue', window: null },
] as const
const DAYS = { '1d': 1, '3d': 3, '7d': 7 } as const

type MetricAsked = (typeof METRICS)[number]

/** The definitions once more, each unit by itself, nothing shared. */
function expected(deeds: readonly Deed[], metric: MetricAsked) {
  const units = Array.from({ length: 12 }, (_, who) => deeds.filter((one) => one.who === who))
  return HALVES.map(({ key }) => {
    const values = units.flatMap((own) => worthOf(own, key, metric))
    const mature = values.flatMap((value) => value ?? [])
    return {
      n: mature.length,
      immature: values.length - mature.length,
      sum: mature.reduce((sum, value) => sum + value, 0),
      sum_squares: mature.reduce((sum, value) => sum + value * value, 0),
    }
  })
}

/** What a unit of the variant is worth, null before its time has passed; nothing where it is of another. */
function worthOf(own: readonly Deed[], variant: string, { kind, window }: MetricAsked) {
  const [shown] = own
    .filter(({ at, what }) => 'variant' in what && at >= START && at < NOW)
    .toSorted((a, b) => a.at - b.at)
  if (!shown || !('variant' in shown.what) || shown.what.variant !== variant) return []
  const end = window === null ? NOW : shown.at + DAYS[window] * 24 * HOUR
  if (end > NOW) return [null]
  const amounts = own.flatMap(({ at, what }) =>
    'amount' in what && at >= shown.at && at <= end ? [what.amount] : [],
  )
  const bought = amounts.filter((amount) => amount >= 0).length
  if (kind === 'revenue') return [amounts.reduce((sum, amount) => sum + amount, 0)]
  return [kind === 'mean' ? bought : Math.min(1, bought)]
}

test('a result is what the definitions say of each unit, whatever people did and in whatever order it came', async () => {
  const { site, start, ask } = tested()
  const [primary, ...secondary] = METRICS
  const definition = { metrics: { primary, secondary } }
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 60 }), async (deeds) => {
      // Each round has people and an experiment of its own.
      const key = `round-${round++}`
      await start({ ...definition, key }, '2026-11-01T00:00:00')
      site.take(
        deeds.map(({ who, at, what }) => {
          const from = { visitor: `${key}-${who}`, at, path: '/' }
          if ('variant' in what)
            return { ...from, name: 'exposure', props: { experiment: key, variant: what.variant } }
          return { ...from, name: 'Buy', revenue: { amount: what.amount, currency: 'EUR' } }
        }),
      )
      const { metrics } = await ask({ key })
      for (const [i, metric] of METRICS.entries()) {
        expect(metrics[i]?.variants, JSON.stringify(metric)).toMatchObject(expected(deeds, metric))
      }
    }),
    { seed: 13, numRuns: 40 },
  )
}, 60_000)
