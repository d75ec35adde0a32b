import type { WireEvent } from '../protocol.ts'
import type { Options } from '../track.ts'

type Call = [name: string, ...args: unknown[]]

/** Calls our script, which may not be there yet: the page's own function is never replaced. */
export const tell = (...call: Call): void => {
  if (!window.tributary) {
    const waiting: Call[] = []
    const queue = (...one: Call) => waiting.push(one)
    queue.q = waiting
    window.tributary = queue as never
  }
  window.tributary?.(...call)
}

/** A pageview, or an event of a name that no method has. */
export const tellEvent = (name: string, options: Options & { name?: never }): void =>
  name === 'pageview' ? tell('page', options) : tell(name, options)

/** What both of theirs say of a page beside its event. */
export type Details = Pick<WireEvent, 'url' | 'referrer' | 'title'>

export const quietly = <T>(call: () => T): T | undefined => {
  try {
    return call()
  } catch {
    // A page must never break because it is measured, nor where storage is forbidden.
  }
}
