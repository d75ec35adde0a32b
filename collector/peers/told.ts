import type { WireBody, WireEvent } from '../../tracker/protocol.ts'

/**
 * What others' tags and servers send, in our words (spec: moving.md). Foreign JSON is only translated here: what an event may be is
 * decided where ours are, so whatever passes is cut and counted like ours.
 */

/** What becomes an event of ours; whatever its fields are, the intake looks at them. */
export type ToldEvent = { [Field in keyof WireEvent]?: unknown }

/** A body for the public intake of one site. */
export interface Told {
  body: Omit<WireBody, 'events' | 'traits'> & { events: ToldEvent[]; traits?: unknown }
}

/** Why a request is none, by the field that is to blame: `{url: ['is required']}`. */
export interface Untold {
  errors: Record<string, string[]>
}

/** Unix ms, and an id for each event: there is none in theirs. */
export interface Making {
  now: number
  newId: () => string
}

type Json = Record<string, unknown>

/** The object that a text holds; undefined where it holds none. */
export function objectIn(value: unknown): Json | undefined {
  const parsed = typeof value === 'string' ? parse(value) : value
  const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  return isObject ? (parsed as Json) : undefined
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // foreign text that is no JSON; the caller says so
  }
}
