import { DAY } from '../../durations.ts'
import { offsetAt } from './zone.ts'

/** What a zone's clocks show at instants, and when they show it, many times over. All are epoch ms; local ones as if they were UTC. */
export interface LocalTimes {
  toLocal: (at: number) => number
  /**
   * The instant at which the clocks show it: of an hour that is lived twice the first, and of one that they skip as long after
   * it as they have gone on.
   *
   *     Berlin, 29 March 2026    02:30 is 03:30, summer time
   *     Apia, 30 December 2011   a day that was not: 00:00 is 00:00 of the 31st
   */
  fromLocal: (local: number) => number
}

export function localTimes(zone: string): LocalTimes {
  const offset = rememberedOffsets(zone)
  return {
    toLocal: (at) => at + offset(at),
    fromLocal(local) {
      const before = offset(local - DAY)
      const at = local - before
      if (offset(at) === before) return at
      const after = offset(local + DAY)
      return offset(local - after) === after ? local - after : at
    },
  }
}

/** Most UTC days have one offset: it is asked for once. No zone has changed twice within a day. */
function rememberedOffsets(zone: string): (at: number) => number {
  const starts = new Map<number, number>()
  const startOf = (day: number) => {
    const known = starts.get(day) ?? offsetAt(zone, day * DAY)
    starts.set(day, known)
    return known
  }
  return (at) => {
    const day = Math.floor(at / DAY)
    const first = startOf(day)
    return startOf(day + 1) === first ? first : offsetAt(zone, at)
  }
}
