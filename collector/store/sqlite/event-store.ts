import type { IntakeSite } from '../../settings/intake-site.ts'
import { loadIntakeSites, settingsVersion } from '../../settings/intake-site.ts'
import type { EventStore, Ledger } from '../ledger.ts'
import { ledger, type SqliteLedger } from './ledger.ts'
import type { Connection } from './open.ts'
import { destroyOldSalts, salts } from './salts.ts'

/** What is kept in memory between two commits. */
interface Caches {
  sites: Map<string, IntakeSite>
  version: number
  file: number
  epoch: number
  ledger: SqliteLedger
}

/**
 * The only object that writes events through `db`. Another process may write the same file: what is kept in
 * memory is thrown away when somebody else committed events, or settings changed.
 */
export function eventStore(db: Connection, now: () => number): EventStore {
  const { fileVersion, epoch, advance } = versions(db)
  const inTransaction = transactions(db)
  let caches = fresh()

  function fresh(): Caches {
    return {
      ...settingsNow(db),
      file: fileVersion.get() as number,
      epoch: epoch.get() as number,
      ledger: ledger(db, now),
    }
  }

  /** One cheap question a batch: has anybody else written? */
  function refresh(): void {
    const file = fileVersion.get() as number
    if (file === caches.file) return
    if ((epoch.get() as number) !== caches.epoch) caches = fresh()
    if (settingsVersion(db) !== caches.version) Object.assign(caches, settingsNow(db))
    caches.file = file
  }

  function transact<T>(work: (ledger: Ledger) => T): T {
    refresh()
    const { ledger } = caches
    const answer = work(ledger)
    ledger.flush()
    caches.epoch = advance.get() as number
    return answer
  }

  function forget(): void {
    caches = fresh()
  }

  return {
    sites() {
      refresh()
      return caches.sites
    },
    ledger: () => caches.ledger,
    commit(work) {
      try {
        return inTransaction(() => transact(work))
      } catch (error) {
        forget()
        throw error
      }
    },
    forget,
    tidy() {
      if (destroyOldSalts(db, now()) > 0) caches.ledger.salts = salts(db, now)
    },
  }
}
function settingsNow(db: Connection): Pick<Caches, 'sites' | 'version'> {
  return { sites: loadIntakeSites(db), version: settingsVersion(db) }
}

function versions(db: Connection) {
  return {
    /** Moves when another connection has committed to the file. */
    fileVersion: db.prepare<[], number>('pragma data_version').pluck(),
    epoch: db.prepare('select epoch from writer').pluck(),
    advance: db.prepare('update writer set epoch = epoch + 1 returning epoch').pluck(),
  }
}

/** All or nothing; when it returns, it is on the disk. */
function transactions(db: Connection): <T>(work: () => T) => T {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  return (work) => {
    begin.run()
    try {
      const answer = work()
      commit.run()
      return answer
    } catch (error) {
      if (db.inTransaction) db.exec('rollback')
      throw error
    }
  }
}
