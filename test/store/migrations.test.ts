import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../collector/store/sqlite/migrate.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { MIGRATION_TABLE, type Migration } from '../../collector/store/sqlite/recognise.ts'

const FOLDER = new URL('../../collector/store/sqlite/migrations/', import.meta.url)

async function migrations(): Promise<Migration[]> {
  const files = readdirSync(FOLDER).sort()
  return Promise.all(files.map((file): Promise<Migration> => import(new URL(file, FOLDER).href)))
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tributary-migrations-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a migration that files have been through says for ever what it said', async () => {
  const said = (await migrations()).map(
    ({ name, up }) => `${name} ${createHash('sha256').update(up).digest('hex').slice(0, 16)}`,
  )
  await expect(`${said.join('\n')}\n`).toMatchFileSnapshot('migrations.txt')
})

test('a file of any earlier version is recognised, copied aside and brought forward', async () => {
  const all = await migrations()
  for (const [count, { name }] of [...all.entries()].slice(1)) {
    const path = join(folder, `${name}.db`)
    const db = openDatabase(path)
    // No power is cut here.
    db.pragma('synchronous = off')
    db.exec(MIGRATION_TABLE)
    for (const earlier of all.slice(0, count)) {
      db.exec(earlier.up)
      db.prepare('insert into migration values (?, 1)').run(earlier.name)
    }
    expect(migrate(db, path)).toEqual(all.slice(count).map((later) => later.name))
    expect(existsSync(`${path}.before-${name}`)).toBe(true)
    db.close()
  }
  // Each of them is made of all before it: that takes its time beside other work.
}, 120_000)

test('of sites with the same website id of Umami’s the oldest keeps it', async () => {
  const all = await migrations()
  const at = all.findIndex(({ name }) => name === '0058-umami-website-once')
  const db = openDatabase(join(folder, 'twice.db'))
  // No power is cut here.
  db.pragma('synchronous = off')
  db.exec(MIGRATION_TABLE)
  for (const earlier of all.slice(0, at)) {
    db.exec(earlier.up)
    db.prepare('insert into migration values (?, 1)').run(earlier.name)
  }
  const add = db.prepare(
    `insert into site (id, domain, name, timezone, currency, visit_timeout_minutes, split_on_campaign,
      week_start, identity, hostnames, script, created_at, umami_website_id)
    values (?, ?, '', 'UTC', 'USD', 30, 1, 'monday', 'cookieless', '[]', '{}', 0, ?)`,
  )
  const ids = [null, 'a', 'b', 'a', null, 'a', 'b', 'c']
  for (const [id, uuid] of ids.entries()) add.run(id + 1, `${id}.example`, uuid)
  migrate(db)
  const kept = db.prepare<[], string>('select umami_website_id from site order by id').pluck().all()
  expect(kept).toEqual([null, 'a', 'b', null, null, null, null, 'c'])
  expect(() => add.run(9, '9.example', 'c')).toThrow(/UNIQUE/u)
  db.close()
})
