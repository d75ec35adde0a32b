import { addressShares } from '../../intake/address-shares.ts'
import { NO_LIMITS } from '../../intake/allowances.ts'
import type { AcquiredEvent, Outcome } from '../../intake/road.ts'
import type { Removal } from '../../intake/visits/removal.ts'
import { type Writer, writer } from '../../intake/visits/writer.ts'
import { type IntakeSite, loadIntakeSites, settingsVersion } from '../../settings/intake-site.ts'
import type { Limits } from '../changes.ts'
import type { Connection } from './open.ts'
import { type Quality, quality } from './quality.ts'
import { destroyOldSalts, type Salts, salts } from './salts.ts'

/** What one transaction may do. */
export interface Batch extends Removal {
  salts: Salts
  quality: Quality
  store(site: IntakeSite, event: AcquiredEvent): Outcome
}

/** The writing side of the file: sites as they are now, and all-or-nothing batches. */
export interface EventWriter {
  sites(): Map<string, IntakeSite>
  /** Runs `work` in one transaction; when it returns, everything is on the disk. */
  commit<T>(work: (batch: Batch) => T): T
  /** Cuts some of the visits that late events have left to be cut again. Answers whether more are left. */
  settle(): boolean
  /** Whether any are. */
  readonly isDue: boolean
  /** Destroys what may not be kept any longer. */
  tidy(): void
  /** Rows were removed through this connection: nothing kept in memory may be trusted. */
  forget(): void
}

/** What is kept in memory between two commits. */
interface Caches {
  sites: Map<string, IntakeSite>
  version: number
  file: number
  epoch: number
  writer: Writer
  quality: Quality
  salts: Salts
}

/**
 * The only object that writes events through `db`. Another process may write the same file: what is kept in
 * memory is thrown away when somebody else committed events, or settings changed. `limits`: of what browsers may add.
 */
export function eventWriter(
  db: Connection,
  now: () => number,
  limits: Limits = NO_LIMITS,
): EventWriter {
  const { fileVersion, epoch, advance } = versions(db)
  const inTransaction = transactions(db)
  const shares = addressShares()
  let caches = fresh()

  function fresh(): Caches {
    const counts = quality(db)
    return {
      ...settingsNow(db),
      file: fileVersion.get() as number,
      epoch: epoch.get() as number,
      writer: writer(db, { limits, now, quality: counts, shares }, () => caches.sites),
      quality: counts,
      salts: salts(db, now),
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

  function transact<T>(work: (batch: Batch) => T): T {
    refresh()
    const { writer, quality, salts } = caches
    const { store, remove, bringBack } = writer
    const answer = work({ salts, quality, store, remove, bringBack })
    writer.flush()
    quality.flush()
    caches.epoch = advance.get() as number
    return answer
  }

  function forget(): void {
    caches = fresh()
  }

  function run<T>(work: (batch: Batch) => T): T {
    try {
      return inTransaction(() => transact(work))
    } catch (error) {
      forget()
      throw error
    }
  }

  return {
    settle() {
      if (caches.writer.isDue) run(() => caches.writer.settle())
      return caches.writer.isDue
    },
    get isDue() {
      return caches.writer.isDue
    },
    sites() {
      refresh()
      return caches.sites
    },
    commit: run,
    forget,
    tidy() {
      if (destroyOldSalts(db, now()) > 0) caches.salts = salts(db, now)
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
