/** Digits in groups of three, by one mark: "1,234", "1.234.567", "1 234". */
const GROUPED = /^\d{1,3}([.,'’\s])\d{3}(?:\1\d{3})*$/u

/**
 * A number without a sign as programs and spreadsheets write it: "1234.5", "1,234.5", "1.234,5", "62,35", "1 234". What may be either,
 * "1,234", is a thousand and some, and where `comma` is the decimal mark one and some. Undefined for what is no number.
 */
export function writtenNumber(text: string, comma = false): number | undefined {
  const cell = text.replace(/[\u00A0\u202F]/gu, ' ').trim()
  const mark = decimalMark(cell, comma)
  const [whole = '', fraction = '', ...more] = mark === undefined ? [cell] : cell.split(mark)
  const digits = GROUPED.test(whole) ? whole.replace(/\D/gu, '') : whole
  if (more.length > 0 || !/^\d{1,15}$/u.test(digits) || !/^\d*$/u.test(fraction)) return undefined
  return Number(`${digits}.${fraction || '0'}`)
}

/** The last of two different ones; of one alone what it must be, or else what it is here. */
function decimalMark(cell: string, comma: boolean): '.' | ',' | undefined {
  const [dot, last] = [cell.lastIndexOf('.'), cell.lastIndexOf(',')]
  if (dot < 0 && last < 0) return undefined
  const mark = last > dot ? ',' : '.'
  if (dot >= 0 && last >= 0) return mark
  if (!GROUPED.test(cell)) return mark
  const isOnce = cell.split(mark).length === 2
  return isOnce && comma === (mark === ',') ? mark : undefined
}

/** A whole number as they write it; "1.234" can be nothing else than 1234. Undefined for what is none. */
export function writtenCount(text: string): number | undefined {
  const cell = text.replace(/[\u00A0\u202F]/gu, ' ').trim()
  if (GROUPED.test(cell)) return Number(cell.replace(/\D/gu, ''))
  const number = writtenNumber(cell)
  return Number.isInteger(number) ? number : undefined
}
