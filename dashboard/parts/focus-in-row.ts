/**
 * What has the focus in a row or a table that scrolls across is seen whole, beside the columns that stay: where a part of it can
 * be seen, or could if nothing stayed, browsers leave it at that. `page` is what hears of the focus.
 */
export function keepFocusInRow(page: Document = document): void {
  page.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement && target.matches(':focus-visible'))) return
    const row = rowAround(target)
    if (row) row.scrollLeft += missing(target, row)
  })
}

/** Room for the ring, in px. */
const RING = 4

function rowAround(element: HTMLElement): HTMLElement | undefined {
  for (let one = element.parentElement; one; one = one.parentElement)
    if (one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== 'visible')
      return one
  return undefined
}

/** How far an element lies out of a row, in px: to the left less than 0. */
function missing(element: HTMLElement, row: HTMLElement): number {
  const cells = element.closest('tr')?.children ?? []
  const staying = [...cells].filter((cell) => stays(cell) && !cell.contains(element))
  const room = row.getBoundingClientRect()
  let { left, right } = room
  for (const cell of staying) {
    const { left: from, right: to } = cell.getBoundingClientRect()
    if (from - room.left < room.right - to) left = Math.max(left, to)
    else right = Math.min(right, from)
  }
  const own = element.getBoundingClientRect()
  if (own.left < left) return own.left - left - RING
  return own.right > right ? own.right - right + RING : 0
}

/** Only what stays at a side: heads of tables stay at the top. */
function stays(cell: Element): boolean {
  const { position, insetInlineStart, insetInlineEnd } = getComputedStyle(cell)
  return position === 'sticky' && (insetInlineStart !== 'auto' || insetInlineEnd !== 'auto')
}
