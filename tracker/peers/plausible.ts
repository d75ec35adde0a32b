import type { WireEvent } from '../protocol.ts'
import { OWN_BY_PLAUSIBLE } from './shared/event-names.ts'
import { tell, tellEvent } from './told.ts'

/** `plausible()`, its options, and what its class names say, by what is known of them publicly (spec: moving.md). */

interface Options {
  u?: string | (() => string)
  url?: string | (() => string)
  props?: WireEvent['props']
  meta?: WireEvent['props']
  revenue?: WireEvent['revenue']
  interactive?: boolean
  callback?: (result?: { status: number }) => void
}

export interface Payload {
  n: string
  u: string
  d: string
  r?: string | null
  p?: WireEvent['props']
  $?: WireEvent['revenue']
  i?: boolean
  h?: number
}

/** What `plausible.init` is given. */
export interface Overrides {
  endpoint?: string
  autoCapturePageviews?: boolean
  hashBasedRouting?: boolean
  outboundLinks?: boolean
  fileDownloads?: unknown
  formSubmissions?: boolean
  customProperties?: unknown
  transformRequest?: (payload: Payload) => Payload | null | undefined
}

interface Global {
  (name: string, options?: Options): void
  q?: ArrayLike<unknown>[]
  /** It is no page's stub. */
  l?: boolean
  o?: Overrides
  init?: (overrides?: Overrides) => void
}

type Page = Window & { plausible?: Global }
const page = window as Page

const perform = (name: string, options?: Options): void => {
  const { u, url = u, props, meta, callback, revenue, interactive } = options || {}
  const address = typeof url === 'function' ? url() : url
  tellEvent(OWN_BY_PLAUSIBLE[name] || name, {
    url: address,
    props: props || meta,
    revenue,
    interactive,
    callback: callback && (() => callback({ status: 202 })),
  })
}

/** What the page says to it already, and from now on. */
export const standIn = (): void => {
  const before = page.plausible
  if (before?.l) return
  const api: Global = (name, options) => perform(name, options)
  api.l = true
  if (before?.o) api.o = before.o
  if (before?.init) api.init = before.init
  page.plausible = api
  for (const call of before?.q || []) perform(...(Array.from(call) as [string, Options?]))
}

/** Starts with what the page's `plausible.init` says, now or when it is called. */
export const whenStarted = (start: (overrides: Overrides) => void): void => {
  const api = page.plausible as Global
  const begin = (overrides: Overrides = {}) => {
    api.init = () => {}
    api.o = overrides
    start(overrides)
  }
  if (api.o) begin(api.o)
  else api.init = begin
}

const MARK = /^plausible-(event|revenue)-(.+?)(?:=|--)(.+)$/

interface Tagged {
  name?: string
  props: Record<string, string>
  revenue?: Record<string, string>
}

const read = (tagged: Tagged, mark: string): Tagged => {
  const [, kind, key = '', value = ''] = MARK.exec(mark) || []
  const text = value.replace(/\+/g, ' ')
  if (!kind) return tagged
  if (kind === 'revenue') return { ...tagged, revenue: { ...tagged.revenue, [key]: text } }
  if (key.toLowerCase() === 'name') return { ...tagged, name: text }
  return { ...tagged, props: { ...tagged.props, [key]: text } }
}

const taggedBy = (element: Element): Tagged | undefined => {
  const tagged = [...element.classList].reduce(read, { props: {} })
  return tagged.name ? tagged : undefined
}

/** The element that was clicked, and three around it. */
const DEPTH = 4

/** Links whose click is told by their own name, and by no other. */
export const taggedLinks = new Set<string>()

const tellTagged = ({ name = '', props, revenue }: Tagged, link?: HTMLAnchorElement): void => {
  if (link) taggedLinks.add(link.href)
  tell(name, { props: link ? { ...props, url: link.href } : props, revenue })
}

const captureTagged = (event: Event): void => {
  const path = (event.composedPath() as Element[]).filter((node) => node.classList)
  const near = path.slice(0, DEPTH)
  const form = near.find((node) => node.matches('form'))
  if (event.type === 'submit') {
    const tagged = form && taggedBy(form)
    if (tagged) tellTagged(tagged)
  } else if (!form && (event as MouseEvent).button < 2) {
    const tagged = near.map(taggedBy).find(Boolean)
    if (tagged)
      tellTagged(tagged, near.find((node) => node.matches('a[href]')) as HTMLAnchorElement)
  }
}

export const watchTagged = (): void => {
  for (const type of ['click', 'auxclick', 'submit']) addEventListener(type, captureTagged, true)
}
