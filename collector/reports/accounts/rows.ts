import type { AccountRow, AccountsAnswer } from './answer.ts'
import type { Moment } from './asked.ts'
import { BACKTEST_DAYS, type Backtest, backtestOf } from './backtest.ts'
import { fallenFrom } from './health.ts'
import { type MonthlyMoney, pays } from './money.ts'
import { type Reason, reasonsOf } from './risk.ts'
import type { DayScores, Followed, Score } from './scores.ts'
import { nextRenewal, stateOf } from './state.ts'
import { QUADRANTS, quadrantOf, temperatureOf } from './temperature.ts'
import { WINDOW } from './use.ts'

const WEEKS = 12

/** Days before the moment at whose ends the trend stands, the first first. */
const TREND = Array.from({ length: WEEKS }, (_, i) => 7 * (WEEKS - 1 - i))
/** And the windows before the present one that it is held against. */
const BEFORE = [WINDOW, 2 * WINDOW, 3 * WINDOW]
/** What is read: the last of them, which holds the windows of the trend, 77 + 28 days, and the backtest's, 60 + 28. */
export const READ_DAYS = 3 * WINDOW + WINDOW

/** Days before the moment that accounts are scored on. */
export const SCORED = [...new Set([...TREND, ...BEFORE, BACKTEST_DAYS])]

/** By how many days ago. */
export type PastScores = ReadonlyMap<number, DayScores>

/** An account's row, but for what the store is asked of a page alone. */
export interface ScoredRow extends Omit<AccountRow, 'at_risk' | 'used' | 'shown' | 'last_seen'> {
  number: number
  at_risk: Reason[]
  /** Bits. */
  keys: number
  signals: number
}

interface Telling {
  moment: Moment
  scores: PastScores
  weights: readonly number[]
  money: MonthlyMoney
  /** Undefined for one that is not asked about. */
  nameOf(account: number): string | undefined
}

/** Of the accounts that are asked about, those that were there by then. */
export function scoredRows(accounts: readonly Followed[], telling: Telling): ScoredRow[] {
  const present = telling.scores.get(0)?.scores ?? []
  return accounts.flatMap(({ number }, i): ScoredRow[] => {
    const [score, account] = [present[i], telling.nameOf(number)]
    if (!score || account === undefined) return []
    return [{ number, account, ...toldOf(score, i, telling) }]
  })
}

function toldOf(
  score: Score,
  i: number,
  { moment, scores, weights, money }: Telling,
): Omit<ScoredRow, 'number' | 'account'> {
  const { window, standing, health, parts, seats } = score
  const past = (days: number) => scores.get(days)?.scores[i]?.health ?? null
  const state = stateOf(standing, moment.at)
  const fallen_from = fallenFrom(health, BEFORE.map(past))
  const renews_at = nextRenewal(standing, moment.at)
  const temperature = weights.length === 0 ? null : temperatureOf(window.signals, weights)
  const told = { health, fallen_from, renews_at, window, now: moment.at, day: moment.day }
  return {
    health,
    parts,
    temperature,
    quadrant: quadrantOf(health, temperature),
    falling: fallen_from !== undefined,
    // What is lost is no longer at risk.
    at_risk: state === 'lost' ? [] : reasonsOf(told),
    trend: TREND.map(past),
    people: window.people.size,
    seats: seats === 0 ? null : seats,
    active_days: window.active,
    keys: window.keys,
    signals: window.signals,
    mrr: money.of(standing),
    renews_at: renews_at === null ? null : new Date(renews_at).toISOString(),
    state,
  }
}

export function totalsOf(rows: readonly ScoredRow[]): AccountsAnswer['totals'] {
  const atRisk = rows.filter(({ at_risk }) => at_risk.length > 0)
  const count = (quadrant: (typeof QUADRANTS)[number]) =>
    rows.filter((row) => row.quadrant === quadrant).length
  const [grow, train, understand, revive] = QUADRANTS.map(count)
  return {
    accounts: rows.length,
    mrr: sumOf(rows),
    at_risk: atRisk.length,
    mrr_at_risk: sumOf(atRisk),
    quadrants: {
      ...{ grow: grow ?? 0, train: train ?? 0 },
      ...{ understand: understand ?? 0, revive: revive ?? 0 },
    },
  }
}

/** No currency has more than four places. */
function sumOf(rows: readonly ScoredRow[]): number {
  return Number(rows.reduce((sum, { mrr }) => sum + mrr, 0).toFixed(4))
}

/** Of accounts that were customers then: who is none any more, held against the score. */
export function backtested(
  accounts: readonly Followed[],
  scores: PastScores,
): Backtest | { reason: string } {
  const [past, present] = [scores.get(BACKTEST_DAYS)?.scores ?? [], scores.get(0)?.scores ?? []]
  const tried = accounts.flatMap((_, i) => {
    const before = past[i]
    if (!before || before.health === null || !pays(before.standing)) return []
    return [{ score: before.health, churned: !pays(present[i]?.standing ?? []) }]
  })
  return backtestOf(tried)
}
