import { readDay } from '../../spreadsheet/days.ts'
import { writtenCount, writtenNumber } from '../written-number.ts'

const NONE = new Set(['', '(not set)', '-'])

/** A count as tools and spreadsheets write it. Empty and "(not set)" are none; undefined for what is no whole number. */
export function countOf(text: string): number | null | undefined {
  return NONE.has(text.trim()) ? null : bounded(writtenCount(text))
}

/** The same of a number that need not be whole; `comma`: of a file whose decimal mark it is. */
export function amountOf(text: string, comma: boolean): number | null | undefined {
  return NONE.has(text.trim()) ? null : bounded(writtenNumber(text, comma))
}

function bounded(number: number | undefined): number | undefined {
  return number !== undefined && number <= MOST ? number : undefined
}

/** More is nobody's day: ten years of a billion seconds each still add up exactly. */
const MOST = 1_000_000_000_000

/** `2026-05-31`, `20260531`, and as spreadsheets write them `2026/05/31` and `31.05.2026`; undefined for no date of a site's life. */
export function dateIn(text: string): string | undefined {
  return DATE_ALONE.test(text.trim()) ? readDay(text.trim(), 'ymd') : undefined
}

const DATE_ALONE = /^(?:\d{4}([-/]?)\d{2}\1\d{2}|\d\d?\.\d\d?\.\d{4})$/u

/** What tools write where a value is not there. */
const ABSENT =
  /^(?:\(not set\)|\(nicht festgelegt\)|\(não definido\)|\(none\)|\(not provided\)|\(data not available\))?$/iu

/** A value as it is stored; null for none. */
export function valueIn(text: string | undefined, most = 2_048): string | null {
  const value = (text ?? '').trim()
  return ABSENT.test(value) ? null : value.slice(0, most)
}
