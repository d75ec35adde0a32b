import type { Form } from '../../acquisition/credit/response.ts'
import { type Saturation, saturation } from '../../acquisition/credit/saturation.ts'
import { dayOf } from '../time/zone.ts'
import type { Attributed } from './attributed.ts'
import type { Value } from './values.ts'

/** Of each the forms are fitted anew: some milliseconds. */
const MOST_ROWS = 50

export interface SaturatedRow {
  value: Value
  number: number
  found: Saturation | string
}

/** What the days of the dearest rows say of spending more, by the model that is asked for first. */
export function saturated({ asked, values, daily, spend }: Attributed): SaturatedRow[] {
  const { question, models, now } = asked
  if (!spend || models.every((model) => model === 'markov')) return []
  const { unit, period } = question
  const today = dayOf(period.timezone, now)
  return [...spend.rows]
    .sort(([, a], [, b]) => b.cost - a.cost)
    .slice(0, MOST_ROWS)
    .map(([number, { daily: costs }]) => {
      const row = daily.of(number)
      const days = daysWith(costs, today).map((day) => ({
        spend: (costs.get(day) ?? 0) / unit,
        conversions: row?.conversions.get(day) ?? 0,
      }))
      const worth = row && row.all > 0 ? row.money / unit / row.all : 0
      return { value: values.shown[number] ?? null, number, found: saturation(days, worth) }
    })
}

/** Two years. */
const MOST_DAYS = 730

/** The days that are over, from the first with spend to the last. */
function daysWith(costs: ReadonlyMap<number, number>, today: number): number[] {
  const known = [...costs.keys()].filter((day) => day < today)
  if (known.length === 0) return []
  const last = Math.max(...known)
  const first = Math.max(Math.min(...known), last - MOST_DAYS + 1)
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** As an answer tells it. */
export function toldSaturation({ found }: SaturatedRow): {
  form: Form | null
  reason: string | null
  mean_daily_spend: number | null
  marginal_cpa: number | null
  best_daily_spend: number | null
} {
  if (typeof found === 'string') {
    const nothing = { mean_daily_spend: null, marginal_cpa: null, best_daily_spend: null }
    return { form: null, reason: found, ...nothing }
  }
  const { response, mean_daily_spend, marginal_cpa, best_daily_spend } = found
  return {
    form: response.form,
    reason: null,
    mean_daily_spend,
    marginal_cpa,
    best_daily_spend,
  }
}
