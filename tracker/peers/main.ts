import { byPlausible, byUmami } from './changes.ts'
import type { Run, StandIn } from './peer.ts'
import {
  type Overrides,
  standIn as plausibleStandIn,
  watchTagged,
  whenStarted,
} from './plausible.ts'
import { type Change, rewritten } from './rewrite.ts'
import { quietly } from './told.ts'
import { isSwitchedOff, standIn as umamiStandIn, watchMarked } from './umami.ts'

/**
 * Stands in for the scripts of Plausible and Umami under their own addresses: their globals and markup call ours, and what
 * ours sends leaves to where theirs would send, with the site beside it. The site's own script is in it as it is.
 */

const tag = document.currentScript as HTMLScriptElement
const { dataset, src } = tag
const { site, umami, auto, waits, hash, path } = __PEER__
const { origin, searchParams } = new URL(src)
const isUmami = dataset.websiteId !== undefined

const isIgnored = (): boolean =>
  quietly(() =>
    isUmami ? !!localStorage['umami.disabled'] : localStorage.plausible_ignore === 'true',
  ) || false

/** Sites that the tag names: by domain or by uuid, else by the page's own host. */
const named = (): string[] => {
  const only = searchParams.get('site')
  if (only) return [only]
  if (isUmami) return [String(dataset.websiteId).toLowerCase()]
  const domains = (dataset.domain || site || location.hostname).split(',')
  return domains.map((domain) =>
    domain
      .trim()
      .toLowerCase()
      .replace(/^www\./, ''),
  )
}

const endpointOf = ({ endpoint }: Overrides): string => {
  const umamiHost = (dataset.hostUrl || src.replace(/\/[^/]*$/, '')).replace(/\/$/, '')
  if (isUmami) return `${umamiHost}/api/send`
  return new URL(dataset.api || endpoint || '/api/event', src).href
}

const BY_INIT = {
  autoCapturePageviews: 'pageview',
  outboundLinks: 'outbound',
  fileDownloads: 'download',
  formSubmissions: 'form',
} as const

/** The site's settings, as far as the page's start does not say otherwise. */
const capturedBy = (overrides: Overrides): string => {
  const captured = new Set(auto)
  for (const [option, feature] of Object.entries(BY_INIT)) {
    const value = overrides[option as keyof typeof BY_INIT]
    if (value === false) captured.delete(feature)
    else if (value && option !== 'autoCapturePageviews') captured.add(feature)
  }
  if (dataset.autoTrack === 'false') captured.delete('pageview')
  return [...captured].join(' ')
}

/** Theirs, of which ours have another meaning or none. */
const ownDataset = (overrides: Overrides): StandIn['dataset'] => {
  const { api, include, exclude, debug, ...own } = dataset
  const routed = overrides.hashBasedRouting ? { hash: '' } : {}
  return { auto: capturedBy(overrides), ...own, ...routed }
}

/** `event-author="x"`, and Umami's tag, are properties of each event. */
const attributes = [...tag.attributes].map(({ name, value }) => ({
  name: name.replace(/^event-/, 'data-props-').replace(/^data-tag$/, 'data-props-tag'),
  value,
}))

/** The site's, as it is. */
const script: Run | null = __RUN__

const run = (overrides: Overrides): void => {
  const endpoint = endpointOf(overrides)
  const data = ownDataset(overrides)
  const change: Change = isUmami
    ? byUmami(tag)
    : byPlausible(tag, String(site), overrides, data.hash !== undefined || hash)
  const leave = (body: string) => (isIgnored() ? '' : rewritten(body, String(site), change))
  const post = async (body: string | Promise<string>, init: RequestInit) => {
    const text = await body
    return text ? fetch(endpoint, { ...init, body: text }) : new Response('', { status: 202 })
  }
  script?.(
    { src: `${origin}${path}/${site}.js`, dataset: data, attributes },
    (_, init) => post(leave(init.body as string), init),
    (_, body) => {
      const text = leave(body)
      if (typeof text === 'string') return !text || navigator.sendBeacon(endpoint, text)
      void post(text, { method: 'POST', keepalive: true })
      return true
    },
  )
}

/** Another site's, by the same address. */
const load = (name: string): void => {
  const another = document.createElement('script')
  for (const { name, value } of tag.attributes)
    if (name !== 'src') another.setAttribute(name, value)
  another.src = `${src.replace(/[?#].*$/, '')}?site=${encodeURIComponent(name)}`
  another.async = true
  document.head.append(another)
}

const start = (overrides: Overrides): void => {
  for (const name of named())
    if (site && [site, umami, searchParams.get('site')].includes(name)) run(overrides)
    else load(name)
}

type Marks = { tributaryPeer?: unknown }

/** Two tags of one page are called by one function, and see a click once. */
const install = (): void => {
  if (isUmami) umamiStandIn(tag)
  else plausibleStandIn()
  const marks = window as Marks
  if (marks.tributaryPeer) return
  marks.tributaryPeer = 1
  if (isUmami) watchMarked()
  else watchTagged()
}

quietly(() => {
  install()
  if (isIgnored() || (isUmami && isSwitchedOff(tag))) return
  if (waits && !isUmami && !searchParams.has('site')) whenStarted(start)
  else start((waits && (window as { plausible?: { o?: Overrides } }).plausible?.o) || {})
})
