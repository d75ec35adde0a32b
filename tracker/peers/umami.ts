import { eventData, flatData } from './shared/umami-data.ts'
import { type Details, tell, tellEvent } from './told.ts'

/** `umami.track`, `umami.identify`, and what its attributes say, by what is known of them publicly (spec: moving.md). */

export interface Payload extends Details {
  website: string
  hostname?: string
  language?: string
  screen?: string
  name?: string
  data?: unknown
  tag?: string
  id?: string
}

let identity: string | undefined

/** What it hands to whoever changes it. */
export const payloadOf = (tag: HTMLScriptElement, details: Partial<Payload> = {}): Payload => ({
  website: tag.dataset.websiteId || '',
  hostname: location.hostname,
  language: navigator.language,
  screen: `${screen.width}x${screen.height}`,
  title: document.title,
  url: location.href,
  referrer: document.referrer,
  ...(tag.dataset.tag && { tag: tag.dataset.tag }),
  ...(identity && { id: identity }),
  ...details,
})

const tellPayload = (payload: Partial<Payload> | null | undefined): void => {
  if (!payload) return
  const { name, data, url, referrer, title } = payload
  tellEvent(name || 'pageview', { ...eventData(data), url, referrer, title })
}

const identify = (id?: unknown, data: unknown = {}): void => {
  if (typeof id !== 'string') return
  identity = id
  tell('identify', id, { traits: flatData(data as Record<string, unknown>) })
}

/** Each answers a promise, as theirs do. */
export const standIn = (tag: HTMLScriptElement): void => {
  const page = window as Window & { umami?: unknown }
  page.umami ||= {
    async track(first?: unknown, data?: unknown) {
      if (typeof first === 'string') tell(first, eventData(data))
      else if (typeof first === 'function') tellPayload(first(payloadOf(tag)))
      else if (first) tellPayload(first)
      else tell('page')
    },
    async identify(id?: unknown, data?: unknown) {
      identify(id, data)
    },
    getSession: () => ({ website: tag.dataset.websiteId }),
  }
}

const NAME = 'data-umami-event'

const captureMarked = ({ target }: Event): void => {
  const clicked = target as Element
  const element = clicked.closest?.('a,button') || clicked
  const name = element.getAttribute?.(NAME)
  if (!name) return
  const props: Record<string, string> = {}
  for (const { name, value } of element.attributes)
    if (name.startsWith(`${NAME}-`)) props[name.slice(NAME.length + 1)] = value
  tell(name, eventData(props))
}

export const watchMarked = (): void => addEventListener('click', captureMarked, true)

/** Whether the page's tag keeps it from counting here at all. */
export const isSwitchedOff = ({ dataset }: HTMLScriptElement): boolean => {
  const { domains = '', doNotTrack } = dataset
  const hosts = domains.split(',').map((host) => host.trim())
  if (domains && !hosts.includes(location.hostname)) return true
  return doNotTrack === 'true' && navigator.doNotTrack === '1'
}
