import { captures } from './tag.ts'
import { track } from './track.ts'
import { leaving, view } from './view.ts'

/** ms since the last report in which the page was visible and focused. */
export let engaged = 0
/** Of `performance.now()`, which no change of the clock moves; 0 while nobody looks. */
let since = 0
/** Greatest % of the page's height that was seen. */
let scroll = 0

/** Takes account of the time and place since the last look: call it whenever either may change. */
export const lookAround = (): void => {
  const now = performance.now()
  // Before the first pageview nothing was seen, and the height would make the page lay itself out while it loads.
  if (since && view.id) {
    engaged += now - since
    scroll = Math.min(
      100,
      Math.max(
        scroll,
        // Rounds to a whole number, in fewer bytes than Math.round.
        ((100 * (scrollY + innerHeight)) / document.documentElement.scrollHeight + 0.5) | 0,
      ),
    )
  }
  since = !leaving && document.hasFocus() ? now : 0
}

/** Queues what was engaged since the last report, if anything was. */
export const reportEngagement = (): void => {
  if (ENGAGEMENT) {
    lookAround()
    if (captures('engagement') && view.id && engaged)
      track('engagement', { of: view.id, engaged: engaged | 0, scroll })
    engaged = 0
  }
}

export const startAtTop = (): void => {
  scroll = 0
}
