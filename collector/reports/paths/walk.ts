import type { MarkedMoment } from '../../store/port.ts'

/** Bits of a moment. */
export const VIEW = 1
export const DEED = 2
export const ANCHOR = 4
export const CONVERSION = 8

export interface Walking {
  /** From the first match on, up to the first match and backwards, or all. */
  anchor: 'start' | 'end' | undefined
  /** Levels that are told. */
  depth: number
  /** Equal neighbours are one node. */
  collapse: boolean
}

export interface Named {
  name: string
  kind: 'page' | 'event'
}

/** Numbers of names, pages apart from events. */
export class Names {
  readonly #pages = new Map<string, number>()
  readonly #events = new Map<string, number>()
  readonly #names: Named[] = []

  get length(): number {
    return this.#names.length
  }

  numberOf({ marks, beside: [page, event] }: MarkedMoment): number {
    const isPage = (marks & VIEW) !== 0
    const name = String((isPage ? page : event) ?? '')
    const numbers = isPage ? this.#pages : this.#events
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, this.#names.length)
    return this.#names.push({ name, kind: isPage ? 'page' : 'event' }) - 1
  }

  of(number: number): Named {
    return this.#names[number] ?? { name: '', kind: 'page' }
  }

  /** By the alphabet; a page after the event of its name. */
  compare(a: number, b: number): number {
    if (a === b) return 0
    const [one, other] = [this.of(a), this.of(b)]
    if (one.name === other.name) return one.kind < other.kind ? -1 : 1
    return one.name < other.name ? -1 : 1
  }
}

export interface Walk {
  /** Names by level, `depth` at most. */
  nodes: number[]
  /** The path ends at the last of them; else it goes on beyond the depth. */
  ends: boolean
  /** A conversion lies on it, or after it in the same unit; read backwards, on it. */
  converts: boolean
}

/** A unit's path; undefined where it has none. */
export function walkOf(
  moments: readonly MarkedMoment[],
  names: Names,
  walking: Walking,
): Walk | undefined {
  const { depth, collapse } = walking
  const stretch = anchored(moments, walking.anchor)
  const nodes: number[] = []
  // One more than is told tells whether the path goes on.
  for (let i = 0; i < stretch.length && nodes.length <= depth; i++) {
    const moment = stretch[i]
    if (moment === undefined || !isNode(moment, i, walking)) continue
    const node = names.numberOf(moment)
    if (!collapse || node !== nodes.at(-1)) nodes.push(node)
  }
  if (nodes.length === 0) return undefined
  const converts = stretch.some(({ marks }) => (marks & CONVERSION) !== 0)
  return { nodes: nodes.slice(0, depth), ends: nodes.length <= depth, converts }
}

/** The anchor is one whatever it is. */
function isNode({ marks }: MarkedMoment, i: number, { anchor }: Walking): boolean {
  return (marks & (VIEW | DEED)) !== 0 || (i === 0 && anchor !== undefined)
}

function anchored(
  moments: readonly MarkedMoment[],
  anchor: Walking['anchor'],
): readonly MarkedMoment[] {
  if (anchor === undefined) return moments
  const first = moments.findIndex(({ marks }) => (marks & ANCHOR) !== 0)
  if (first < 0) return []
  return anchor === 'start' ? moments.slice(first) : moments.slice(0, first + 1).reverse()
}
