import type { Weights } from '../../settings/health.ts'
import type { Change } from '../customers/changes.ts'
import { healthOf, type Parts, partsOf, yardstickOf } from './health.ts'
import { type Standing, seatsBought, standingAt } from './state.ts'
import { type DayOfUse, MostPeople, type Window, windowOf } from './use.ts'

/** All that is known of an account's use and money, in order. */
export interface Followed {
  number: number
  days: readonly DayOfUse[]
  changes: readonly Change[]
  most: MostPeople
  /** What is said of it; 0: nothing. */
  seats: number
}

export function followed(one: Omit<Followed, 'most'>): Followed {
  return { ...one, most: new MostPeople(one.days) }
}

/** How an account stood at the end of a day. */
export interface Score {
  window: Window
  standing: Standing[]
  seats: number
  parts: Parts
  health: number | null
}

export interface DayScores {
  yardstick: number
  /** In order of the accounts; null where one was not there yet. */
  scores: (Score | null)[]
}

/** The end of a day, or as much of it as has been. */
export interface DayEnd {
  day: number
  /** Epoch ms. */
  until: number
}

/** Scores of all accounts at one time, held against those that were active then. */
export function scoresAt(
  accounts: readonly Followed[],
  { day, until }: DayEnd,
  { keys, weights }: { keys: number; weights: Weights },
): DayScores {
  const windows = accounts.map(({ days }) => windowOf(days, day))
  const yardstick = yardstickOf(windows.map(({ active }) => active))
  const scores = accounts.map((account, i): Score | null => {
    const window = windows[i]
    const standing = standingAt(account.changes, until)
    if (!window || (window.silent === undefined && standing.length === 0)) return null
    const seats = seatsBought(standing) || account.seats || account.most.by(day)
    const parts = partsOf(window, { yardstick, keys, seats })
    return { window, standing, seats, parts, health: healthOf(parts, weights) }
  })
  return { yardstick, scores }
}
