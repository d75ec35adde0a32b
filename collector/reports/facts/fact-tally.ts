import type { RawBuilder } from 'kysely'
import type { Tally } from '../../store/port.ts'
import type { FactNames, Facts } from './metrics.ts'

/** A tally and what its answer means: the fact that its rows, its people and its sums each are. */
export interface FactTally {
  tally: Tally
  rows?: keyof Facts
  people?: keyof Facts
  sums: (keyof Facts)[]
}

/** Everything a set of rows could tell. */
export interface FactSource {
  rows?: keyof Facts
  people?: { fact: keyof Facts; person: RawBuilder<unknown> }
  sums: Partial<Record<keyof Facts, RawBuilder<unknown>>>
}

/** The tally of the facts asked for; what nobody asks costs nothing. */
export function tallyOf(
  rows: Omit<Tally, 'person' | 'sums'>,
  source: FactSource,
  asked: FactNames,
): FactTally {
  const sums = Object.entries(source.sums).filter(([fact]) => asked.has(fact as keyof Facts))
  const people = source.people && asked.has(source.people.fact) ? source.people : undefined
  return {
    tally: {
      ...rows,
      ...(people ? { person: people.person } : {}),
      sums: sums.map(([, sum]) => sum),
    },
    ...(source.rows ? { rows: source.rows } : {}),
    ...(people ? { people: people.fact } : {}),
    sums: sums.map(([fact]) => fact as keyof Facts),
  }
}
