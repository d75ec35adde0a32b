import { storageTrouble } from '../../storage-trouble.ts'
import { type Connection, openDatabase } from './open.ts'

/** Writes what an answer found, where the file can be written now; where not, the answer is the same. */
export interface UnitWriter {
  /** Undefined where nothing could be written. */
  attempt<T>(work: (db: Connection) => T): T | undefined
  close(): void
}

/** What others write comes first: a row that is not kept is worked out once more. */
const PATIENCE_MS = 1_000

/** One connection for all of an answer, opened with the first that is to be written. */
export function unitWriter(path: string): UnitWriter {
  let db: Connection | undefined
  return {
    attempt(work) {
      try {
        db ??= openDatabase(path, { patience: PATIENCE_MS })
        return work(db)
      } catch (error) {
        const trouble = storageTrouble(error)
        if (trouble === undefined || trouble === 'damaged') throw error
        return undefined
      }
    },
    close() {
      db?.close()
    },
  }
}
