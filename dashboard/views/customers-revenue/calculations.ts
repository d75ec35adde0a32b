import { worthWithin } from '../../../collector/customer-worth.ts'
import { view } from '../../models/view.ts'

/** What the calculators are reckoned with, as the address has it; where it has nothing, an example. */
export const EXAMPLES = {
  /** What a customer pays a month. */
  arpa: 50,
  /** In percent, as churn is. */
  margin: 80,
  churn: 4,
  cac: 120,
  now: 100,
  fresh: 10,
  target: 300,
  months: 24,
  trials: 200,
  paid: 30,
} as const
export type Figure = keyof typeof EXAMPLES
export type Figures = Record<Figure, number>

/** Of what is no number, or below zero, the example. */
export function figuresInView(): Figures {
  const { options } = view.value
  const read = (name: Figure): [Figure, number] => {
    const value = Number(options[name])
    return [name, options[name] && value >= 0 && value <= 1e12 ? value : EXAMPLES[name]]
  }
  return Object.fromEntries((Object.keys(EXAMPLES) as Figure[]).map(read)) as Figures
}

export interface Lifetime {
  /** What a customer leaves a month. */
  monthly: number
  /** Months that one stays on the mean; null where nobody leaves. */
  stays: number | null
  /** For good, and in two years. */
  ltv: number | null
  ahead: number
}

/** 50.00 a month at 80 % and 4 % churn: 40.00 a month for 25 months, 1,000.00. */
export function lifetimeOf({ arpa, margin, churn }: Figures): Lifetime {
  const monthly = (arpa * Math.min(margin, 100)) / 100
  const c = shareOf(churn)
  return {
    monthly,
    stays: c === 0 ? null : 1 / c,
    ltv: c === 0 ? null : monthly / c,
    ahead: worthWithin(monthly, c, 24),
  }
}

export interface Payback {
  /** As if nobody left before. */
  plain: number | null
  /** Of all who were won, those who left paying nothing more; null: never. */
  leaving: number | null
  ratio: number | null
}

/**
 * 120.00 at 40.00 a month: 3 months; as 4 % leave each month (1 − 0.96^n) / 0.04 = 3, so n = ln 0.88 / ln 0.96 = 3.1. Never
 * where the lifetime value is less.
 */
export function paybackOf(figures: Figures): Payback {
  const { monthly, ltv } = lifetimeOf(figures)
  const { cac } = figures
  if (monthly === 0) return { plain: null, leaving: null, ratio: null }
  const plain = cac / monthly
  const ratio = ltv === null || cac === 0 ? null : ltv / cac
  const c = shareOf(figures.churn)
  if (c === 0) return { plain, leaving: plain, ratio }
  const left = 1 - plain * c
  if (left <= 0) return { plain, leaving: null, ratio }
  return { plain, leaving: Math.log(left) / Math.log(1 - c), ratio }
}

export interface Needed {
  /** New customers a month. */
  fresh: number
  /** What winning them costs a month. */
  cost: number
}

/**
 * What it takes to come from `now` to the target in so many months: after n months there are now × q + new × (1 − q) / c of
 * q = (1 − c)^n, so new = c × (target − now × q) / (1 − q). 100 to 300 in 24 months at 4 %: q = 0.3754, 16.8 a month.
 */
export function neededFor({ now, target, months, churn, cac }: Figures): Needed | null {
  if (months < 1) return null
  const c = shareOf(churn)
  const q = (1 - c) ** months
  const fresh = c === 0 ? (target - now) / months : (c * (target - now * q)) / (1 - q)
  return { fresh: Math.max(0, fresh), cost: Math.max(0, fresh) * cac }
}

/** A share of all, 0–1: of what is in percent. */
export function shareOf(percent: number): number {
  return Math.min(1, percent / 100)
}
