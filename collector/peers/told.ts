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

/** Lists and objects within one another; to write far more than these as JSON again overflows the stack. */
const DEEPEST = 500

/** The value of a text; undefined of what is no JSON, and of what nobody nests. */
export function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    // Each level has two letters at least.
    return text.length > 2 * DEEPEST && isDeep(value) ? undefined : value
  } catch {
    return undefined // foreign text that is no JSON; the caller says so
  }
}

function isDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
  return false
}
