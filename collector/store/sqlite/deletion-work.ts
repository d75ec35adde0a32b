import type { IntakeSite } from '../../settings/intake-site.ts'
import { thoroughly } from '../../thoroughly.ts'
import type { EventPlace } from '../changes.ts'
import type { EventStore } from '../ledger.ts'
import { noteRemoved } from './leftovers.ts'
import { type ListedRow, placesIn } from './listed-events.ts'
import type { Connection } from './open.ts'

/** What deletions leave to be done beside intake, in slices. */
export interface DeletionWork {
  /** Does all of it. Runs once, however often it is called. */
  work(): Promise<void>
}

export interface Working {
  store: Pick<EventStore, 'sites' | 'forget'>
  /** Takes events out of their visits, keeping them under a number, and brings them back (intake/visits/). */
  removal: {
    remove(site: IntakeSite, events: readonly EventPlace[], removal: number): Promise<unknown>
    bringBack(site: IntakeSite, removal: number): Promise<unknown>
  }
  /** Lets events in between two transactions. */
  pause(): Promise<void>
  /** Epoch ms. */
  now(): number
}

/** A deletion with something to do. */
interface Due {
  id: number
  site: number
  state: 'removing' | 'restoring'
}

/** Events of one transaction, and rows that are dropped at once: some tens of milliseconds. */
const SLICE = 500
const ROWS = 5_000

export function deletionWork(db: Connection, working: Working): DeletionWork {
  const { store, removal, pause, now } = working
  const due = db.prepare<[], Due>(`select id, site, state from deletion
    where state in ('removing', 'restoring') order by state desc, id limit 1`)
  const over = db
    .prepare<[number], number>(`select id from deletion
      where state in ('listing', 'removed') and until <= ?`)
    .pluck()
  const drop = dropping(db, { forget: store.forget, pause })
  const forgetPeople = forgetting(db, working)
  const remove = removing(db, working)
  let running: Promise<void> | undefined

  async function step({ id, state, site: number }: Due): Promise<void> {
    const site = [...store.sites().values()].find((one) => one.id === number)
    if (!site) return await drop(id)
    if (state === 'removing') return await remove(id, site)
    await removal.bringBack(site, id)
    await drop(id)
  }

  async function run(): Promise<void> {
    for (let next = due.get(); next; next = due.get()) {
      await step(next)
      await pause()
    }
    for (const id of over.all(now())) {
      await forgetPeople(id)
      await drop(id)
    }
    // What was asked for meanwhile waits for no other turn.
    if (due.get()) await run()
  }

  return {
    work() {
      running ??= run().finally(() => {
        running = undefined
      })
      return running
    },
  }
}

/** Removes what a deletion lists, until its state says otherwise. */
function removing(db: Connection, { removal, pause }: Working) {
  const stateOf = db.prepare<[number], string>('select state from deletion where id = ?').pluck()
  const finish = db.prepare(
    `update deletion set state = 'removed' where id = ? and state = 'removing'`,
  )
  const listed = db.prepare<[number], ListedRow>(
    `select visitor, visit, uid from deletion_event where deletion = ? limit ${SLICE}`,
  )
  const strike = db.prepare(
    'delete from deletion_event where deletion = ? and visitor = ? and visit = ? and uid = ?',
  )
  const progress = db.prepare('update deletion set done = done + ? where id = ?')
  const strikeAll = db.transaction((id: number, rows: readonly ListedRow[]) => {
    for (const { visitor, visit, uid } of rows) strike.run(id, visitor, visit, uid)
    progress.run(rows.length, id)
  })
  const places = placesIn(db)

  return async (id: number, site: IntakeSite): Promise<void> => {
    while (stateOf.get(id) === 'removing') {
      const rows = listed.all(id)
      if (rows.length === 0) {
        finish.run(id)
        return
      }
      await removal.remove(site, places(rows), id)
      strikeAll.immediate(id, rows)
      await pause()
    }
  }
}

/** Forgets browsers and users of whom nothing is left but what a deletion keeps. */
function forgetting(db: Connection, { store, pause }: Working) {
  const some = db
    .prepare<[number, number], number>(`select distinct visitor from removed_event
      where removal = ? and visitor > ? order by visitor limit ${SLICE}`)
    .pluck()
  const forget = db.prepare(`delete from person where kind in (0, 1, 2)
    and id in (select visitor from removed_event where removal = @id and visitor between @first and @last
      union select user from removed_event where removal = @id and visitor between @first and @last)
    and not exists (select 1 from visit v where v.visitor = person.id)
    and not exists (select 1 from visit v where v.person = person.id and v.person <> v.visitor)
    and not exists (select 1 from removed_event r where r.visitor = person.id and r.removal <> @id)
    and not exists (select 1 from removed_event r where r.user = person.id and r.removal <> @id)`)
  const tellWriters = db.prepare('update writer set epoch = epoch + 1')
  const slice = db.transaction((id: number, first: number, last: number) => {
    forget.run({ id, first, last })
    tellWriters.run()
  })
  return async (id: number): Promise<void> => {
    for (let visitors = some.all(id, -1); visitors.length > 0; ) {
      const [first = 0] = visitors
      const last = visitors.at(-1) ?? first
      slice.immediate(id, first, last)
      store.forget()
      await pause()
      visitors = some.all(id, last)
    }
  }
}

interface Between {
  /** Rows went: nothing that a writer on this connection remembers may be trusted. */
  forget(): void
  pause(): Promise<void>
}

/** Forgets all deletions of a site, with what they keep. */
export async function forgetDeletions(
  db: Connection,
  site: number,
  between: Between,
): Promise<void> {
  const ofSite = db.prepare<[number], number>('select id from deletion where site = ?').pluck()
  const drop = dropping(db, between)
  for (const id of ofSite.all(site)) await drop(id)
}

/** Forgets a deletion and all that it keeps, overwriting what was somebody's. */
function dropping(db: Connection, { forget, pause }: Between) {
  const removed = `removal = @id and n in (select n from removed_event where removal = @id limit ${ROWS})`
  const dropRemoved = db.prepare(`delete from removed_event where ${removed}`)
  const dropListed =
    db.prepare(`delete from deletion_event where deletion = @id and (visitor, visit, uid) in
      (select visitor, visit, uid from deletion_event where deletion = @id limit ${ROWS})`)
  const tellWriters = db.prepare('update writer set epoch = epoch + 1')
  const itself = db.prepare('delete from deletion where id = @id')

  /** What only these events referred to goes with the next housekeeping. */
  function someRemoved(id: number): number {
    return thoroughly(db, () => {
      db.exec(noteRemoved(removed.replaceAll('@id', String(id))))
      tellWriters.run()
      return dropRemoved.run({ id }).changes
    })
  }

  return async (id: number): Promise<void> => {
    while (someRemoved(id) > 0) await pause()
    forget()
    while (thoroughly(db, () => dropListed.run({ id }).changes) > 0) await pause()
    thoroughly(db, () => itself.run({ id }).changes)
  }
}
