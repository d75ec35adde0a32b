import { readDay } from '../spend/days.ts'

/** Turns a local time of the site, in ms as if it were UTC, into an instant. */
export type FromLocal = (local: number) => number

const CLOCK = /[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/iu
/** Unix seconds or milliseconds of this century. */
const UNIX = /^(?:1\d{9}|1\d{12})$/u

/**
 * The instant of a cell in epoch ms, undefined for what is none: `2026-03-01 10:22`, `2026-03-01T10:22:00Z`, `2026-03-01`,
 * `1772360520`. Without a zone of its own it is UTC where the header says so, else the site's.
 */
export function readInstant(
  cell: string,
  isUtc: boolean,
  fromLocal: FromLocal,
): number | undefined {
  if (UNIX.test(cell)) return Number(cell.padEnd(13, '0'))
  const clock = CLOCK.exec(cell)
  const [, hours = '0', minutes = '0', seconds = '0', zone] = clock ?? []
  const day = readDay(clock ? cell.slice(0, clock.index) : cell, 'ymd')
  if (day === undefined || Number(hours) > 23) return undefined
  if (Number(minutes) > 59 || Number(seconds) > 60) return undefined
  const local =
    Date.parse(`${day}T00:00Z`) +
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  if (zone !== undefined) return local - offsetOf(zone)
  return isUtc ? local : fromLocal(local)
}

/** Of `+02:00` two hours, in ms. */
function offsetOf(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone) ?? []
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -size : size
}
