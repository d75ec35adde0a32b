import { minorDigits } from '../../money.ts'
import type { StandingRow } from '../../settings/spend-list.ts'
import type { Meaning } from '../../spend/meaning.ts'
import { KEYS } from '../../spend/row.ts'

/** A row of spend and what a report makes of it. */
export interface JudgedRow {
  row: StandingRow
  meaning: Meaning
  /** A visit has its keys. */
  found: boolean
  /** Minor units of the site's currency. */
  cost: number
  /** There is a rate for it. */
  rated: boolean
}

/** The rows of a day and an import in one, in units of the currency; in order of day and import. */
export function byDay(rows: readonly JudgedRow[], unit: number) {
  const sums = new Map<string, { date: string; import: string; cost: number; matched: number }>()
  for (const { row, found, cost } of rows) {
    const key = `${row.day}\t${row.import}`
    const sum = sums.get(key) ?? { date: row.day, import: row.import, cost: 0, matched: 0 }
    sum.cost += cost
    if (found) sum.matched += cost
    sums.set(key, sum)
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => ({ ...sum, cost: sum.cost / unit, matched: sum.matched / unit }))
}

interface KeySum {
  meaning: Meaning
  /** Minor units. */
  cost: number
  days: [string, string]
}

/** The rows of equal keys in one, the dearest first. */
export function byKeys(rows: readonly JudgedRow[]): KeySum[] {
  const sums = new Map<string, KeySum>()
  for (const { row, meaning, cost } of rows) {
    const key = JSON.stringify(KEYS.map((name) => meaning[name]))
    const sum = sums.get(key)
    if (sum === undefined) sums.set(key, { meaning, cost, days: [row.day, row.day] })
    else {
      sum.cost += cost
      sum.days = [earlier(sum.days[0], row.day), later(sum.days[1], row.day)]
    }
  }
  return [...sums]
    .sort(([a, one], [b, other]) => other.cost - one.cost || (a < b ? -1 : 1))
    .map(([, sum]) => sum)
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function later(a: string, b: string): string {
  return a > b ? a : b
}

/** What has no rate, in its own currency. `events`: how many rows. */
export function withoutRate(rows: readonly JudgedRow[]) {
  const sums = new Map<string, { currency: string; amount: number; events: number }>()
  for (const { row, rated } of rows) {
    if (rated) continue
    const { currency, amount } = row
    const sum = sums.get(currency) ?? { currency, amount: 0, events: 0 }
    sums.set(currency, { currency, amount: sum.amount + amount, events: sum.events + 1 })
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, amount: sum.amount / 10 ** minorDigits(sum.currency) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
