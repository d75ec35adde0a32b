import { lookAround, reportEngagement, startAtTop } from './engagement.ts'
import { quiet } from './quiet.ts'
import { captures, hashRouted } from './tag.ts'
import { type Options, track } from './track.ts'
import { look, view } from './view.ts'

/** The page before, which refers to the next one of the same document. */
let last = document.referrer
/** What makes a page another page; the query does not, for it mostly filters or sorts one. */
let here = ''

/** A pageview, and from now on the page that is looked at. */
export const openPage = (options?: Options): void => {
  reportEngagement()
  // Of no page yet, so that the event is of the one in the address bar.
  look()
  look(track('pageview', { ...options, referrer: last }))
  last = view.url || last
  if (ENGAGEMENT) startAtTop()
}

/** A pageview, if this is another page than the last time. */
export const followPage = quiet((): void => {
  if (ENGAGEMENT) lookAround()
  // biome-ignore lint/suspicious/noAssignInExpressions: compared and kept in one breath, for its bytes
  if (captures('pageview') && here !== (here = hashRouted ? location.href : location.pathname))
    openPage()
})

export const leavePage = (): void => {
  here = ''
}

/**
 * No event tells of these two; the Navigation API, which does, is younger than many browsers:
 * https://developer.mozilla.org/docs/Web/API/Navigation#browser_compatibility
 */
export const watchHistory = (): void => {
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = (...args) => {
      original.apply(history, args)
      followPage()
    }
  }
}
