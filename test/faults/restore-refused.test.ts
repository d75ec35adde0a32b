import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { tributary } from '../server.ts'
import { altered, eventsInFile } from './database-file.ts'
import { copyOf, restore, useFolders } from './restoring.ts'
import { databaseOf, expectInWords, ownFolder } from './sending.ts'

const folders = useFolders()

describe('what is not ours is refused by name, and what is there stays', () => {
  const withMore = (sql: string) => () => altered(folders.backup, sql)
  const nothingBut = (sql: string) => () => altered(undefined, sql)
  const strange: [string, () => string, RegExp][] = [
    ['an empty database', nothingBut('vacuum'), /empty/],
    [
      'another program’s',
      nothingBut('create table migration (id integer, name text); create table t (a)'),
      /another program.*t/,
    ],
    [
      'another program’s, with migrations',
      nothingBut(
        `create table migration (name text); insert into migration values ('m20200101_init')`,
      ),
      /another program.*m20200101_init/,
    ],
    [
      'a name of ours without what it makes',
      nothingBut(
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
    const data = copyOf(folders.live)
    const named = file()
    expectInWords(await restore(data, named), words)
    expect(eventsInFile(data)).toHaveLength(1)
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
    expect((await restore(ownFolder(), altered(folders.backup, sql))).code).toBe(0)
  })
})
