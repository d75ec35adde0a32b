import type { Ledger } from '../ledger.ts'
import { allowances } from './allowances.ts'
import { events } from './events.ts'
import { type Extents, extents } from './extents.ts'
import { held } from './held.ts'
import { interner } from './interner.ts'
import type { Connection } from './open.ts'
import { persons } from './persons.ts'
import { quality } from './quality.ts'
import { recuts } from './recuts.ts'
import { removed } from './removed.ts'
import { salts } from './salts.ts'
import { seen } from './seen.ts'
import { spellings } from './spellings.ts'
import { SqliteVisits } from './sqlite-visits.ts'
import { views } from './views.ts'

export interface SqliteLedger extends Ledger {
  /** Writes what is kept back until the commit. */
  flush(): void
}

export function ledger(db: Connection, now: () => number): SqliteLedger {
  return withExtents(db, now, extents(db))
}

function withExtents(db: Connection, now: () => number, extents: Extents): SqliteLedger {
  const visits = new SqliteVisits(db, extents)
  const writeVisits = () => visits.flush()
  const ids = seen(db)
  const counts = quality(db)
  return {
    ids,
    visits,
    quality: counts,
    interner: interner(db),
    spellings: spellings(db),
    persons: persons(db, writeVisits),
    events: events(db),
    views: views(db, writeVisits),
    recuts: recuts(db),
    removed: removed(db, extents.watch),
    allowances: allowances(db),
    salts: salts(db, now),
    held: held(db),
    flush() {
      visits.flush()
      extents.flush()
      ids.flush()
      counts.flush()
    },
  }
}
