import { BoundedMap } from '../../bounded-map.ts'

/**
 * Events of one visitor that lie in one millisecond. What comes in an instant that is full lies in the next that is
 * not: an instant is cut as a whole, so it must not grow for ever.
 */
const MOST = 200

/** One of a visitor's instants. */
interface Instant {
  at: number
  /** Events in it that did not come as the visitor's newest. */
  held: number
  /** Where to look next, once it is full. */
  next: number
}

/**
 * Kept in memory: after a restart an instant may fill once more.
 *
 *     500 events come at  12:00:00.000
 *     they lie at         .000: 1 + 200    .001: 200    .002: 99
 *                         (the 1 came as the newest of its visitor, and is not counted)
 */
export class Instants {
  readonly #known = new BoundedMap<string, Instant>(20_000)

  /** The instant in which an event of that time lies, in epoch ms. */
  roomAt(visitor: number, at: number): number {
    const asked = this.#one(visitor, at)
    let instant = asked
    while (instant.held >= MOST) instant = this.#one(visitor, instant.next)
    instant.held += 1
    if (instant !== asked) asked.next = instant.at
    return instant.at
  }

  #one(visitor: number, at: number): Instant {
    const key = `${visitor}/${at}`
    const known = this.#known.get(key)
    if (known) return known
    const fresh = { at, held: 0, next: at + 1 }
    this.#known.set(key, fresh)
    return fresh
  }
}
