import type { WireEvent } from '../protocol.ts'
import { matchesPath } from './path.ts'
import { type Overrides, type Payload as TheirEvent, taggedLinks } from './plausible.ts'
import type { Change } from './rewrite.ts'
import { OWN_BY_PLAUSIBLE } from './shared/event-names.ts'
import { eventData } from './shared/umami-data.ts'
import { type Payload, payloadOf } from './umami.ts'

/** What Plausible's and Umami's tags and hooks change of an event before it leaves. */

const theirName = (name: string): string =>
  Object.keys(OWN_BY_PLAUSIBLE).find((their) => OWN_BY_PLAUSIBLE[their] === name) || name

const isMeasure = ({ name }: WireEvent): boolean => name === 'engagement'

/** Links that are told by a name of their own are told by no other. */
const isToldAlready = ({ name, props }: WireEvent): boolean =>
  (name === 'outbound' || name === 'download') && taggedLinks.has(String(props?.url))

const isExcluded = ({ dataset }: HTMLScriptElement, { name, url }: WireEvent, hash: boolean) => {
  if (name !== 'pageview' || !url) return false
  const { include, exclude } = dataset
  const { pathname, hash: fragment } = new URL(url)
  const path = hash ? pathname + fragment : pathname
  return (include && !matchesPath(include, path)) || (exclude && matchesPath(exclude, path))
}

const customised = (event: WireEvent, { customProperties: custom }: Overrides): WireEvent => {
  const props = typeof custom === 'function' ? custom(theirName(event.name)) : custom
  return props && typeof props === 'object'
    ? { ...event, props: { ...props, ...event.props } }
    : event
}

const transformed = (
  event: WireEvent,
  site: string,
  transform: Overrides['transformRequest'],
): WireEvent | undefined => {
  if (typeof transform !== 'function') return event
  const given = {
    n: theirName(event.name),
    u: event.url,
    d: site,
    r: event.referrer || null,
    p: event.props,
    $: event.revenue,
    i: event.interactive,
  } as TheirEvent
  const made = transform(given)
  if (!made) return undefined
  return {
    ...event,
    name: OWN_BY_PLAUSIBLE[made.n] || made.n,
    url: made.u,
    referrer: made.r,
    props: made.p,
    revenue: made.$,
    interactive: made.i,
  } as WireEvent
}

export const byPlausible =
  (tag: HTMLScriptElement, site: string, overrides: Overrides, hash: boolean): Change =>
  (event) => {
    if (isMeasure(event)) return event
    if (isToldAlready(event) || isExcluded(tag, event, hash)) return undefined
    return transformed(customised(event, overrides), site, overrides.transformRequest)
  }

const without = (address: string | undefined, { excludeSearch, excludeHash }: DOMStringMap) => {
  if (!address || (excludeSearch !== 'true' && excludeHash !== 'true')) return address
  const url = new URL(address, location.href)
  if (excludeSearch === 'true') url.search = ''
  if (excludeHash === 'true') url.hash = ''
  return url.href
}

const typeOf = ({ name }: WireEvent) => (name === 'identify' ? 'identify' : 'event')

/** What the function of `data-before-send` makes of it. */
const sent = (event: WireEvent, made: Payload | undefined): WireEvent | undefined => {
  if (!made) return undefined
  const { name = 'pageview', url, referrer, title, data } = made
  const own = typeOf(event) === 'identify' ? event.name : name
  return { ...event, ...eventData(data), name: own, url, referrer, title } as WireEvent
}

export const byUmami =
  (tag: HTMLScriptElement): Change =>
  (event) => {
    if (isMeasure(event)) return event
    const { url, referrer, name, title, props: data } = event
    const plain = {
      ...event,
      url: without(url, tag.dataset),
      referrer: without(referrer, tag.dataset),
    } as WireEvent
    const hook = (window as unknown as Record<string, unknown>)[tag.dataset.beforeSend || '']
    if (!tag.dataset.beforeSend || typeof hook !== 'function') return plain
    const payload = payloadOf(tag, {
      url: plain.url,
      referrer: plain.referrer,
      title: title || document.title,
      ...(name !== 'pageview' && { name, data }),
    } as Partial<Payload>)
    const made = hook(typeOf(event), payload)
    return made instanceof Promise
      ? made.then((one) => sent(plain, one as Payload))
      : sent(plain, made as Payload)
  }
