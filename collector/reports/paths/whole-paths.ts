import type { Names } from './walk.ts'
import type { Walks } from './walks.ts'

export interface WholePath {
  path: { name: string; kind: 'page' | 'event' }[]
  /** It ends there; else it goes on beyond the depth. */
  ends: boolean
  units: number
  converted: number
}

/** The commonest paths as they are, up to the depth; of equals the one whose names come first. */
export function wholePaths(walks: Walks, names: Names, most: number): WholePath[] {
  const counts = new Map<string, { row: number; units: number; converted: number }>()
  for (let row = 0; row < walks.length; row++) {
    const key = keyOf(walks, row)
    const known = counts.get(key) ?? { row, units: 0, converted: 0 }
    known.units += 1
    if (walks.converts(row)) known.converted += 1
    counts.set(key, known)
  }
  return [...counts.values()]
    .map(({ row, units, converted }) => ({
      path: nodesOf(walks, row).map((node) => names.of(node)),
      ends: walks.ends(row),
      units,
      converted,
    }))
    .sort((a, b) => b.units - a.units || (textOf(a) < textOf(b) ? -1 : 1))
    .slice(0, most)
}

function nodesOf(walks: Walks, row: number): number[] {
  const nodes: number[] = []
  for (let level = 0; level < walks.depth && walks.nodeAt(row, level) >= 0; level++) {
    nodes.push(walks.nodeAt(row, level))
  }
  return nodes
}

function keyOf(walks: Walks, row: number): string {
  return `${nodesOf(walks, row).join(' ')}${walks.ends(row) ? '' : ' …'}`
}

function textOf({ path }: WholePath): string {
  return path.map(({ name }) => name).join('\n')
}
