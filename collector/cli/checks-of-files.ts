import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Config } from '../config.ts'
import { leftBehind, PUT_BACK } from '../data-folder.ts'
import { databasePath } from '../database-path.ts'
import { openToOthers } from '../private-files.ts'
import { lockPath } from '../serve-lock.ts'
import { codeOf } from '../storage-trouble.ts'
import { recogniseDatabase } from '../store/sqlite/migrate.ts'
import { type Finding, finding, MEBIBYTE } from './finding.ts'

/** Whether the folder and what the server writes there can be written. */
export function folder({ data }: Config): Finding {
  if (!existsSync(data))
    return finding('folder', 'warn', `${data} is not there yet`, 'start the server; it makes it')
  const path = databasePath(data)
  const all = [data, path, `${path}-wal`, `${path}-shm`, lockPath(data)]
  const closed = all.filter((one) => existsSync(one) && !isWritable(one))
  if (closed.length === 0) return finding('folder', 'good', data)
  const mend = `run as the user whom they belong to, or give them to this one (chown)`
  return finding('folder', 'bad', `${closed.join(', ')} cannot be written`, mend)
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false // what Node throws is the answer
  }
}

function integrity(path: string): string {
  const db = new Database(path, { readonly: true })
  try {
    const answer = String(db.pragma('integrity_check(1)', { simple: true }))
    if (answer === 'ok') recogniseDatabase(db, path)
    return answer
  } finally {
    db.close()
  }
}

const RESTORE = 'restore a backup with "tributary restore <file>"'

/** Whether the database is there, whole and ours. */
export function database({ data }: Config): Finding {
  const path = databasePath(data)
  const left = leftBehind(data)
  if (left.length > 0) {
    const detail = `no ${path}, but ${left.join(' and ')}: a restore was interrupted, or it was moved`
    return finding('database', 'bad', detail, PUT_BACK)
  }
  if (!existsSync(path))
    return finding('database', 'warn', `no ${path} yet`, 'start the server; it makes it')
  try {
    const answer = integrity(path)
    const size = `${Math.ceil(statSync(path).size / MEBIBYTE)} MiB`
    return answer === 'ok'
      ? finding('database', 'good', `${path}, ${size}`)
      : finding('database', 'bad', answer, RESTORE)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const full = /^SQLITE_(FULL|IOERR)/u.test(codeOf(error))
    return finding('database', 'bad', detail, full ? 'make room, then look again' : RESTORE)
  }
}

/** Whether others on this machine can read what lies there. */
export function privacy({ data }: Config): Finding {
  const open = existsSync(data) ? openToOthers(data) : []
  if (open.length === 0) return finding('privacy', 'good', 'only this user reads the data')
  const mend = `chmod go= ${open.join(' ')}`
  return finding('privacy', 'warn', `others can get at ${open.join(', ')}`, mend)
}

const ASIDE = /^tributary\.sqlite\.(before-|incoming)/u

/** Copies that upgrades and restores leave, which nobody but the operator may remove. */
export function setAside({ data }: Config): Finding {
  const names = existsSync(data) ? readdirSync(data).filter((name) => ASIDE.test(name)) : []
  const bytes = names.reduce((sum, name) => sum + statSync(join(data, name)).size, 0)
  const size = `${Math.ceil(bytes / MEBIBYTE)} MiB`
  const detail = names.length === 0 ? 'none' : `${size} that can be removed: ${names.join(', ')}`
  return finding('copies', 'good', detail)
}
