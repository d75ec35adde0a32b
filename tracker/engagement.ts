import { captures } from './tag.ts'
import { track } from './track.ts'
import { leaving, view } from './view.ts'

/** ms since the last report in which the page was visible and focused. */
export let engaged = 0
/** Of `performance.now()`, which no change of the clock moves; 0 while nobody looks. */
let since = 0
/** Pixels of what scrolls: the lowest that was seen, and the height that it had at the last look. */
let lowest = 0
let height = 0
let title: string | undefined

const overflows = (box: Element): boolean => box.scrollHeight > box.clientHeight

const scrolls = (box: Element): boolean =>
  overflows(box) && /auto|scroll/.test(getComputedStyle(box).overflowY)

/**
 * Takes account of the time and place since the last look: call it whenever either may change. When another page has
 * come (`moved`), what is to be seen may be of that one already.
 */
export const lookAround = (moved?: unknown): void => {
  const now = performance.now()
  // Before the first pageview nothing was seen, and the height would make the page lay itself out while it loads.
  if (since && view.id) {
    engaged += now - since
    if (!moved || !height) {
      const page = document.documentElement
      // The page; or in an application, whose page does not scroll, the innermost that does in the middle of it.
      const box =
        (!overflows(page) &&
          document.elementsFromPoint(innerWidth / 2, innerHeight / 2).find(scrolls)) ||
        page
      lowest = Math.max(lowest, box.scrollTop + box.clientHeight)
      height = box.scrollHeight
    }
  }
  since = !leaving && document.hasFocus() ? now : 0
}

/**
 * Queues what was engaged since the last report, if anything was; with the title, where that came late. Scrolled to
 * 600 px in a window of 900 px, of a page of 3,000 px: 100 × (600 + 900) / 3,000 = 50 %.
 */
export const reportEngagement = (moved?: unknown): void => {
  if (ENGAGEMENT) {
    lookAround(moved)
    if (captures('engagement') && view.id && engaged > 1)
      track('engagement', {
        of: view.id,
        engaged,
        scroll: Math.min(100, (100 * lowest) / height),
        title,
      })
    engaged = 0
  }
}

/** Call it when the page is about to be left: sooner it may not be there yet, later it is the next page's. */
export const noteTitle = (): void => {
  title = document.title
}

export const startAtTop = (): void => {
  lowest = height = 0
  title = undefined
}
