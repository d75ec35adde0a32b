import { benjaminiHochberg } from '../../../experiments/statistics/corrections.ts'
import type { Table } from '../../../experiments/statistics/fisher.ts'
import { type Association, associationOf } from './association.ts'
import type { Did } from './did.ts'

/** Something tried: an event so many times at least, or two events together. */
export interface Tried extends Association {
  event: string
  and: string | undefined
  at_least: number
  table: Table
  q: number
}

/** A pair tells more than either of its events, or it is not worth a line. */
const MORE = 1e-9

/**
 * Of each event its best threshold, the smallest among equals, and the pairs that say more than both of their events alone;
 * the closest first. q is over everything that was tried.
 */
export function bestThresholds(did: Did, most: number): Tried[] {
  const singles = did.names.map((_, name) => singlesOf(did, name, most))
  const pairs = pairsOf(did)
  const tried = [...singles.flat(), ...pairs]
  const q = benjaminiHochberg(tried.map(({ p }) => p))
  for (const [i, one] of tried.entries()) one.q = q[i] ?? 1
  const best = singles.flatMap((thresholds) => closest(thresholds) ?? [])
  const alone = new Map(best.map(({ event, phi }) => [event, phi]))
  const together = pairs.filter(({ event, and = '', phi }) =>
    [event, and].every((name) => phi > (alone.get(name) ?? -1) + MORE),
  )
  return [...best, ...together].sort(
    (a, b) => b.phi - a.phi || a.at_least - b.at_least || (nameOf(a) < nameOf(b) ? -1 : 1),
  )
}

function nameOf({ event, and = '' }: Tried): string {
  return `${event} ${and}`
}

function singlesOf(did: Did, name: number, most: number): Tried[] {
  const event = did.names[name] ?? ''
  const thresholds: Tried[] = []
  for (let at_least = 1; at_least <= most; at_least++) {
    const table = did.atLeast(name, at_least)
    const association = associationOf(table)
    if (association)
      thresholds.push({ event, and: undefined, at_least, table, q: 1, ...association })
  }
  return thresholds
}

function pairsOf(did: Did): Tried[] {
  return did.names.flatMap((event, name) =>
    did.names.slice(name + 1).flatMap((and, i) => {
      const table = did.both(name, name + 1 + i)
      const association = associationOf(table)
      return association ? [{ event, and, at_least: 1, table, q: 1, ...association }] : []
    }),
  )
}

/** Of equals, to nine digits, the first. */
function closest(thresholds: readonly Tried[]): Tried | undefined {
  let best: Tried | undefined
  for (const one of thresholds) if (!best || one.phi > best.phi + MORE) best = one
  return best
}
