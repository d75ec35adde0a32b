import { DAY, MINUTE } from '../durations.ts'
import { localTimes } from '../reports/time/local-times.ts'
import type { QuietHours } from '../settings/alert-definition.ts'

/**
 * When the quiet hours end that it is now, epoch ms; undefined where it is none. From 22:00 to 07:00 they last over midnight. On a
 * night whose clocks skip an end, they end when the clocks go on.
 */
export function quietUntil(
  quiet: QuietHours | undefined,
  timezone: string,
  now: number,
): number | undefined {
  if (!quiet) return undefined
  const { toLocal, fromLocal } = localTimes(timezone)
  const local = toLocal(now)
  const midnight = Math.floor(local / DAY) * DAY
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)]
  const time = (local - midnight) / MINUTE
  const isQuiet = from < to ? from <= time && time < to : time >= from || time < to
  if (!isQuiet) return undefined
  const end = fromLocal(midnight + (time < to ? 0 : DAY) + to * MINUTE)
  // Of an hour that is lived twice the clocks show the end twice: quiet lasts to the second.
  return end > now ? end : now + MINUTE
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}
