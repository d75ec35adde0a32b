import * as fc from 'fast-check'
import type { Change } from '../../../collector/reports/customers/changes.ts'
import type { PlainRates } from './plainly.ts'
import { edgesFrom } from './subscribed.ts'

/** September 2025 to April 2026; the last edge is the running month's now, at the rates it began with. */
const MONTHS = 8
const EDGES = edgesFrom(2025, 9, MONTHS)
const NOW = EDGES.splice(-1, 1, Date.UTC(2026, 3, 20))
export const DAYS = EDGES.map((at, i): [string, number] => [
  new Date(i === MONTHS ? (EDGES[MONTHS - 1] ?? 0) : at).toISOString().slice(0, 10),
  at,
])
const HOUR = 3_600_000

const subscription = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  plan: fc.constantFrom('pro', 'team', null),
  amount: fc.integer({ min: 0, max: 90_000 }),
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'SEK'),
  interval: fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
  count: fc.integer({ min: 1, max: 7 }),
  quantity: fc.integer({ min: 0, max: 9 }),
  status: fc.constantFrom('trialing', 'active', 'active', 'past_due', 'ended'),
  renews_at: fc.constant(null),
})

/** By hours, so that some fall on the very edge of a month. */
export const randomChanges = fc
  .array(
    fc.record({
      customer: fc.integer({ min: 1, max: 6 }),
      at: fc.integer({ min: 0, max: ((NOW[0] ?? 0) - (EDGES[0] ?? 0)) / HOUR }),
      subscription,
    }),
    { maxLength: 40 },
  )
  .map((changes) =>
    changes
      .map(({ at, ...change }): Change => ({ ...change, at: (EDGES[0] ?? 0) + at * HOUR }))
      .sort((a, b) => a.at - b.at),
  )

/** Of SEK there is none before January. */
export const RATES: PlainRates = {
  USD: [
    ['2025-01-01', 0.9],
    ['2025-11-17', 0.8513],
    ['2026-02-01', 0.93],
  ],
  JPY: [['2025-01-01', 0.61]],
  SEK: [['2026-01-01', 0.0913]],
}

export const FACTORS = DAYS.map(
  ([day]) =>
    new Map([
      ['EUR', 1],
      ...Object.entries(RATES).flatMap(([currency, rates]) => {
        const rate = rates.findLast(([since]) => since <= day)
        return rate ? [[currency, rate[1]] as const] : []
      }),
    ]),
)
