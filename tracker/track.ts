import { placeOf } from './address.ts'
import { say, sayUntracked } from './debug.ts'
import { matches } from './glob.ts'
import { newId } from './id.ts'
import { plain } from './json.ts'
import type { WireEvent } from './protocol.ts'
import { isOn, pageProps, tag } from './tag.ts'
import { enqueue } from './transport.ts'
import { view } from './view.ts'

type Rest = { [K in keyof Omit<WireEvent, 'id' | 'name' | 'at'>]?: WireEvent[K] | undefined }

export interface Options extends Rest {
  /** Plausible's: called once the event is taken, which never waits for the network. */
  callback?: (() => void) | undefined
}

export const silent =
  (DO_NOT_TRACK && (!DEBUG || tag.do_not_track) && navigator.doNotTrack === '1') ||
  (navigator.webdriver && !isOn('bots')) ||
  // `about:srcdoc`, `file:`: a page that is nowhere.
  !location.host

/** Unix ms of the last event. */
let last = 0

/**
 * Queues an event of the page that is looked at, or of `options.url`, and answers it; nothing
 * where nothing is tracked.
 */
export const track = (name: string, options?: Options | null): WireEvent | undefined => {
  const { callback, ...rest } = options || {}
  // A location is its own href where a text is wanted.
  const here = location as unknown as string
  const url = new URL(rest.url || view.url || here, here)
  const path = placeOf(url)
  if (callback) setTimeout(callback)
  if (silent || !matches(tag.include || '*', path) || matches(tag.exclude || '', path)) {
    if (DEBUG) sayUntracked(silent, `${name} on ${path}`)
    return
  }
  // No two events share an instant.
  last = Math.max(Date.now(), last + 1)
  const event = plain({
    ...(rest as Partial<WireEvent>),
    id: newId(),
    name,
    at: last,
    url: url.href,
    props: { ...pageProps, ...rest.props },
  })
  if (DEBUG) say('waits a tenth of a second:', event)
  enqueue(event)
  return event
}
