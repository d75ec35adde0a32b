import { sql } from 'kysely'
import type { State } from '../../settings/funnel-filter.ts'
import { type AskedFunnel, eachOutcome } from './asked.ts'
import { Beside } from './beside.ts'
import type { Outcome } from './rules.ts'

/** Whether a unit reached the step; or the one before and not this, and cannot any more, or still may. */
export function isIn({ level, pending }: Outcome, step: number, state: State): boolean {
  if (state === 'reached') return level > step
  return step > 0 && level === step && pending === (state === 'pending')
}

/** The units in a state, and whose they are. */
export interface Found {
  /** Numbers of the people, ascending. */
  people: number[]
  /** By number of the person or the visit: whose it is, and when the last event was that counted, of each attempt. */
  units: Map<number, { person: number; ends: number[] }>
}

export async function unitsIn(asked: AskedFunnel, step: number, state: State): Promise<Found> {
  const beside = new Beside()
  const personOf =
    asked.definition.by === 'visit' ? beside.value(sql`v.person`, 'numbers') : undefined
  const units: Found['units'] = new Map()
  await eachOutcome(asked, beside, ({ who, moments }, outcome) => {
    const first = moments[outcome.first]
    if (first === undefined || !isIn(outcome, step, state)) return
    const end = Math.max(...outcome.chain.map((place) => moments[place]?.at ?? 0))
    const known = units.get(who)
    if (known) known.ends.push(end)
    else units.set(who, { person: Number(personOf?.(first) ?? who), ends: [end] })
  })
  const people = new Set([...units.values()].map(({ person }) => person))
  return { people: [...people].sort((a, b) => a - b), units }
}
