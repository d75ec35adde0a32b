import { countedIn, firstFew } from './few.ts'
import type { Named, Names } from './walk.ts'
import type { Walks } from './walks.ts'

export interface WholePath {
  path: Named[]
  /** It ends there; else it goes on beyond the depth. */
  ends: boolean
  units: number
  converted: number
}

/** The commonest paths as they are, up to the depth; of equals the one whose names come first. */
export function wholePaths(walks: Walks, names: Names, most: number): WholePath[] {
  const firsts = walks.firstAlike()
  const units = new Int32Array(walks.length)
  const converted = new Int32Array(walks.length)
  for (let row = 0; row < walks.length; row++) {
    const first = firsts[row] ?? row
    units[first] = (units[first] ?? 0) + 1
    if (walks.converts(row)) converted[first] = (converted[first] ?? 0) + 1
  }
  const byUnits = (a: number, b: number) => (units[b] ?? 0) - (units[a] ?? 0)
  const commonest = firstFew(
    countedIn(units),
    most,
    (a, b) => byUnits(a, b) || comparePaths(a, b, walks, names),
  )
  return commonest.map((row) => ({
    path: nodesOf(walks, row).map((node) => names.of(node)),
    ends: walks.ends(row),
    units: units[row] ?? 0,
    converted: converted[row] ?? 0,
  }))
}

function nodesOf(walks: Walks, row: number): number[] {
  const nodes: number[] = []
  for (let level = 0; walks.nodeAt(row, level) >= 0; level++) nodes.push(walks.nodeAt(row, level))
  return nodes
}

/** Level by level, a path before those that go on from it. */
function comparePaths(a: number, b: number, walks: Walks, names: Names): number {
  for (let level = 0; level < walks.depth; level++) {
    const [one, other] = [walks.nodeAt(a, level), walks.nodeAt(b, level)]
    if (one === other) continue
    if (one < 0 || other < 0) return one - other
    return names.compare(one, other)
  }
  return Number(walks.ends(b)) - Number(walks.ends(a))
}
