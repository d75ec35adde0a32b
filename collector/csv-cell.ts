/**
 * A spreadsheet runs a text as a formula when it begins with one of these, also behind blanks and in their full width
 * (owasp.org/www-community/attacks/CSV_Injection). A negative number is none.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{C}]*(?:[=+@\uFF1D\uFF0B\uFF20\uFF0D]|-(?![\d.]*$)))/u

/** A text as no spreadsheet runs it. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/**
 * A text as a cell of CSV (RFC 4180). One that would run as a formula is led by an apostrophe; so is one that looks
 * as if it had been, and therefore `textOfCell` gives back every text as it was.
 */
export function csvCell(text: string): string {
  const safe = safeCell(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text of an unquoted cell, without the apostrophe that `csvCell` put before it. */
export function textOfCell(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
