import { type Column, eachRun, numberAt, type Rows } from './columns.ts'

interface Owned extends Rows {
  who: Column
}

/** Enough that a share of a portion's size is met. */
const SLOTS = 2 ** 16

/**
 * The greatest unit of each portion but the last, ascending: shared out so that none has many more rows than `most`, as far
 * as units of neighbouring numbers let it.
 */
export function portionsOf(extents: readonly Owned[], most: number): number[] {
  const whole = extents.reduce((sum, { rows }) => sum + rows, 0)
  if (whole <= most) return []
  let highest = 0
  eachVisit(extents, (who) => {
    if (who > highest) highest = who
  })
  const width = Math.ceil((highest + 1) / SLOTS)
  const counts = new Float64Array(SLOTS)
  eachVisit(extents, (who, rows) => {
    const slot = Math.floor(who / width)
    counts[slot] = (counts[slot] ?? 0) + rows
  })
  return boundsOf(counts, most).map((slot) => slot * width - 1)
}

function eachVisit(extents: readonly Owned[], take: (who: number, rows: number) => void): void {
  for (const extent of extents) {
    eachRun(extent, (start, end, run) => take(numberAt(extent.who, start, run), end - start))
  }
}

/** The slots at which a further portion begins. */
function boundsOf(counts: Float64Array, most: number): number[] {
  const bounds: number[] = []
  let sum = 0
  for (const [slot, rows] of counts.entries()) {
    if (sum > 0 && sum + rows > most) {
      bounds.push(slot)
      sum = 0
    }
    sum += rows
  }
  return bounds
}
