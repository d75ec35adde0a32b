import type { EventFacts } from '../event-rows.ts'
import type { Removed } from '../ledger.ts'
import { EVENT_COLUMNS, type StoredFacts } from './events.ts'
import { noteLeftovers } from './leftovers.ts'
import type { Connection } from './open.ts'
import { unpackId } from './uid.ts'

const FACTS = EVENT_COLUMNS.join(', ')

type Row = StoredFacts & { n: number; visitor: number; client: number; place: number }

/** `watch`: extents that are written from now on are noted. */
export function removed(db: Connection, watch: () => void): Removed {
  const next = db
    .prepare<[number], number>(
      'select coalesce(max(n), 0) + 1 from removed_event where removal = ?',
    )
    .pluck()
  const keep =
    db.prepare(`insert into removed_event (removal, n, site, visitor, client, place, ${FACTS})
    select @removal, @n, @site, @visitor, @client, @place, ${FACTS} from event
    where visit = @visit and seq = @seq`)
  const drop = db.prepare('delete from event where visit = ? and seq = ?')
  const first = db.prepare<[number, number], Row>(
    `select n, visitor, client, place, ${FACTS} from removed_event where removal = ? order by n limit ?`,
  )
  const forget = db.prepare('delete from removed_event where removal = ? and n <= ?')
  return {
    next: (removal) => next.get(removal) ?? 1,
    keep({ site, visitor, client, place }, { visit, seq }, { removal, n }) {
      keep.run({ site, visitor, client, place, visit, seq, removal, n })
    },
    drop({ visit, seq }) {
      drop.run(visit, seq)
    },
    noteLeftovers(visits) {
      watch()
      for (const id of visits) db.exec(noteLeftovers(`= ${Number(id)}`))
    },
    first: (removal, most) =>
      first.all(removal, most).map(({ n, visitor, client, place, ...stored }) => ({
        n,
        visitor,
        client,
        place,
        facts: factsOf(stored),
      })),
    forget(removal, n) {
      forget.run(removal, n)
    },
  }
}

function factsOf({ uid, of, ...facts }: StoredFacts): EventFacts {
  return { ...facts, id: unpackId(uid), of: of === null ? null : unpackId(of) }
}
