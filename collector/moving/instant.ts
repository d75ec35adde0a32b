import { noDate } from '../spreadsheet/days.ts'
import { localInstant } from './zone.ts'

const WRITTEN =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i

/**
 * The instant, epoch ms, that a text writes: a date with a time, in the zone it names or else in `zone`; or a count of
 * seconds, ms, µs or ns since 1970, by its length. Undefined for anything else.
 */
export function instantOf(text: string, zone = 'UTC'): number | undefined {
  const found = WRITTEN.exec(text) ?? WRITTEN.exec(ofSpreadsheet(text))
  if (!found) return countedInstant(text)
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', offset] = found
  const parts = [year, month, day, hour, minute, second].map(Number)
  const local = localTime(parts, fraction)
  if (local === undefined) return undefined
  if (offset !== undefined) return local - offsetOf(offset)
  return zone === 'UTC' ? local : localInstant(local, zone)
}

/** Why a text, called by its column's name, writes no instant. */
export function noTime(text: string, name = 'its time'): string {
  const why = noDate(text)
  return `${name} is ${why === 'no date' ? 'no time' : why}`
}

function localTime(parts: number[], fraction: string): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  if (month < 1 || month > 12 || hour > 24 || minute > 59 || second > 60) return undefined
  const ms = fraction === '' ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3))
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  // 30 February is no day.
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate() ? at : undefined
}

function offsetOf(text: string): number {
  const found = /^([+-])(\d\d):?(\d\d)?$/.exec(text)
  if (!found) return 0
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return (found[1] === '-' ? -minutes : minutes) * 60_000
}

/** `31.05.2026 10:22` and `2026/05/31 10:22`, as spreadsheets write them, as others do; what is neither as it is. */
function ofSpreadsheet(text: string): string {
  return text
    .replace(/^(\d\d?)\.(\d\d?)\.(\d{4})(?:,? +|$)/u, '$3-$2-$1 ')
    .replace(/^(\d{4})\/(\d\d?)\/(\d\d?)(?= |$)/u, '$1-$2-$3')
    .trim()
}

/** 10 digits are seconds until 2286, 13 ms, 16 µs, 19 ns. */
function countedInstant(text: string): number | undefined {
  if (!/^\d{9,19}(?:\.\d+)?$/.test(text)) return undefined
  const digits = text.split('.', 1)[0]?.length ?? 0
  const value = Number(text)
  if (digits <= 11) return Math.round(value * 1_000)
  if (digits <= 14) return Math.round(value)
  return Math.floor(digits <= 17 ? value / 1_000 : value / 1_000_000)
}
