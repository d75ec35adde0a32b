import { placeOf } from './address.ts'
import { say } from './debug.ts'
import { lookAround, noteTitle, reportEngagement, startAtTop } from './engagement.ts'
import { review } from './experiments/run.ts'
import type { WireEvent } from './protocol.ts'
import { quiet } from './quiet.ts'
import { captures, isOn } from './tag.ts'
import { type Options, track } from './track.ts'
import { drop } from './transport.ts'
import { look, view } from './view.ts'

/** The page before, which refers to the next one of the same document. */
let last = document.referrer
let here = ''

/** Not inside of another page of the site, which counts itself; `data-frames` says otherwise. */
const isAutomatic =
  captures('pageview') &&
  (parent === self ||
    isOn('frames') ||
    (location.ancestorOrigins?.[0] ?? quiet(() => parent.origin)()) !== location.origin)

if (DEBUG && !isAutomatic)
  say('pages are not counted by themselves here: data-auto, or a frame of the same site')

/** A pageview, and from now on the page that is looked at. */
export const openPage = (options?: Options): void => {
  reportEngagement(1)
  // Of no page yet, so that the event is of the one in the address bar.
  look()
  look(track('pageview', { referrer: last, ...options }))
  last = view.url || last
  if (ENGAGEMENT) startAtTop()
}

/** Draws this page's experiments; true where it is left for a variant's. */
export const reviewPage = (anew?: unknown): unknown => review(isAutomatic && openPage, anew)

/** A pageview, if this is another page than the last time. */
export const followPage = quiet((replaced?: boolean): void => {
  const was = view
  if (EXPERIMENTS && reviewPage()) return
  // biome-ignore lint/suspicious/noAssignInExpressions: compared and kept in one breath, for its bytes
  if (!isAutomatic || here === (here = placeOf(location))) {
    if (ENGAGEMENT) lookAround()
  } else if (replaced && was.id && was.title == null) {
    // A page that goes on to another at once was never seen: its referrer and campaign are the other's.
    const next = new URL(location.href)
    next.search += new URL(was.url as string).search.replace('?', '&')
    drop([was as WireEvent])
    look()
    openPage({ url: next.href, referrer: was.referrer })
  } else openPage()
})

export const leavePage = (): void => {
  here = ''
}

export const watchHistory = (): void => {
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = (...args) => {
      if (ENGAGEMENT) noteTitle()
      original.apply(history, args)
      followPage(method === 'replaceState')
    }
  }
  // Tells of all changes, but is younger than many browsers, where this ends in an error that `start` keeps quiet:
  // https://developer.mozilla.org/docs/Web/API/Navigation#browser_compatibility
  navigation.addEventListener('currententrychange', (event) => {
    if (ENGAGEMENT) noteTitle()
    followPage(event.navigationType === 'replace')
  })
}
