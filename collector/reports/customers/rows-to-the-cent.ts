import type { Sums } from './bridge.ts'
import { PARTS, SIGNS, toTheCent } from './to-the-cent.ts'

/** A row: its parts as they are, and in whole minor units, each with its sign. */
interface Row {
  exact: number[]
  whole: number[]
}

/**
 * Rows in whole minor units, each of which leads from its start to its end, and whose columns come to those of `all`.
 * Each is rounded alone; what a column then has too much goes to one that lacks it, within rows that have both, so that what is
 * nothing stays nothing.
 */
export function rowsToTheCent(rows: readonly Sums[], all: Sums): Sums[] {
  const signed = (sums: Sums) => PARTS.map((part) => SIGNS[part] * sums[part])
  const table = rows.map((row): Row => ({ exact: signed(row), whole: signed(toTheCent(row)) }))
  const missing = signed(all).map((sum, part) => sum - columnOf(table, part))
  for (let to = lacking(missing); to >= 0; to = lacking(missing)) {
    const from = missing.findIndex((units) => units < 0)
    // Out of reach only where money is beyond 2⁵³.
    if (from < 0 || !carry(table, { from, to })) break
    missing[to] = (missing[to] ?? 0) - 1
    missing[from] = (missing[from] ?? 0) + 1
  }
  return rows.map((row, i) => {
    const told = { ...row }
    for (const [k, part] of PARTS.entries()) {
      told[part] = SIGNS[part] * (table[i]?.whole[k] ?? 0) || 0
    }
    return told
  })
}

function columnOf(table: readonly Row[], part: number): number {
  return table.reduce((sum, { whole }) => sum + (whole[part] ?? 0), 0)
}

function lacking(missing: readonly number[]): number {
  return missing.findIndex((units) => units > 0)
}

/** A step from one part to another, in a row that has both. */
interface Step {
  from: number
  row: Row
}

/** Takes a unit from one column and gives it to another, by way of further ones where no row has both. */
function carry(table: readonly Row[], { from, to }: { from: number; to: number }): boolean {
  const steps = stepsFrom(table, from)
  if (!steps.has(to)) return false
  let at = to
  for (let step = steps.get(at); step; step = steps.get(at)) {
    const { whole } = step.row
    whole[at] = (whole[at] ?? 0) + 1
    whole[step.from] = (whole[step.from] ?? 0) - 1
    at = step.from
  }
  return true
}

/** The shortest way to each part that can be reached; the first has no step. */
function stepsFrom(table: readonly Row[], first: number): Map<number, Step | undefined> {
  const steps = new Map<number, Step | undefined>([[first, undefined]])
  // Those that are found on the way come last, and have their turn.
  for (const from of steps.keys()) {
    for (const [part] of PARTS.entries()) {
      const row = steps.has(part) ? undefined : roomiest(table, from, part)
      if (row) steps.set(part, { from, row })
    }
  }
  return steps
}

/** Of the rows with both parts the one that such a unit brings nearest to what it is. */
function roomiest(table: readonly Row[], from: number, to: number): Row | undefined {
  let best: Row | undefined
  let most = Number.NEGATIVE_INFINITY
  for (const row of table) {
    if (!row.exact[from] || !row.exact[to]) continue
    const room = offBy(row, to) - offBy(row, from)
    if (room > most) [best, most] = [row, room]
  }
  return best
}

function offBy({ exact, whole }: Row, part: number): number {
  return (exact[part] ?? 0) - (whole[part] ?? 0)
}
