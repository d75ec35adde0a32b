import { ENGAGEMENT, isCountedEvent } from '../../store/event-rows.ts'
import type { Visit } from '../../store/visits.ts'
import type { Member } from './member.ts'
import type { Partition } from './partition.ts'
import type { Job } from './rebuild.ts'
import type { Station } from './station.ts'
import { absorb, absorbFollowUp, blankVisit } from './visit-so-far.ts'

/** What lay there before. */
interface Before {
  /** Rows whose events were cut anew. */
  touched: readonly Visit[]
  /** Of those, numbers of the ones that stay as they are. */
  staying: ReadonlySet<number>
  /** Follow-ups that count for visits before. */
  leaving: readonly Leaving[]
}

export interface Leaving {
  member: Member
  home: Visit
}

interface Cutting {
  station: Station
  job: Job
  /** Rows that may be written anew, by number. */
  spare: Map<number, Visit>
  touched: ReadonlySet<number>
  after: ReadonlySet<Member>
}

/**
 * Moves the events that lie in another visit now, and removes the rows that nothing is left in. Answers visits and
 * lone events in time order, for their owners to be found; then they can be put.
 */
export function writeCut(
  station: Station,
  job: Job,
  { visits, alone, after }: Partition<Member>,
  { touched, staying, leaving }: Before,
): Visit[] {
  const own = touched.filter(({ id }) => !staying.has(id))
  const spare = new Map(own.map((visit) => [visit.id, visit]))
  const cutting = { station, job, spare, touched: new Set(own.map(({ id }) => id)), after }
  const written = [
    ...visits.map((members) => write(cutting, members, 0)),
    ...alone.map((member) => write(cutting, [member], 1)),
  ]
  for (const one of leaving) leave(cutting, one)
  for (const visit of spare.values()) station.visits.remove(visit)
  return written.sort((a, b) => a.start - b.start)
}

/**
 * Writes one group under the id of the first old visit it has an event of, or a fresh one.
 *
 *     lay in     visit 7: a b c     visit 8: d e
 *     cut to     [a b] [c d e]      →  7: a b     8: c d e     (c moves; with [a b c d e] 8 would go)
 */
function write(cutting: Cutting, members: readonly Member[], alone: 0 | 1): Visit {
  const { station, job, spare, after } = cutting
  const first = members[0] as Member
  const old = members.map(({ row }) => spare.get(row.visit)).find((visit) => visit?.alone === alone)
  if (old) spare.delete(old.id)
  const { client, place } = first.lies
  const { visitor } = job
  const id = old?.id ?? station.visits.newId(job.site.id, first.at)
  const visit = blankVisit({ id, visitor, person: visitor, client, place, alone }, first.at)
  visit.size = old?.size ?? 0
  station.events.forget(id)
  for (const member of members) {
    const isLate = after.has(member) || (alone === 1 && member.tells)
    const take = isLate ? absorbFollowUp : absorb
    take(visit, member.row, () => station.arrivals.of(job.site, member.row))
    if (owes(member)) visit.owed = 1
    lieIn(cutting, member, visit)
  }
  return visit
}

/** Whether its pageview may still be missing. */
function owes({ row, lies }: Member): boolean {
  return lies.owed !== null && row.name === ENGAGEMENT && row.of !== null
}

function lieIn({ station, touched }: Cutting, { row, lies }: Member, visit: Visit): void {
  if (row.visit === visit.id) return
  const seq = visit.size
  visit.size += 1
  station.events.move(row, visit.id, seq)
  if (touched.has(lies.id)) return
  // A follow-up leaves a visit that is not cut anew.
  lies.members -= 1
  lies.engaged -= row.engaged ?? 0
  lies.events -= isCountedEvent(row.name) ? 1 : 0
  // Its page may have been the only one of that name there: from now on the events tell.
  lies.pages = null
  station.visits.put(lies)
}

function leave(cutting: Cutting, { member, home }: Leaving): void {
  absorbFollowUp(home, member.row, () => home.acquisition)
  if (owes(member)) home.owed = 1
  lieIn(cutting, member, home)
  cutting.station.visits.put(home)
}
