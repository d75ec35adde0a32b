/**
 * What a page knows of a visit for `target.when`. In the scripts of sites that ask, and built by itself (build.mjs), so
 * that it calls nothing of the script.
 */

/** How the visit began, for later pages of the tab. */
export interface Begun {
  href: string
  referrer: string
  /** Without an id from an earlier visit. */
  isNew: boolean
  /** Unix ms of the page before, or of this one. */
  at: number
}

/** Texts in lower case. */
export type Facts = Record<string, string | null>

const NAME = 'tributary_landing'
/** ms after which a visit is another; the site's own limit may differ. */
const TIMEOUT = 18e5

/** Nothing is stored before the site may store who it is, or the tab's visit. */
const mayStore = (): boolean =>
  !navigator.globalPrivacyControl &&
  ('tributary_visitor' in localStorage || 'tributary_visit' in sessionStorage)

const keep = (begun: Begun): void => {
  try {
    if (mayStore()) sessionStorage[NAME] = JSON.stringify({ ...begun, at: Date.now() })
  } catch {
    // Storage is forbidden, so each page stands for itself.
  }
}

const stored = (): Begun | undefined => {
  try {
    return JSON.parse(sessionStorage[NAME] ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

const isKnown = (): boolean => {
  try {
    return 'tributary_visitor' in localStorage
  } catch {
    return false
  }
}

/** How this visit began; `isLanding`: a page that came from outside begins another. */
export const begin = (isLanding: (begun: Begun) => boolean): Begun => {
  const before = stored()
  const here = {
    href: location.href,
    referrer: document.referrer,
    isNew: !isKnown(),
    at: Date.now(),
  }
  const goesOn = before && here.at - before.at < TIMEOUT && !isLanding(here)
  const begun = goesOn ? before : here
  addEventListener('pagehide', () => keep(begun))
  return begun
}

const readable = (path: string): string => {
  try {
    return decodeURI(path).toLowerCase()
  } catch {
    return path.toLowerCase()
  }
}

const deviceOf = (agent: string): string => {
  if (/ipad|tablet|android(?!.*mobile)/i.test(agent)) return 'tablet'
  return /mobi|iphone|ipod/i.test(agent) ? 'mobile' : 'desktop'
}

export const factsOf = ({ href, isNew }: Begun): Facts => ({
  page: readable(location.pathname),
  landing_page: readable(new URL(href).pathname),
  hostname: location.hostname,
  language: navigator.language.toLowerCase(),
  device: deviceOf(navigator.userAgent),
  visitor_kind: isNew ? 'new' : 'returning',
})

/** Of a site with these hosts. */
export const pageFacts = (hosts: readonly string[]): (() => Facts) => {
  const isOwn = (host: string) => hosts.some((own) => `.${host}`.endsWith(`.${own}`))
  const begun = begin(
    ({ referrer }) => referrer !== '' && !isOwn(new URL(referrer).hostname.toLowerCase()),
  )
  return () => factsOf(begun)
}
