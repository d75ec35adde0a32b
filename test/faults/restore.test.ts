import { cpSync, existsSync, linkSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { addSite, dataFolder, exported, startServer, tributary } from '../server.ts'
import { altered, sitesInFile } from './database-file.ts'
import { bodyOf, databaseOf, expectInWords, ownFolder, pageview, SITE, send } from './sending.ts'

/** Ends the program as a power cut would, before its nth change of a file's name or content. */
function killAt(n: number): Record<string, string> {
  const calls = ['linkSync', 'renameSync', 'rmSync', 'copyFileSync', 'chownSync', 'fsyncSync']
  const code = `import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    let left = ${n}
    for (const name of ${JSON.stringify(calls)}) {
      const call = fs[name]
      fs[name] = (...args) => {
        left -= 1
        if (left === 0) process.kill(process.pid, 'SIGKILL')
        return call(...args)
      }
    }
    syncBuiltinESMExports()`
  return { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(code)}"` }
}

/** A folder whose server was killed, so that its last event lies in the log alone. */
let live: string
/** A backup of another, with one site. */
let backup: string

beforeAll(async () => {
  const other = dataFolder()
  await addSite(other, 'restored.example')
  backup = join(other, 'backup.sqlite')
  await tributary(['backup', backup, '--data', other])
  live = dataFolder()
  await addSite(live, SITE)
  const server = await startServer({ data: live })
  expect((await send(server.url, bodyOf([pageview('the-last-one')]))).status).toBe(202)
  await server.kill9()
  expect(readdirSync(live)).toContain('tributary.sqlite-wal')
})

function copyOf(data: string): string {
  const copy = ownFolder()
  cpSync(data, copy, { recursive: true })
  return copy
}

const restore = (data: string, file: string, env = {}) =>
  tributary(['restore', file, '--data', data], { env })

async function sites(data: string): Promise<string[]> {
  const ran = await tributary(['site', 'list', '--json', '--data', data])
  if (ran.code !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout).map(({ domain }: { domain: string }) => domain)
}

test('a restore killed at any step leaves what was there or what was restored, whole', async () => {
  const seen: string[] = []
  for (let n = 1; ; n++) {
    const data = copyOf(live)
    const { code } = await restore(data, backup, killAt(n))
    const [domain = 'nothing'] = await sites(data)
    seen.push(domain)
    if (domain === SITE) expect(await exported(data, SITE)).toHaveLength(1)
    // Asked again it does what was asked, and what was there is still kept.
    expect((await restore(data, backup)).code).toBe(0)
    expect(sitesInFile(data)).toEqual(['restored.example'])
    const kept = join(data, 'tributary.sqlite.before-restore')
    expect((await restore(data, kept)).code).toBe(0)
    expect(sitesInFile(data)).toEqual([SITE])
    if (code === 0) break
  }
  expect(seen.length).toBeGreaterThan(8)
  expect(new Set(seen)).toEqual(new Set([SITE, 'restored.example']))
}, 240_000)

test('a second restore keeps what the first one put aside', async () => {
  const data = copyOf(live)
  await restore(data, backup)
  const { stderr } = await restore(data, backup)
  expect(stderr).toMatch(/kept as .*before-restore-2\n/)
  expect((await restore(data, join(data, 'tributary.sqlite.before-restore'))).code).toBe(0)
  expect(await exported(data, SITE)).toHaveLength(1)
})

test('a damaged database is replaced, and kept with its log', async () => {
  const data = copyOf(live)
  writeFileSync(databaseOf(data), 'this was a database once'.repeat(1_000))
  expect((await restore(data, backup)).code).toBe(0)
  expect(await sites(data)).toEqual(['restored.example'])
  expect(readdirSync(data)).toContain('tributary.sqlite.before-restore-wal')
})

test('a copy made by hand with its log is restored with its last event', async () => {
  const copy = join(ownFolder(), 'by-hand.sqlite')
  for (const part of ['', '-wal']) cpSync(databaseOf(live) + part, copy + part)
  const data = ownFolder()
  expect((await restore(data, copy)).code).toBe(0)
  expect(await exported(data, SITE)).toHaveLength(1)
})

describe('no database is begun anew', () => {
  test.each(['.before-restore', '.incoming', '-wal'])('beside %s', async (part) => {
    const data = copyOf(live)
    renameSync(databaseOf(data), join(data, 'moved.sqlite'))
    for (const name of readdirSync(data).filter((one) => /-(wal|shm)$/.test(one)))
      renameSync(join(data, name), join(data, `moved-${name}`))
    linkSync(join(data, 'moved.sqlite'), databaseOf(data) + part)
    const started = await tributary(['serve', '--port', '0', '--data', data])
    expectInWords(started, new RegExp(`no database .*sqlite\\${part} .*tributary restore`))
    expectInWords(await tributary(['site', 'add', 'new.example', '--data', data]), /no database/)
    const doctor = await tributary(['doctor', '--data', data])
    expect(doctor).toMatchObject({ code: 1, stderr: expect.stringContaining('tributary restore') })
    if (part === '-wal') return
    // What the message says to do, does it.
    expect((await restore(data, databaseOf(data) + part)).code).toBe(0)
    expect(await sites(data)).toEqual([SITE])
  })

  test('but a first start that was cut short is begun again', async () => {
    const data = ownFolder()
    writeFileSync(databaseOf(data), '')
    await addSite(data, SITE)
    expect(await sites(data)).toEqual([SITE])
  })
})

describe('what is not ours is refused by name, and what is there stays', () => {
  const withMore = (sql: string) => () => altered(backup, sql)
  const strange: [string, () => string, RegExp][] = [
    ['an empty database', () => altered(undefined, 'vacuum'), /empty/],
    [
      'another program’s',
      () =>
        altered(undefined, 'create table migration (id integer, name text); create table t (a)'),
      /another program.*t/,
    ],
    [
      'another program’s, with migrations',
      () =>
        altered(
          undefined,
          `create table migration (name text); insert into migration values ('m20200101_init')`,
        ),
      /another program.*m20200101_init/,
    ],
    [
      'a name of ours without what it makes',
      () =>
        altered(
          undefined,
          `create table migration (name text); insert into migration values ('0001-settings')`,
        ),
      /lacks the table setting_version, table site/,
    ],
    [
      'a trigger that rides along',
      withMore(`create trigger quiet after insert on session begin delete from user; end`),
      /trigger quiet/,
    ],
    [
      'a trigger in the place of ours',
      withMore(`drop trigger site_insert;
          create trigger site_insert after insert on site begin delete from user; end`),
      /trigger site_insert/,
    ],
    [
      'a table of another kind',
      withMore('create virtual table theirs using fts5 (a)'),
      /table theirs/,
    ],
    [
      'a table that holds on to ours',
      withMore('create table theirs (site references site (id))'),
      /table theirs/,
    ],
    [
      'a column more that works something out',
      withMore('alter table site add column loud text as (upper(name))'),
      /table site/,
    ],
    [
      'an index that works something out',
      withMore('create index theirs on site (upper(name))'),
      /index theirs/,
    ],
    [
      'an index of some rows',
      withMore(`create index theirs on site (name) where abs(id) > 1`),
      /index theirs/,
    ],
    [
      'an index that refuses rows',
      withMore('create unique index theirs on site (timezone)'),
      /index theirs/,
    ],
    [
      'a trigger by a name of SQLite’s own',
      withMore(`create trigger quiet after insert on session begin delete from user; end;
          pragma writable_schema = on;
          update sqlite_schema set name = 'sqlite_quiet',
            sql = replace(sql, 'quiet', 'sqlite_quiet') where name = 'quiet'`),
      /trigger sqlite_quiet/,
    ],
    ['a view', withMore('create view v as select * from user'), /view v/],
    ['a folder', () => ownFolder(), /is no file/],
  ]

  test.each(strange)('%s', async (_, file, words) => {
    const data = copyOf(live)
    const named = file()
    expectInWords(await restore(data, named), words)
    expect(await exported(data, SITE)).toHaveLength(1)
    expect(readdirSync(data).filter((name) => /incoming|before/.test(name))).toEqual([])
  })

  test('nor is it served, or changed', async () => {
    const file = altered(undefined, 'create table theirs (a); insert into theirs values (1)')
    const data = ownFolder()
    cpSync(file, databaseOf(data))
    expectInWords(
      await tributary(['serve', '--port', '0', '--data', data]),
      /another program.*theirs/,
    )
    const db = new Database(databaseOf(data), { readonly: true })
    expect(db.prepare('select name from sqlite_schema').pluck().all()).toEqual(['theirs'])
    db.close()
  })

  test('nor is it backed up as ours', async () => {
    const data = ownFolder()
    cpSync(altered(undefined, 'create table theirs (a)'), databaseOf(data))
    const file = join(ownFolder(), 'copy.sqlite')
    expectInWords(
      await tributary(['backup', file, '--data', data]),
      /tributary\.sqlite is .*theirs/,
    )
    expect(existsSync(file)).toBe(false)
  })

  test.each([
    'create index mine on site (name)',
    'create table _litestream_seq (id integer primary key, seq integer)',
    'create table mine (a); create unique index of_mine on mine (length(a))',
  ])('but what the operator or Litestream adds is no reason: %s', async (sql) => {
    expect((await restore(ownFolder(), altered(backup, sql))).code).toBe(0)
  })
})
