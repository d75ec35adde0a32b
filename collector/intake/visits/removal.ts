import type { IntakeSite } from '../../settings/intake-site.ts'
import { ENGAGEMENT, type EventFacts, PAGEVIEW } from '../../store/event-rows.ts'
import { EVENT_COLUMNS } from '../../store/sqlite/events.ts'
import type { Ledger } from '../../store/sqlite/ledger.ts'
import { noteLeftovers } from '../../store/sqlite/leftovers.ts'
import type { Connection } from '../../store/sqlite/open.ts'
import { unpackId } from '../../store/sqlite/uid.ts'
import type { Visit } from '../../store/visits.ts'
import { lay } from './late.ts'
import { LONGEST_MS } from './partition.ts'

/** Where an event lies. */
export interface EventPlace {
  visit: number
  /** As it is stored (`event.uid`). */
  uid: Buffer | string
}

/** Takes events out and puts them back, inside a transaction of the writer. */
export interface Removal {
  /** Answers what went: the events, and the visits that had them as they were. */
  remove(
    site: IntakeSite,
    events: readonly EventPlace[],
    removal: number | null,
  ): { events: number; visits: Visit[] }
  /** Puts some events of a removal back. Answers how many; 0 when none is left. */
  bringBack(site: IntakeSite, removal: number, most: number): number
}

type Removed = EventFacts & { n: number; visitor: number; client: number; place: number }

const FACTS = EVENT_COLUMNS.join(', ')

function removalStatements(db: Connection) {
  return {
    next: db
      .prepare<[number], number>(
        'select coalesce(max(n), 0) + 1 from removed_event where removal = ?',
      )
      .pluck(),
    keep: db.prepare(`insert into removed_event (removal, n, site, visitor, client, place, ${FACTS})
      select @removal, @n, @site, @visitor, @client, @place, ${FACTS} from event
      where visit = @visit and seq = @seq`),
    drop: db.prepare('delete from event where visit = ? and seq = ?'),
    kept: db.prepare<[number, number], Removed>(
      `select n, visitor, client, place, ${FACTS} from removed_event where removal = ? order by n limit ?`,
    ),
    forget: db.prepare('delete from removed_event where removal = ? and n <= ?'),
  }
}

export function removal(db: Connection, book: Ledger): Removal {
  const { visits, events, reported, recuts } = book
  const { next, keep, drop, kept, forget } = removalStatements(db)

  function take(site: IntakeSite, visit: Visit, seq: number, kept: Kept | null): void {
    if (kept) keep.run({ ...visit, ...kept, site: site.id, visit: visit.id, seq, n: kept.n++ })
    drop.run(visit.id, seq)
  }

  function removeFrom(
    site: IntakeSite,
    visit: Visit,
    uids: ReadonlySet<string>,
    kept: Kept | null,
  ): number {
    const rows = events.ofVisit(visit.id).filter(({ uid }) => uids.has(unpackId(uid)))
    if (rows.length === 0) return 0
    for (const { seq } of rows) take(site, visit, seq, kept)
    events.forget(visit.id)
    for (const row of rows) if (row.name === ENGAGEMENT) reported.recount(visit.visitor, row)
    recuts.mark(visit.visitor, dueBy(visit, rows))
    return rows.length
  }

  function putBack(site: IntakeSite, { n, visitor, client, place, ...facts }: Removed): void {
    const id = unpackId(facts.uid)
    if (facts.name !== PAGEVIEW) {
      lay(book, site, visitor, { id, facts, client, place })
      return
    }
    // What was reported on it meanwhile counts, too.
    const view = { ...facts, engaged: null, scroll: null }
    lay(book, site, visitor, { id, facts: view, client, place })
    reported.recount(visitor, { at: facts.at, of: facts.uid })
  }

  return {
    remove(site, places, removal) {
      const wanted = new Map<number, Set<string>>()
      for (const { visit, uid } of places)
        wanted.set(visit, (wanted.get(visit) ?? new Set()).add(unpackId(uid)))
      const kept = removal === null ? null : { removal, n: next.get(removal) ?? 1 }
      if (!kept) noteAll(db, book, wanted.keys())
      const found = [...wanted].flatMap(([id, uids]) => {
        const visit = visits.one(id)
        const count = visit ? removeFrom(site, visit, uids, kept) : 0
        return visit && count > 0 ? [{ visit, count }] : []
      })
      const count = found.reduce((sum, one) => sum + one.count, 0)
      return { events: count, visits: found.map(({ visit }) => visit) }
    },
    bringBack(site, removal, most) {
      const rows = kept.all(removal, most)
      for (const row of rows) putBack(site, row)
      forget.run(removal, rows.at(-1)?.n ?? 0)
      return rows.length
    },
  }
}

/** What they refer to may be nobody's now. */
function noteAll(db: Connection, { extents }: Ledger, visits: Iterable<number>): void {
  extents.watch()
  for (const id of visits) db.exec(noteLeftovers(`= ${Number(id)}`))
}

interface Kept {
  removal: number
  n: number
}

type Gone = Pick<EventFacts, 'at' | 'name' | 'user'>

/** What went may have begun the visit, held it together, or been what reports a day later told of. */
function dueBy({ start, last, heard }: Visit, gone: readonly Gone[]) {
  const end = Math.max(last, heard ?? 0)
  const named = gone.filter(({ user }) => user !== null).map(({ at }) => at)
  return {
    at: start - 1,
    last: gone.some(({ name }) => name === PAGEVIEW) ? end + LONGEST_MS : end,
    named: named.length > 0 ? end : null,
  }
}
