import type { DeletionCounts, ListedEvent, NewDeletion } from '../changes.ts'
import { type DeletionWork, deletionWork, type Working } from './deletion-work.ts'
import type { Connection } from './open.ts'
import { packId } from './uid.ts'

/**
 * Deleting events by filter, in steps that each survive a stop:
 *
 *     listing → removing → removed → (until has passed) gone
 *                  └────────┴─→ restoring → gone, the events being back
 *
 * What is listed is fixed before the first event goes: without it, the filters may choose others.
 */
export interface Deletions extends DeletionWork {
  /** Answers its number. */
  begin(deletion: NewDeletion): number
  list(id: number, events: readonly ListedEvent[]): void
  /** The list is whole: the events may go. */
  start(id: number, counts: DeletionCounts): void
  /** Its events shall come back. False when there is none that can. */
  takeBack(site: number, id: number): boolean
  /** Forgets lists that were never finished; for a process that begins. */
  dropUnfinished(): void
}

export function deletions(db: Connection, working: Working): Deletions {
  const begin =
    db.prepare(`insert into deletion (site, at, until, state, request, events, visits, people, done)
    values (@site, @at, @until, 'listing', @request, 0, 0, 0, 0)`)
  const list = db.prepare(
    'insert or ignore into deletion_event (deletion, visitor, visit, uid) values (?, ?, ?, ?)',
  )
  const start =
    db.prepare(`update deletion set state = 'removing', events = @events, visits = @visits,
    people = @people where id = @id and state = 'listing'`)
  const takeBack = db.prepare(`update deletion set state = 'restoring'
    where id = @id and site = @site and until > @now and state in ('removing', 'removed')`)
  const listAll = db.transaction((id: number, events: readonly ListedEvent[]) => {
    for (const event of events) list.run(id, event.visitor, event.visit, packId(event.id))
  })
  return {
    ...deletionWork(db, working),
    begin: (deletion) => Number(begin.run(deletion).lastInsertRowid),
    list: (id, events) => listAll.immediate(id, events),
    start(id, counts) {
      start.run({ id, ...counts })
    },
    takeBack: (site, id) => takeBack.run({ id, site, now: working.now() }).changes > 0,
    dropUnfinished() {
      db.exec(`delete from deletion_event where deletion in (select id from deletion where state = 'listing');
        delete from deletion where state = 'listing'`)
    },
  }
}
