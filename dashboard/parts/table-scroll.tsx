import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/**
 * Around a table. One that fits needs no scrolling of its own, and its heads stick to the page's head; of a wider one the
 * box scrolls sideways, heads that stick would stick to the box, so they are carried along. Both are said in attributes.
 */
export function TableScroll({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => (box.current ? followed(box.current) : undefined), [])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too.
    <div class="table-scroll" tabIndex={0} ref={box}>
      {children}
    </div>
  )
}

/** Keeps the attributes as the widths are, until it is told to stop. */
function followed(box: HTMLElement): () => void {
  const table = box.firstElementChild
  if (!(table instanceof HTMLElement)) return () => {}
  const look = () => {
    const isWide = table.offsetWidth > box.clientWidth + 1
    box.toggleAttribute('data-wide', isWide)
    box.toggleAttribute('data-fits', !isWide)
    const left = table.offsetWidth - box.clientWidth - box.scrollLeft
    box.toggleAttribute('data-more', isWide && left > 1)
    carryHead(box, table, isWide)
  }
  const observer = new ResizeObserver(look)
  observer.observe(box)
  observer.observe(table)
  box.addEventListener('scroll', look, { passive: true })
  addEventListener('scroll', look, { passive: true })
  return () => {
    observer.disconnect()
    removeEventListener('scroll', look)
  }
}

/** Down to where heads of the page end, but no further than the last row. */
function carryHead(box: HTMLElement, table: HTMLElement, isWide: boolean): void {
  const head = table.querySelector('thead')
  if (!head) return
  const most = table.offsetHeight - head.offsetHeight * 2
  const top =
    Number.parseFloat(getComputedStyle(box).scrollMarginTop) - box.getBoundingClientRect().top
  const shift = isWide ? Math.max(0, Math.min(top, most)) : 0
  head.style.transform = shift > 0 ? `translateY(${shift}px)` : ''
}
