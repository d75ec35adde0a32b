import type { EventPlace } from '../changes.ts'
import type { Connection } from './open.ts'
import { unpackId } from './uid.ts'

/** An event that is to go, and where it lay when it was listed. */
export interface ListedRow extends StoredPlace {
  visitor: number
}

interface StoredPlace {
  visit: number
  uid: Buffer | string
}

/** Where the events lie now: what goes before them may have moved them to another visit of their visitor. */
export function placesIn(db: Connection): (events: readonly ListedRow[]) => EventPlace[] {
  const ofVisit = db
    .prepare<[number], Buffer | string>('select uid from event where visit = ?')
    .pluck()
  const ofVisitor = db.prepare<[number], StoredPlace>(`select e.visit, e.uid from visit v
    join event e on e.visit = v.id where v.visitor = ?`)

  function inTheirVisits(events: readonly ListedRow[]): ListedRow[] {
    const held = new Map<number, Set<string>>()
    return events.filter(({ visit, uid }) => {
      const ids = held.get(visit) ?? new Set(ofVisit.all(visit).map(unpackId))
      held.set(visit, ids)
      return ids.has(unpackId(uid))
    })
  }

  function elsewhere(events: readonly ListedRow[]): StoredPlace[] {
    const wanted = new Set(events.map(({ uid }) => unpackId(uid)))
    const visitors = new Set(events.map(({ visitor }) => visitor))
    return [...visitors].flatMap((visitor) =>
      ofVisitor.all(visitor).filter(({ uid }) => wanted.has(unpackId(uid))),
    )
  }

  return (events) => {
    const there = inTheirVisits(events)
    const known = new Set(there)
    const found = [...there, ...elsewhere(events.filter((event) => !known.has(event)))]
    return found.map(({ visit, uid }) => ({ visit, id: unpackId(uid) }))
  }
}
