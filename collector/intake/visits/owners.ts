import type { Visit } from '../../store/visits.ts'
import { owners } from './partition.ts'
import type { Job } from './rebuild.ts'
import type { Station } from './station.ts'

/**
 * Whose the visits of a browser are.
 *
 *     visits     09:00 nobody   11:00 ann   13:00 nobody   15:00 bob   17:00 nobody
 *     owned by   ann ◂───────── ann ──────▸ ann            bob ──────▸ bob
 *     late       12:00 carol: 13:00 becomes carol's; 09:00 and 11:00 stay ann's
 */

/** A follow-up that stands alone is whose it says, and tells nobody who is there. */
export function isStray({ alone, heard }: Pick<Visit, 'alone' | 'heard'>): boolean {
  return alone === 1 && heard !== null
}

interface Recut {
  /** The user known before. */
  carried: number | null
  /** In time order, not put yet. */
  rows: Visit[]
  touched: readonly Visit[]
  /** All is cut, and a user was named or no longer is: that may make earlier and later visits somebody's. */
  isNamed: boolean
}

/**
 * Gives the visits that were cut their owner and puts them, and every owner its first visit. Answers the numbers of
 * further visits that are somebody else's now.
 */
export function settleOwners(station: Station, job: Job, recut: Recut): number[] {
  const { visits, persons } = station
  const people = new Set(recut.touched.map(({ person }) => person))
  ownRows(station, job, recut)
  for (const row of recut.rows) {
    people.add(row.person)
    visits.put(row)
  }
  const given = recut.isNamed ? ownAll(station, job.visitor, people) : []
  for (const { visitor } of recut.touched) visits.forget(visitor)
  visits.forget(job.visitor)
  for (const person of people) persons.recountFirst(person)
  return given
}

function ownRows({ visits }: Station, { visitor }: Job, { carried, rows }: Recut): void {
  let known = carried
  const later = () => rows.find((row) => row.user !== null && !isStray(row))?.user
  const first = carried ?? later() ?? visits.firstUser(visitor) ?? visitor
  for (const row of rows) {
    if (!isStray(row)) known = row.user ?? known
    row.person = (isStray(row) ? row.user : null) ?? known ?? first
  }
}

/**
 * A user who was named, or no longer is, owns other visits than those that were cut. Answers their numbers, and adds the
 * people concerned.
 */
function ownAll({ visits }: Station, visitor: number, people: Set<number>): number[] {
  const all = visits.named(visitor)
  const named = owners(all.map((visit) => (isStray(visit) ? null : visit.user)))
  const given: number[] = []
  all.forEach((visit, index) => {
    const person = (isStray(visit) ? visit.user : null) ?? named[index] ?? visitor
    if (person === visit.person) return
    people.add(person)
    people.add(visit.person)
    visits.own(visit.id, person)
    if (visit.alone === 0) given.push(visit.id)
  })
  return given
}
