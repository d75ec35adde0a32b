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

/** Numbers of names, pages apart from events. */
export class Names {
  readonly #numbers = new Map<string, number>()
  readonly #names: { name: string; kind: 'page' | 'event' }[] = []

  numberOf({ marks, beside: [page, event] }: MarkedMoment): number {
    const isPage = (marks & VIEW) !== 0
    const name = String((isPage ? page : event) ?? '')
    const key = isPage ? `/${name}` : name
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#names.length
    this.#numbers.set(key, number)
    this.#names.push({ name, kind: isPage ? 'page' : 'event' })
    return number
  }

  of(number: number): { name: string; kind: 'page' | 'event' } {
    return this.#names[number] ?? { name: '', kind: 'page' }
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
  const { depth } = walking
  const stretch = anchored(moments, walking.anchor)
  const nodes: number[] = []
  let ends = true
  for (const [i, moment] of stretch.entries()) {
    if (!isNode(moment, i, walking)) continue
    const node = names.numberOf(moment)
    if (walking.collapse && node === nodes.at(-1)) continue
    ends = nodes.length < depth
    if (!ends) break
    nodes.push(node)
  }
  if (nodes.length === 0) return undefined
  return { nodes, ends, converts: stretch.some(({ marks }) => (marks & CONVERSION) !== 0) }
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
