import { meanOf } from './health.ts'
import { SILENT_DAYS } from './risk.ts'
import type { State } from './state.ts'

/** How an account goes on, each account in one of them. */
export const COURSES = ['new', 'growing', 'steady', 'cooling', 'silent'] as const
export type Course = (typeof COURSES)[number]

/** An account whose health was below this share of what it is now is growing. */
const GROWING = 0.8
/** What two roundings may come to on a scale of 100. */
const EXACT = 1e-9

export interface Going {
  state: State | null
  /** Whole days since anything was done; undefined: never. */
  silent: number | undefined
  health: number | null
  /** 28, 56 and 84 days before; null where it was not there yet. */
  before: readonly (number | null)[]
  falling: boolean
}

/**
 * `silent`: nothing was done for 14 days; `new`: 28 days ago it was not there; `cooling`: it falls; `growing`: the mean of its
 * health before is below 80 % of the present one, as 40 is of 51; else `steady`. Null where it is lost.
 */
export function courseOf({ state, silent, health, before, falling }: Going): Course | null {
  if (state === 'lost') return null
  if (silent === undefined || silent >= SILENT_DAYS) return 'silent'
  if (before[0] === null) return 'new'
  if (falling) return 'cooling'
  const mean = meanOf(before)
  const grows = mean !== undefined && health !== null && mean < GROWING * health - EXACT
  return grows ? 'growing' : 'steady'
}
