import { rmSync } from 'node:fs'

/** Removes a database file with what SQLite keeps beside it, if they are there: a journal would be played into the next. */
export function removeDatabaseFile(path: string): void {
  for (const part of ['', '-journal', '-wal', '-shm']) rmSync(path + part, { force: true })
}
