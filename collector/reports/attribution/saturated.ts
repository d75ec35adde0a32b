import { expected, type Form, type Response } from '../../acquisition/credit/response.ts'
import { type Saturation, saturation } from '../../acquisition/credit/saturation.ts'
import { dayOf } from '../time/zone.ts'
import { rounded } from './answer.ts'
import type { Attributed } from './attributed.ts'
import type { Value } from './values.ts'

/** Of each the forms are fitted anew: some milliseconds. */
const MOST_ROWS = 50

export interface SaturatedRow {
  value: Value
  number: number
  /** Days on which something was spent, and what they brought. */
  days: number
  conversions: number
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
      const spent = days.filter(({ spend }) => spend > 0)
      return {
        value: values.shown[number] ?? null,
        number,
        days: spent.length,
        conversions: spent.reduce((sum, { conversions }) => sum + conversions, 0),
        found: saturation(days, worth),
      }
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

/** What an answer tells of a curve. */
interface ToldSaturation {
  form: Form | null
  reason: string | null
  days: number
  conversions: number
  mean_daily_spend: number | null
  marginal_cpa: number | null
  best_daily_spend: number | null
  curve: { spend: number; conversions: number }[]
}

/** As an answer tells it. */
export function toldSaturation({ found, days, conversions }: SaturatedRow): ToldSaturation {
  const data = { days, conversions: rounded(conversions) }
  if (typeof found === 'string') {
    const nothing = { mean_daily_spend: null, marginal_cpa: null, best_daily_spend: null }
    return { form: null, reason: found, ...data, ...nothing, curve: [] }
  }
  const { response, mean_daily_spend, marginal_cpa, best_daily_spend } = found
  return {
    form: response.form,
    reason: null,
    ...data,
    mean_daily_spend,
    marginal_cpa,
    best_daily_spend,
    curve: curveOf(response, Math.max(2 * mean_daily_spend, 1.25 * (best_daily_spend ?? 0))),
  }
}

const CURVE_POINTS = 24

/** Enough points of it to be drawn, from nothing to a day's spend of `most`. */
function curveOf(response: Response, most: number): { spend: number; conversions: number }[] {
  return Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const spend = (most * i) / CURVE_POINTS
    return { spend, conversions: expected(response, spend) }
  })
}
