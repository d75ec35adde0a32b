import { monthNamed } from './months.ts'

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** A date of three numbers whose order its writing does not tell. */
interface Slashed {
  numbers: [number, number, number]
  /** Dots are written between day, month and year only where the day comes first. */
  dotted: boolean
}

// A year of four digits that begins with 00 is a broken export's, not one of this century.
const TIME = '(?:[T ,].*)?'
const YEAR_FIRST = new RegExp(`^((?!00)\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`, 'u')
const COMPACT = /^((?!00)\d{4})(\d{2})(\d{2})$/u
const EASTERN = /^((?!00)\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?/u
const SLASHED = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2((?!00)\\d{4}|\\d{2})${TIME}$`, 'u')

function slashed(text: string): Slashed | undefined {
  const [, a, mark, b, c] = SLASHED.exec(text) ?? []
  if (a === undefined) return undefined
  return { numbers: [Number(a), Number(b), Number(c)], dotted: mark === '.' }
}

/** `2026-08-01`; undefined for a day that no calendar has. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const full = year < 100 ? 2000 + year : year
  if (full < 1990 || full > 2100) return undefined
  const date = new Date(Date.UTC(full, month - 1, day))
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay ? date.toISOString().slice(0, 10) : undefined
}

/** `Aug 1, 2026`, `1 de agosto de 2026`, `Sat 01-Aug-26`. */
function spelledDay(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{M}]+|\d+/gu) ?? []
  const month = words.map(monthNamed).find((found) => found !== undefined)
  const [first, second] = words.filter((word) => /^(?!00\d\d$)\d+$/u.test(word))
  if (month === undefined || first === undefined || second === undefined) return undefined
  const [year, day] = first.length === 4 ? [first, second] : [second, first]
  return dayOf(Number(year), month, Number(day))
}

/** The day of a cell; `order` decides where its writing does not. Undefined for what is none. */
export function readDay(cell: string, order: DateOrder): string | undefined {
  const match = YEAR_FIRST.exec(cell) ?? COMPACT.exec(cell) ?? EASTERN.exec(cell)
  if (match) return dayOf(Number(match[1]), Number(match[2]), Number(match[3]))
  const date = slashed(cell)
  return date ? orderedDay(date, order) : spelledDay(cell)
}

function orderedDay({ numbers: [a, b, c], dotted }: Slashed, order: DateOrder): string | undefined {
  if (order === 'ymd') return c < 100 ? dayOf(a, b, c) : dotted ? dayOf(c, b, a) : undefined
  return order === 'dmy' ? dayOf(c, b, a) : dayOf(c, a, b)
}

/** What a file says of the order of its dates: proved, both ways at once, or not to be told. */
export type Proof = DateOrder | 'both' | 'unclear' | 'none'

/**
 * The order that dates prove together: 8/14 shows that the month comes first, 14/8 that the day does. `none`: no date leaves
 * it open. Dots are written between day, month and year.
 */
export function provenOrder(cells: Iterable<string>): Proof {
  const dates = [...cells].map(slashed).filter((date) => date !== undefined)
  if (dates.length === 0) return 'none'
  const dayFirst = dates.some(({ numbers: [first] }) => first > 12)
  const monthFirst = dates.some(({ numbers: [, second] }) => second > 12)
  if (dayFirst !== monthFirst) return dayFirst ? 'dmy' : 'mdy'
  if (dayFirst) return 'both'
  return dates.every(({ dotted }) => dotted) ? 'dmy' : 'unclear'
}

const UNTOLD =
  'a date like 05/06/2026, of which the day cannot be told from the month; write it as 2026-06-05'

/** Why a cell is no date, where nothing beside it tells the order of day and month. */
export function noDate(cell: string): string {
  const date = slashed(cell.trim())
  return date !== undefined && !date.dotted ? UNTOLD : 'no date'
}

/** First and last day of the cells, read in an order; undefined where none is a day. */
export function rangeOf(cells: Iterable<string>, order: DateOrder): [string, string] | undefined {
  let range: [string, string] | undefined
  for (const cell of cells) {
    const day = readDay(cell, order)
    if (day === undefined) continue
    if (range === undefined) range = [day, day]
    else if (day < range[0]) range[0] = day
    else if (day > range[1]) range[1] = day
  }
  return range
}
