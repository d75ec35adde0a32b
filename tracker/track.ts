import { matches } from './glob.ts'
import { newId } from './id.ts'
import type { WireEvent } from './protocol.ts'
import { hashRouted, pageProps, tag } from './tag.ts'
import { flush, PAUSE, queue } from './transport.ts'
import { view } from './view.ts'

type Rest = Partial<Omit<WireEvent, 'id' | 'name' | 'at'>>

export interface Options extends Rest {
  /** Plausible's: called once the event is taken, which never waits for the network. */
  callback?: () => void
}

const silent =
  (DO_NOT_TRACK && navigator.doNotTrack === '1') || (navigator.webdriver && !('bots' in tag))

/**
 * Queues an event of the page that is looked at, or of `options.url`, and answers it; nothing
 * where nothing is tracked.
 */
export const track = (name: string, options: Options = {}): WireEvent | undefined => {
  // A location is its own href where a text is wanted.
  const here = location as unknown as string
  const url = new URL(options.url || view.url || here, here)
  const path = url.pathname + (hashRouted ? url.hash : '')
  if (options.callback) setTimeout(options.callback)
  if (silent || !matches(tag.include || '*', path) || matches(tag.exclude || '', path)) return
  const event: WireEvent = {
    ...options,
    id: newId(),
    name,
    at: Date.now(),
    url: url as unknown as string,
    props: { ...pageProps, ...options.props },
  }
  queue.push(event)
  setTimeout(flush, PAUSE)
  return event
}
