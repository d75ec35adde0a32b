import { existsSync, renameSync, rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { Command } from 'commander'
import { StartError } from '../data-folder.ts'
import { withData } from './options.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'
import { verifyDatabase } from './verify-database.ts'
import { withOpenData } from './with-data.ts'

/** Copies online: a running server goes on writing, and the copy is of one moment. */
async function backup(source: Database.Database, file: string): Promise<void> {
  const partial = `${file}.partial`
  const bar = progressBar('backup')
  rmSync(partial, { force: true })
  try {
    await source.backup(partial, {
      progress: ({ totalPages, remainingPages }) => {
        bar(totalPages === 0 ? 0 : 1 - remainingPages / totalPages)
        return 2_000
      },
    })
    verifyDatabase(partial)
    renameSync(partial, file)
  } finally {
    rmSync(partial, { force: true })
  }
}

export function backupCommand(): Command {
  return withData(new Command('backup'))
    .description('copy the database, with or without a running server, and verify the copy')
    .argument('<file>', 'where to; must not exist')
    .action(async (file: string, options: object) => {
      if (existsSync(file)) throw new StartError(`${file} exists already; choose another name.`)
      await withOpenData(options, ({ db }) => backup(db, file))
      say(`backed up to ${file}`)
    })
}
