import { Crossings } from './crossings.ts'
import { countedIn, firstFew } from './few.ts'
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

/** The nodes of a level that stand by name, and for every node its place: theirs from 0, for all others `top`. */
interface Level {
  named: number[]
  places: Uint8Array
}

/**
 * Nodes and links of all paths. Of each level the `top` most frequent stand by name, the rest is one node. What comes into
 * a node goes on, ends, or lies beyond the depth: in = out + exit + beyond.
 */
export function flowOf(walks: Walks, names: Names, shown: Shown): Flow {
  const levels = Array.from({ length: walks.depth }, (_, level) =>
    levelOf(level, { walks, names, top: shown.top }),
  )
  // Beside the named: all others, and the end.
  const crossings = new Crossings(walks.depth + 1, shown.top + 2)
  for (let row = 0; row < walks.length; row++) follow(row, { walks, levels, shown, crossings })
  const described = crossings.levels.map((_, level) => nodesOf(level, { levels, names, shown }))
  return { nodes: toldNodes(crossings, described), links: toldLinks(crossings, described) }
}

/** The most frequent of a level; of equals the name that comes first. */
function levelOf(
  level: number,
  { walks, names, top }: { walks: Walks; names: Names; top: number },
): Level {
  const units = new Int32Array(names.length)
  for (let row = 0; row < walks.length; row++) {
    const node = walks.nodeAt(row, level)
    if (node >= 0) units[node] = (units[node] ?? 0) + 1
  }
  const byUnits = (a: number, b: number) => (units[b] ?? 0) - (units[a] ?? 0)
  const named = firstFew(countedIn(units), top, (a, b) => byUnits(a, b) || names.compare(a, b))
  const places = new Uint8Array(names.length).fill(top)
  for (const [place, node] of named.entries()) places[node] = place
  return { named, places }
}

interface Following {
  walks: Walks
  levels: readonly Level[]
  shown: Shown
  crossings: Crossings
}

function follow(row: number, { walks, levels, shown, crossings }: Following): void {
  const converts = walks.converts(row)
  const end = shown.top + 1
  let before: number | undefined
  for (let level = 0; level <= walks.depth && before !== end; level++) {
    const node = walks.nodeAt(row, level)
    if (node < 0 && !walks.ends(row)) return
    const place: number = node < 0 ? end : (levels[level]?.places[node] ?? shown.top)
    crossings.add(level, { place, before, converts })
    before = place
  }
}

type Described = Pick<FlowNode, 'id' | 'name' | 'kind'>

/** What the places of a level are called. */
function nodesOf(
  level: number,
  { levels, names, shown }: { levels: readonly Level[]; names: Names; shown: Shown },
): (place: number) => Described {
  const { top, end } = shown
  return (place) => {
    if (place > top) return { id: `${level + 1}:${end}`, name: end, kind: end }
    const node = levels[level]?.named[place]
    if (node === undefined) return { id: `${level + 1}:other`, name: 'other', kind: 'other' }
    const { name, kind } = names.of(node)
    return { id: `${level + 1}:${kind}:${name}`, name, kind }
  }
}

/** By level, named nodes first, the largest of them first. */
function toldNodes(
  { levels }: Crossings,
  described: readonly ((place: number) => Described)[],
): FlowNode[] {
  return levels.flatMap(({ units, converted }, level) =>
    [...countedIn(units)].flatMap((place) => {
      const node = described[level]?.(place)
      if (!node) return []
      const counted = { units: units[place] ?? 0, converted: converted[place] ?? 0 }
      return [{ ...node, level: level + 1, ...counted }]
    }),
  )
}

/** Into each node in that order, the largest first; of equals, the source that stands first. */
function toldLinks(
  crossings: Crossings,
  described: readonly ((place: number) => Described)[],
): FlowLink[] {
  return crossings.levels.flatMap(({ units }, level) =>
    [...countedIn(units)].flatMap((place) =>
      crossings
        .into(level, place)
        .sort((a, b) => b.units - a.units || a.before - b.before)
        .map(({ before, units: count }) => ({
          source: described[level - 1]?.(before).id ?? '',
          target: described[level]?.(place).id ?? '',
          units: count,
        })),
    ),
  )
}
