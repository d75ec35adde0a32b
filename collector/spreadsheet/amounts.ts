export type Mark = '.' | ','

/** Spaces of all kinds and apostrophes group digits. */
const SPACES = /[\s\u00A0\u2007-\u200B\u202F\u2060'’`]/gu
const EMPTY = /^(?:|[-–—−]+|n\/?a|null|nan|\(not set\))$/iu
const NUMBER = /^([+\-−(]?)([\d.,]+)(e[+-]?\d{1,2})?([-−)]?)$/iu

/** A number as it stands in a cell: sign, digits with their marks, exponent. */
export interface Written {
  negative: boolean
  digits: string
  exponent: string
}

/** Whether a cell says nothing: empty, `--`, `n/a`. */
export function isBlank(cell: string): boolean {
  // Most cells begin with a digit, and a look at one costs less than the search.
  return !(cell >= '0' && cell < ':') && EMPTY.test(cell)
}

/** The number of a cell, whatever signs and codes of a currency stand around it; undefined for what is none. */
export function writtenNumber(cell: string): Written | undefined {
  if (/^\d[\d.,]*$/u.test(cell)) return { negative: false, digits: cell, exponent: '' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII.
  const plain = /^[\x00-\x7F]*$/.test(cell) ? cell : cell.normalize('NFKC')
  const bare = plain
    .replace(SPACES, '')
    .replace(/\p{L}+\.$/u, '')
    .replace(/^([+\-−(]?)[^\d.,+\-−(]+/u, '$1')
  const [, before = '', digits = '', exponent = '', after = ''] =
    NUMBER.exec(bare.replace(/([\d.,])(?!e[+-]?\d)[^\d.,)\-−]+([)\-−]?)$/iu, '$1$2')) ?? []
  if (!/\d/.test(digits)) return undefined
  const negative = /[-−(]/u.test(before) || /[-−)]/u.test(after)
  return { negative, digits, exponent }
}

const OTHER = { '.': ',', ',': '.' } as const

/**
 * The decimal mark that the digits themselves prove: of `1.234,56` and `1.234.567` the comma, of `12.5` and `0.125` the dot;
 * of `1.234` none. `whole`: a count has no decimals, so `3.000` proves the comma.
 */
export function provenMark(digits: string, whole: boolean): Mark | undefined {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  if (last < 0) return undefined
  const mark = digits[last] as Mark
  const head = digits.slice(0, last)
  if (head.includes(OTHER[mark])) return head.includes(mark) ? OTHER[mark] : mark
  if (head.includes(mark)) return OTHER[mark]
  const places = digits.length - last - 1
  if (places === 3 && /^[1-9]\d{0,2}$/u.test(head)) return whole ? OTHER[mark] : undefined
  return mark
}

/**
 * The mark that more of the numbers prove; where none does, the one that goes with what separates the cells: who writes
 * `1.234;` means 1,234, who writes `1.234,` means 1.234.
 */
export function commonMark(marks: readonly Mark[], delimiter: string): Mark {
  const commas = marks.filter((mark) => mark === ',').length
  if (commas * 2 === marks.length) return delimiter === ';' ? ',' : '.'
  return commas * 2 > marks.length ? ',' : '.'
}

/** The digits as a decimal with a dot; undefined where they do not go with the decimal mark. */
function decimalOf(digits: string, mark: Mark): string | undefined {
  const [whole = '', fraction = '', ...more] = digits.split(mark)
  if (more.length > 0 || fraction.includes(OTHER[mark])) return undefined
  const [first = '', ...groups] = whole.split(OTHER[mark])
  // India groups by two.
  const isGrouped = groups.every(
    (group, i) => group.length === 3 || (group.length === 2 && i < groups.length - 1),
  )
  if (!isGrouped || (groups.length > 0 && (first === '' || first.length > 3))) return undefined
  return fraction === '' ? first + groups.join('') : `${first}${groups.join('')}.${fraction}`
}

/** A cell's number as decimal text with a dot, by the file's decimal mark; undefined for what is none. */
export function decimalText(cell: string, mark: Mark): string | undefined {
  const written = writtenNumber(cell)
  const decimal = written && decimalOf(written.digits, mark)
  return decimal === undefined
    ? undefined
    : `${written?.negative ? '-' : ''}${decimal}${written?.exponent}`
}
