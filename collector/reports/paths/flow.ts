import type { Names } from './walk.ts'
import type { Walks } from './walks.ts'

export interface FlowNode {
  /** Unique in the answer. */
  id: string
  /** From 1. */
  level: number
  name: string
  kind: 'page' | 'event' | 'other' | 'exit' | 'began'
  units: number
  /** Of them, those that convert. */
  converted: number
}

export interface FlowLink {
  source: string
  target: string
  units: number
}

export interface Flow {
  nodes: FlowNode[]
  links: FlowLink[]
}

export interface Shown {
  /** Nodes of a level that stand by their name. */
  top: number
  /** What a path does that ends: read forwards it exits, read backwards it began. */
  end: 'exit' | 'began'
}

const OTHER = -2
const END = -3

/**
 * Nodes and links of all paths. Of each level the `top` most frequent stand by name, the rest is one node. What comes into
 * a node goes on, ends, or lies beyond the depth: in = out + exit + beyond.
 */
export function flowOf(walks: Walks, names: Names, shown: Shown): Flow {
  const counts = new Counts()
  const named = namedByLevel(walks, names, shown.top)
  for (let row = 0; row < walks.length; row++) follow(row, walks, named, counts)
  const nodes = counts.nodes((level, node) => described(level, node, names, shown))
  return { nodes: nodes.map(withoutPlace), links: counts.links(nodes) }
}

function follow(row: number, walks: Walks, named: readonly Set<number>[], counts: Counts): void {
  const converts = walks.converts(row)
  let before: number | undefined
  for (let level = 0; level <= walks.depth && before !== END; level++) {
    const node = walks.nodeAt(row, level)
    if (node < 0 && !walks.ends(row)) return
    const place = placeOf(node, named[level])
    counts.add({ level, place, before, converts })
    before = place
  }
}

function placeOf(node: number, named: ReadonlySet<number> | undefined): number {
  if (node < 0) return END
  return named?.has(node) ? node : OTHER
}

/** The most frequent of each level; of equals the name that comes first. */
function namedByLevel(walks: Walks, names: Names, top: number): Set<number>[] {
  return Array.from({ length: walks.depth }, (_, level) => {
    const counts = new Map<number, number>()
    for (let row = 0; row < walks.length; row++) {
      const node = walks.nodeAt(row, level)
      if (node >= 0) counts.set(node, (counts.get(node) ?? 0) + 1)
    }
    const ranked = [...counts].sort(
      ([a, units], [b, others]) => others - units || compare(names.of(a).name, names.of(b).name),
    )
    return new Set(ranked.slice(0, top).map(([node]) => node))
  })
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function described(
  level: number,
  place: number,
  names: Names,
  { end }: Shown,
): Pick<FlowNode, 'id' | 'name' | 'kind'> {
  if (place === OTHER) return { id: `${level}:other`, name: 'other', kind: 'other' }
  if (place === END) return { id: `${level}:${end}`, name: end, kind: end }
  const { name, kind } = names.of(place)
  return { id: `${level}:${kind}:${name}`, name, kind }
}

interface Step {
  level: number
  place: number
  before: number | undefined
  converts: boolean
}

/** Units by node and by link, each level's places in a map of its own. */
class Counts {
  readonly #levels: Map<number, { units: number; converted: number; from: Map<number, number> }>[] =
    []

  add({ level, place, before, converts }: Step): void {
    this.#levels[level] ??= new Map()
    const known = this.#levels[level]?.get(place) ?? { units: 0, converted: 0, from: new Map() }
    this.#levels[level]?.set(place, known)
    known.units += 1
    if (converts) known.converted += 1
    if (before !== undefined) known.from.set(before, (known.from.get(before) ?? 0) + 1)
  }

  /** By level, named nodes first, the largest of them first. */
  nodes(
    describe: (level: number, place: number) => Pick<FlowNode, 'id' | 'name' | 'kind'>,
  ): PlacedNode[] {
    return this.#levels.flatMap((places, level) =>
      [...places]
        .map(([place, { units, converted }]) => ({
          place,
          level: level + 1,
          units,
          converted,
          ...describe(level + 1, place),
        }))
        .sort((a, b) => rank(a) - rank(b) || b.units - a.units || compare(a.name, b.name)),
    )
  }

  links(nodes: PlacedNode[]): FlowLink[] {
    const ids = new Map(nodes.map(({ level, place, id }) => [`${level} ${place}`, id]))
    return nodes.flatMap(({ level, place, id }) =>
      [...(this.#levels[level - 1]?.get(place)?.from ?? [])]
        .map(([before, units]) => ({
          source: ids.get(`${level - 1} ${before}`) ?? '',
          target: id,
          units,
        }))
        .sort((a, b) => b.units - a.units || compare(a.source, b.source)),
    )
  }
}

interface PlacedNode extends FlowNode {
  place: number
}

function withoutPlace({ id, level, name, kind, units, converted }: PlacedNode): FlowNode {
  return { id, level, name, kind, units, converted }
}

function rank({ place }: PlacedNode): number {
  return place >= 0 ? 0 : -place
}
