/** A sum as tools write it: "12", "1,234", "12.0", "1 234". Empty and "(not set)" are none; undefined for what is no number. */
export function sumOf(text: string): number | null | undefined {
  const cell = text.trim()
  if (cell === '' || cell === '(not set)' || cell === '-') return null
  const plain = cell.replace(/(?<=\d)[,\s\u00A0\u202F](?=\d{3}(?!\d))/gu, '')
  if (!/^\d{1,15}(?:\.\d+)?$/u.test(plain)) return undefined
  const number = Number(plain)
  return number <= MOST ? number : undefined
}

/** More is nobody's day: ten years of a billion seconds each still add up exactly. */
const MOST = 1_000_000_000_000

/** `2026-05-31` or `20260531`; undefined for what is no date of a site's life. */
export function dateIn(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/u.exec(text.trim()) ?? []
  if (year === undefined) return undefined
  const date = `${year}-${month}-${day}`
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return undefined
  return year >= '1990' && year <= '2200' ? date : undefined
}

/** What tools write where a value is not there. */
const ABSENT = /^(?:\(not set\)|\(none\)|\(not provided\)|\(data not available\))?$/iu

/** A value as it is stored; null for none. */
export function valueIn(text: string | undefined, most = 2_048): string | null {
  const value = (text ?? '').trim()
  return ABSENT.test(value) ? null : value.slice(0, most)
}
