/** Pages a visit names at most: one that goes on and on must not be written anew, ever longer, with every event. */
const MOST = 32
const COMMA = 44
const ZERO = 48

/**
 * The distinct pages of a visit's events as `visit.pages` holds them: numbers between commas in the order in which
 * they came, 0 for an event without a page. Null: too many, or written by a version that did not keep them; then
 * the events tell.
 */
export function withPage(pages: string | null, page: number | null): string | null {
  if (pages === null) return null
  const added = String(page ?? 0)
  if (pages === '' || pages === added) return added
  if (`,${pages},`.includes(`,${added},`)) return pages
  return countIn(pages) < MOST ? `${pages},${added}` : null
}

function countIn(pages: string): number {
  let count = 1
  for (let i = 0; i < pages.length; i++) if (pages.charCodeAt(i) === COMMA) count++
  return count
}

/** Calls `each` with every number of such a list. */
export function eachPage(pages: string, each: (page: number) => void): void {
  if (pages === '') return
  let page = 0
  for (let i = 0; i < pages.length; i++) {
    const code = pages.charCodeAt(i)
    if (code === COMMA) {
      each(page)
      page = 0
    } else page = page * 10 + code - ZERO
  }
  each(page)
}
