import { normalise } from '../acquisition/normalise.ts'
import { remembered } from '../remembered.ts'

/** What a row of spend is about; null where it does not say. Spelt as it came: `rowKeys` is what groups it. */
export interface SpendKeys {
  source: string
  medium: string | null
  campaign: string | null
  content: string | null
  term: string | null
  campaign_id: string | null
}

/** What a campaign cost on a day. */
export interface SpendRow extends SpendKeys {
  /** `2026-08-01`, as its platform counts days. */
  day: string
  /** Minor units; negative for a credit. */
  amount: number
  currency: string
  clicks: number | null
  impressions: number | null
}

/** The names of a row's keys, the coarsest first. */
export const KEYS = ['source', 'medium', 'campaign', 'content', 'term', 'campaign_id'] as const

type Keyed = Omit<SpendRow, 'amount' | 'clicks' | 'impressions'>

/** One text for rows of equal day, keys and currency; of many rows, whose names repeat. */
export function rowKeys(): (row: Keyed) => string {
  const normalised = remembered(normalise)
  return (row) => {
    const keys = KEYS.map((name) => (row[name] === null ? '' : normalised(row[name])))
    return `${row.day}\t${row.currency}\t${keys.join('\t')}`
  }
}

/** Rows of equal keys add: 1,125.50 and 74.50 of one campaign on one day are 1,200.00. The first one's spelling stays. */
export function added(rows: Iterable<SpendRow>): SpendRow[] {
  const keyOf = rowKeys()
  const sums = new Map<string, SpendRow>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { ...row })
    else {
      sum.amount += row.amount
      sum.clicks = plus(sum.clicks, row.clicks)
      sum.impressions = plus(sum.impressions, row.impressions)
    }
  }
  return [...sums.values()]
}

function plus(left: number | null, right: number | null): number | null {
  if (left === null) return right
  return right === null ? left : left + right
}

export interface CurrencyTotal {
  currency: string
  /** Minor units. */
  amount: number
}

/** The cost in each currency, never summed across. */
export function totalsOf(rows: Iterable<Pick<SpendRow, 'amount' | 'currency'>>): CurrencyTotal[] {
  const sums = new Map<string, number>()
  for (const { amount, currency } of rows) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
