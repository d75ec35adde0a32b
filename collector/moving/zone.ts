import { DAY } from '../durations.ts'
import { offsetAt } from '../reports/time/zone.ts'

/** Epoch ms of what a clock in a zone shows, given as if it were UTC; of an hour that comes twice the first. */
export function localInstant(local: number, zone: string): number {
  const [before, after] = [-DAY, DAY].map((apart) => local - offsetAt(zone, local + apart))
  const fits = [before, after].find((at) => at !== undefined && at + offsetAt(zone, at) === local)
  return fits ?? before ?? local
}

/** The dates, `2026-11-22`, of instants in a zone; a quarter of an hour lies within one date. */
export function datesIn(zone: string): (at: number) => string {
  const known = new Map<number, string>()
  return (at) => {
    const quarter = Math.floor(at / 900_000)
    const before = known.get(quarter)
    if (before !== undefined) return before
    const start = quarter * 900_000
    const date = new Date(start + offsetAt(zone, start)).toISOString().slice(0, 10)
    if (known.size < 500_000) known.set(quarter, date)
    return date
  }
}
