import type { WireEvent } from './protocol.ts'

/** The pageview that is looked at; empty on an excluded page, before the first, and after a reset. */
export let view: Partial<WireEvent> = {}

export const look = (pageview: Partial<WireEvent> = {}): void => {
  view = pageview
}

/** Is the page hidden or going? */
export let leaving: boolean | undefined

export const noteLeaving = (why: string): void => {
  leaving = why === 'pagehide' || document.hidden
}
