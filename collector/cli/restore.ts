import { chownSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { Command } from 'commander'
import { readConfig } from '../config.ts'
import { databasePath, openData, StartError, writableFolder } from '../data-folder.ts'
import { lockPath, takeServeLock } from '../serve-lock.ts'
import { settingFlags, withData } from './options.ts'
import { say } from './print.ts'
import { verifyDatabase } from './verify-database.ts'

/** A log left beside the old database would be replayed into the new one. */
const PARTS = ['', '-wal', '-shm']

function move(from: string, to: string): void {
  for (const part of PARTS) {
    rmSync(to + part, { force: true })
    if (existsSync(from + part)) renameSync(from + part, to + part)
  }
}

/** Puts the copy in the database's place and opens it once; if that fails, what was there comes back. */
async function swap(incoming: string, folder: string): Promise<void> {
  const path = databasePath(folder)
  const aside = `${path}.before-restore`
  move(path, aside)
  renameSync(incoming, path)
  try {
    await openData(folder).close()
  } catch (error) {
    if (existsSync(aside)) move(aside, path)
    throw error
  }
  if (existsSync(aside)) say(`what was there before is kept as ${aside}`)
}

/** Root restores for whoever serves the folder, and could otherwise leave files that they cannot write. */
function giveToOwner(folder: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(folder)
  for (const path of [databasePath(folder), lockPath(folder)]) chownSync(path, uid, gid)
}

async function restore(file: string, folder: string): Promise<void> {
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`)
  writableFolder(folder)
  const lock = takeServeLock(folder)
  if (lock === undefined) {
    throw new StartError(`A server is serving ${folder}. Stop it, restore, and start it again.`)
  }
  const incoming = `${databasePath(folder)}.incoming`
  try {
    copyFileSync(file, incoming)
    verifyDatabase(incoming, file)
    await swap(incoming, folder)
    giveToOwner(folder)
  } finally {
    rmSync(incoming, { force: true })
    lock.release()
  }
}

export function restoreCommand(): Command {
  return withData(new Command('restore'))
    .description('put a backup in the place of the database; the server must be stopped')
    .argument('<file>', 'made by `tributary backup`')
    .action(async (file: string, options: object) => {
      await restore(file, readConfig(settingFlags(options)).data)
      say(`restored ${file}`)
    })
}
