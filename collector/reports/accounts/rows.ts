import { dayOf } from '../time/zone.ts'
import type { AccountRow } from './answer.ts'
import type { Moment } from './asked.ts'
import { BACKTEST_DAYS, type Tried } from './backtest.ts'
import { courseOf } from './course.ts'
import { fallenFrom } from './health.ts'
import { type MonthlyMoney, pays } from './money.ts'
import { type Reason, reasonsOf } from './risk.ts'
import type { DayScores, Followed, Score } from './scores.ts'
import { nextRenewal, stateOf } from './state.ts'
import { quadrantOf, temperatureOf } from './temperature.ts'
import { type PersonUse, peopleIn, WINDOW } from './use.ts'

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
  /** When it was last seen in the days that are read, epoch ms. */
  seen: number | null
  at_risk: Reason[]
  /** Bits. */
  keys: number
  signals: number
}

interface Telling {
  moment: Moment
  timezone: string
  scores: PastScores
  weights: readonly number[]
  money: MonthlyMoney
  /** Undefined for one that is not asked about. */
  nameOf(account: number): string | undefined
  /** Who looks after it. */
  ownerOf(account: string): string
  /** Epoch ms; undefined for one that was not seen in the days that are read. */
  seenAt(account: number): number | undefined
}

/** Of the accounts that are asked about, those that were there by then. */
export function scoredRows(accounts: readonly Followed[], telling: Telling): ScoredRow[] {
  const present = telling.scores.get(0)?.scores ?? []
  return accounts.flatMap(({ number, days }, i): ScoredRow[] => {
    const [score, account] = [present[i], telling.nameOf(number)]
    if (!score || account === undefined) return []
    const seen = telling.seenAt(number) ?? null
    const owner = telling.ownerOf(account)
    const people = peopleIn(days, telling.moment.day)
    return [{ number, account, owner, seen, ...toldOf(score, { i, people }, telling) }]
  })
}

function toldOf(
  score: Score,
  { i, people }: { i: number; people: ReadonlyMap<number, PersonUse> },
  { moment, timezone, scores, weights, money }: Telling,
): Omit<ScoredRow, 'number' | 'account' | 'owner' | 'seen'> {
  const { window, standing, health, parts, seats } = score
  const past = (days: number) => scores.get(days)?.scores[i]?.health ?? null
  const state = stateOf(standing, moment.at)
  const before = BEFORE.map(past)
  const fallen_from = fallenFrom(health, before)
  const falling = fallen_from !== undefined
  const renews_at = nextRenewal(standing, moment.at)
  const renews_in = renews_at === null ? null : dayOf(timezone, renews_at) - moment.day
  const temperature = weights.length === 0 ? null : temperatureOf(window.signals, weights)
  const told = { health, fallen_from, renews_in, people, day: moment.day }
  return {
    health,
    parts,
    temperature,
    quadrant: quadrantOf(health, temperature),
    falling,
    course: courseOf({ state, silent: window.silent, health, before, falling }),
    // What is lost is no longer at risk.
    at_risk: state === 'lost' ? [] : reasonsOf(told),
    trend: TREND.map(past),
    people: window.people,
    seats: seats === 0 ? null : seats,
    active_days: window.active,
    keys: window.keys,
    signals: window.signals,
    mrr: money.of(standing),
    renews_at: renews_at === null ? null : new Date(renews_at).toISOString(),
    renews_in,
    state,
  }
}

/** Of accounts that were customers then: who is none any more, held against the score. */
export function triedOn(accounts: readonly Followed[], scores: PastScores): Tried[] {
  const [past, present] = [scores.get(BACKTEST_DAYS)?.scores ?? [], scores.get(0)?.scores ?? []]
  return accounts.flatMap((_, i) => {
    const before = past[i]
    if (!before || before.health === null || !pays(before.standing)) return []
    return [{ score: before.health, churned: !pays(present[i]?.standing ?? []) }]
  })
}
