import { json } from '../json.ts'
import type { WireEvent } from '../protocol.ts'
import { quiet } from '../quiet.ts'
import { enqueue } from '../transport.ts'
import { view } from '../view.ts'
import { store, visitor } from '../visitor.ts'
import { adopt, PATIENCE } from './elements.ts'
import { merged } from './merge.ts'
import { ofTab } from './unit.ts'

/** Variants that are another page: in the scripts of sites that have one. */

export type OpenPage = ((options: { url: string; title: string }) => void) | false

/** What a page hands on to the one that is seen in its place: events that the other sends again, under the same ids. */
type Handed = readonly [
  at: number,
  pageview: Partial<WireEvent>,
  exposure: WireEvent | undefined,
  /** To another host only. */
  visitor: unknown,
]

/** ms after which what was handed on is of a page that never came. */
const FRESH = 6e4
const PARAMETER = /\??&tributary_redirect=([^&#]*)/

/** A link could bring anybody's id; another page of the site brings its visitor's. */
const isOurs = (): boolean => {
  const { hostname } = new URL(document.referrer)
  return __HOSTS__.some((host) => `.${hostname}`.endsWith(`.${host}`))
}

let handed: Handed | undefined

const takeHanded = (): Handed | undefined => {
  const given = PARAMETER.exec(location.href)
  if (given) history.replaceState(history.state, '', location.href.replace(PARAMETER, ''))
  const all: Handed | null = given
    ? JSON.parse(decodeURIComponent(given[1] as string))
    : ofTab('redirect')
  ofTab('redirect', '')
  if (!all || Date.now() - all[0] > FRESH) return
  if (all[3] && visitor() && isOurs()) store(all[3])
  return all
}

/** Takes what the page that was asked for has handed on to this one, if it was. */
export const receive = (): unknown => {
  handed = quiet(takeHanded)()
  return handed
}

/** That page is told as this one; call it when the pageview is there. */
export const arrive = (): void => {
  if (handed) {
    if (view.id) Object.assign(view, handed[1])
    if (handed[2]) enqueue(handed[2])
  }
}

/** Goes on to the address, if it is another, which is true then; `expose` tells it before. */
export const depart = (
  address: string,
  expose: () => WireEvent | undefined,
  openPage: OpenPage,
): unknown => {
  const [to, lost] = merged(address, location)
  if (to.href === location.href) return
  // Only this hides the page's background, too.
  setTimeout(adopt(':root{display:none!important}'), PATIENCE)
  const seen = new URL(to.href)
  // Of equal tags the first counts: that of the page asked for, whatever the variant.
  seen.search = lost.concat(seen.search.slice(1)).join('&')
  if (openPage) openPage({ url: seen.href, title: '' })
  const { id, at, url, referrer } = view
  const exposure = expose()
  const elsewhere = to.origin !== location.origin
  const text = json([Date.now(), { id, at, url, referrer }, exposure, elsewhere && visitor()])
  if (elsewhere || !ofTab('redirect', text))
    to.search += `&tributary_redirect=${encodeURIComponent(text)}`
  location.replace(to.href)
  return 1
}
