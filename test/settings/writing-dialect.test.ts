import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'

let folder: string
let db: Connection
let settings: Settings

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-dialect-'))
  db = openDatabase(join(folder, 'tributary.db'))
  db.exec('create table t (a)')
  settings = openSettings(db)
})
afterEach(async () => {
  await settings.destroy()
  rmSync(folder, { recursive: true })
})

const texts = () => db.prepare('select a from t').pluck().all()

test('a full file is told as such, though SQLite has rolled back by itself', async () => {
  const pages = db.pragma('page_count', { simple: true }) as number
  db.pragma(`max_page_count = ${pages + 5}`)
  const writing = settings.transaction().execute(async (trx) => {
    await sql`insert into t values ('first')`.execute(trx)
    await sql`insert into t values (${'much'.repeat(20_000)})`.execute(trx)
  })
  await expect(writing).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  expect(texts()).toEqual([])
  await settings.transaction().execute((trx) => sql`insert into t values ('next')`.execute(trx))
  expect(texts()).toEqual(['next'])
})

test('what fails otherwise is rolled back, too', async () => {
  const writing = settings.transaction().execute(async (trx) => {
    await sql`insert into t values ('first')`.execute(trx)
    throw new TypeError('not of the file')
  })
  await expect(writing).rejects.toThrow('not of the file')
  expect([db.inTransaction, texts()]).toEqual([false, []])
})
