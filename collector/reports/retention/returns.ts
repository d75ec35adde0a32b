import type { MarkedMoment } from '../../store/port.ts'
import type { Entrant } from './entrants.ts'
import { type Units, unitAt } from './units.ts'

export const RETENTION_MODES = ['on', 'on_or_after'] as const
export type RetentionMode = (typeof RETENTION_MODES)[number]

/** Bits of a return's moment. */
export const RETURNS = 1
/** It may be the very event that made the person enter. */
export const ENTERS = 2

export interface Counted {
  units: Units
  periods: number
  mode: RetentionMode
  /** The first visit is its own return, as nothing else is asked for. */
  own: boolean
}

/**
 * The periods of an entrant's returns, `seen[n]` 1. A return comes after what made the person enter; of the same instant,
 * which has no known order, every event but that one does.
 */
export function seenBy(
  entrant: Entrant,
  moments: readonly MarkedMoment[],
  { units, periods, mode, own }: Counted,
): Uint8Array {
  const seen = new Uint8Array(periods)
  if (own) seen[0] = 1
  let last = own ? 0 : -1
  let entered = false
  for (const { at, marks } of moments) {
    const enters: boolean = !entered && at === entrant.at && (marks & ENTERS) !== 0
    entered ||= enters
    if (enters || at < entrant.at || (marks & RETURNS) === 0) continue
    const n = unitAt(units, at) - entrant.cohort
    if (n < periods) seen[n] = 1
    last = Math.max(last, n)
  }
  return mode === 'on' ? seen : seen.fill(1, 0, Math.max(0, Math.min(last + 1, periods)))
}
