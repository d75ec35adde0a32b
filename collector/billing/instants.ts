import { type DateOrder, readDay } from '../spreadsheet/days.ts'

/** Turns a local time of the site, in ms as if it were UTC, into an instant. */
export type FromLocal = (local: number) => number

const CLOCK =
  /[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AP]\.?M\.?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/iu
/** Unix seconds or milliseconds of this century. */
const UNIX = /^(?:1\d{9}|1\d{12})$/u

/**
 * The instant of a cell in epoch ms, undefined for what is none: `2026-03-01 10:22`, `2026-03-01T10:22:00Z`, `2026-03-01`,
 * `1772360520`, and as spreadsheets write them `01.03.2026 10:22` and, by the file's order, `3/1/2026 10:22 AM`. Without a zone of its own it is UTC where the header says so, else the site's. All of it is read: a zone
 * that nobody here knows makes another time of it.
 */
export function readInstant(
  cell: string,
  isUtc: boolean,
  { fromLocal, order }: { fromLocal: FromLocal; order: DateOrder },
): number | undefined {
  if (UNIX.test(cell)) return Number(cell.padEnd(13, '0'))
  const clock = CLOCK.exec(cell)
  const date = clock ? cell.slice(0, clock.index) : cell
  const day = isDateAlone(date) ? readDay(date, order) : undefined
  const since = clock ? timeOf(clock) : 0
  const offset = offsetOf(clock?.[5])
  if (day === undefined || since === undefined || offset === undefined) return undefined
  const local = Date.parse(`${day}T00:00Z`) + since
  if (offset !== null) return local - offset
  return isUtc ? local : fromLocal(local)
}

/** A date has no more than three numbers; what has more says a time that is not read. */
function isDateAlone(text: string): boolean {
  return (text.match(/\d+/gu)?.length ?? 0) <= 3
}

/** Since the beginning of its day, in ms. */
function timeOf([, hours, minutes, seconds = '0', half]: RegExpExecArray): number | undefined {
  const hour = half === undefined ? Number(hours) : hourOf(Number(hours), half)
  if (hour === undefined || hour > 23 || Number(minutes) > 59 || Number(seconds) > 60)
    return undefined
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

/** 12 AM is midnight, 12 PM is noon. */
function hourOf(hour: number, half: string): number | undefined {
  if (hour < 1 || hour > 12) return undefined
  return (hour % 12) + (/^p/iu.test(half) ? 12 : 0)
}

/** Of `+02:00` two hours, in ms; null where no zone is said, undefined where there is none so far off. */
function offsetOf(zone: string | undefined): number | null | undefined {
  if (zone === undefined) return null
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/u.exec(zone) ?? []
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -size : size
}
