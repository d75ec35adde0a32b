import { benjaminiHochberg } from '../../../experiments/statistics/corrections.ts'
import { fisherExact, type Table } from '../../../experiments/statistics/fisher.ts'
import { SILENT_DAYS } from './risk.ts'
import type { PastScores } from './rows.ts'
import { WINDOW } from './use.ts'

/** Which key event goes with being used later. */
export interface Habit {
  did: { accounts: number; kept: number }
  did_not: { accounts: number; kept: number }
  q: number
}

/** Days before the moment of the window in which key events are looked for: the window, and one between. */
const THEN = 2 * WINDOW

/**
 * Of each key event, in order: accounts that were used in the 28 days that ended 56 days ago, by whether they used it then; and
 * how many of both did anything in the last 14 days. 8 of 10 and 4 of 10: Fisher's exact p is 0.1698.
 */
export function habitsOf(scores: PastScores, keys: number): Habit[] {
  const present = scores.get(0)?.scores ?? []
  const used = (scores.get(THEN)?.scores ?? []).flatMap((then, i) => {
    if (!then || then.window.active === 0) return []
    const silent = present[i]?.window.silent ?? Number.POSITIVE_INFINITY
    return [{ keys: then.window.keys, kept: silent < SILENT_DAYS }]
  })
  const tables = Array.from({ length: keys }, (_, key) => tableOf(used, key))
  const qs = benjaminiHochberg(tables.map(fisherExact))
  return tables.map(({ a, b, c, d }, i) => ({
    did: { accounts: a + b, kept: a },
    did_not: { accounts: c + d, kept: c },
    q: qs[i] ?? 1,
  }))
}

function tableOf(used: readonly { keys: number; kept: boolean }[], key: number): Table {
  const table = { a: 0, b: 0, c: 0, d: 0 }
  for (const { keys, kept } of used) {
    if (((keys >>> key) & 1) === 1) table[kept ? 'a' : 'b']++
    else table[kept ? 'c' : 'd']++
  }
  return table
}
