import { HOUR } from '../durations.ts'
import type { Random, Weighted } from './random.ts'

/** Sunday first, as `getUTCDay` counts. */
const WEEKDAYS = [0.62, 1.12, 1.18, 1.16, 1.12, 1.0, 0.6]

/** How lively each hour of the local day is, from midnight. */
const HOURS: Weighted<number> = [
  3, 2, 1, 1, 1, 2, 4, 7, 11, 15, 17, 16, 14, 15, 16, 16, 15, 13, 12, 12, 13, 12, 9, 6,
].map((weight, hour) => [hour, weight] as const)

/** How lively a UTC day is beside the others; 1 on average over a week. */
export function weekday(day: number): number {
  return WEEKDAYS[new Date(day).getUTCDay()] ?? 1
}

export function isWeekend(day: number): boolean {
  return new Date(day).getUTCDay() % 6 === 0
}

/** A moment of that UTC day at which somebody `offset` hours from UTC is awake, more or less. */
export function moment(day: number, offset: number, chance: Random): number {
  const hour = (chance.pick(HOURS) - offset + 24) % 24
  return day + hour * HOUR + chance.integer(HOUR)
}
