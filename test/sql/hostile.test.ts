import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { Refusal } from '../../collector/refusal.ts'
import { emptyScratch, withFile } from '../../collector/sql/scratch.ts'
import { askingStatement } from '../../collector/sql/statement.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import type { App } from '../http/server.ts'
import { asking, SECRET, twoSites } from './two-sites.ts'

let app: App
let file: string
let names: string[]
beforeAll(async () => {
  app = await twoSites()
  file = databasePath(app.folder)
  const db = openDatabase(file, { readonly: true })
  names = db.prepare<[], string>('select name from sqlite_schema').pluck().all()
  db.close()
})
afterAll(() => app.close())

/** What the query tells, as text; what it is refused with, otherwise. Anything else fails the test. */
async function told(query: string): Promise<string> {
  try {
    return JSON.stringify((await asking(app, query)).rows)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return `refused: ${error.message}`
  }
}

describe('what is no question is refused', () => {
  const target = () => join(app.folder, 'stolen.sqlite')
  test.each([
    ['a file that is attached', () => `attach '${file}' as f`],
    ['one behind a comment', () => `/* select */ -- select\n attach '${file}' as f`],
    ['a copy of the database', () => `vacuum main into '${target()}'`],
    ['two statements', () => `select 1; attach '${file}' as f`],
    ['two statements in one comment', () => `select 1 /* */; select * from visits`],
    ['a pragma', () => 'pragma database_list'],
    ['a pragma that sets', () => 'pragma query_only = off'],
    ['the plan of a statement', () => 'explain select * from visits'],
    ['a change', () => "update visits set channel = 'x'"],
    ['a change that answers', () => 'delete from visits returning *'],
    ['a change behind WITH', () => 'with x as (select 1) delete from visits returning *'],
    ['a table', () => 'create table x as select * from visits'],
    ['a transaction', () => 'begin'],
    ['a virtual table', () => 'create virtual table x using fts5(y)'],
    ['a NUL', () => 'select 1 \0 from user'],
    ['nothing', () => ''],
    ['a comment that does not end', () => '/* select'],
  ])('%s', async (_, query) => {
    expect(await told(query())).toMatch(/^refused: /)
    expect(existsSync(target())).toBe(false)
  })
})

describe('what the file holds beside the tables cannot be named', () => {
  test('none of its tables, indexes and triggers, in any schema and spelling', async () => {
    const ways = (name: string) => [
      name,
      `main.${name}`,
      `temp.${name}`,
      `data.${name}`,
      `"data"."${name.toUpperCase()}"`,
      `[data].[${name}]`,
    ]
    // As a query is prepared, before and after the file was there.
    const scratch = emptyScratch('UTC')
    withFile(scratch, file, () => undefined)
    const UNKNOWN = /^(?:unknown table|no such table|unrecognized token|near)/
    for (const way of names.filter((name) => name !== 'spend').flatMap(ways)) {
      expect(() => askingStatement(scratch, `select * from ${way}`), way).toThrow(UNKNOWN)
    }
    scratch.close()
    for (const way of ['user', 'token', 'visit', 'data.site'].flatMap(ways))
      expect(await told(`select * from ${way}`)).toMatch(/^refused: /)
  })

  test.each([
    'select * from sqlite_schema',
    'select * from sqlite_master, pragma_database_list',
    'select * from sqlite_temp_schema',
    'select * from pragma_database_list',
    'select * from pragma_table_list',
    "select * from pragma_table_info('user')",
    "select * from pragma_table_xinfo('user', 'data')",
    "select * from pragma_index_list('user')",
    "select * from pragma_foreign_key_list('token')",
    'select * from pragma_stats',
    'select * from dbstat',
    "select * from dbstat('data')",
    "select * from dbstat where schema = 'data'",
    "select * from sqlite_dbpage('data')",
    "select * from sqlite_dbdata('data')",
    "select * from fts5vocab('data', 'user', 'row')",
    "select * from fts3tokenize('simple', 'x')",
    'select * from data.sqlite_schema',
    'select * from data.sqlite_sequence',
    'select * from sqlite_stat4',
    "select load_extension('/tmp/x.so')",
    "select load_extension('mod_spatialite')",
    "select fts3_tokenizer('simple')",
    "select fts3_tokenizer('simple', x'0000000000000000')",
    'select readfile(:f)',
    "select writefile('/tmp/x', 'x')",
    "select edit('x')",
    "select * from csv('/etc/passwd')",
    "select * from fsdir('/')",
    "select * from zipfile('/x')",
    "select * from bytecode('select * from user')",
    'select * from sqlite_stmt',
    "select * from completion('sel')",
    'select sqlite_source_id(), sqlite_compileoption_get(1)',
    'select rowid, oid, _rowid_ from visits',
    'select * from visits where rowid in (select rowid from events)',
    'select * from visits indexed by visit_person',
    'with user as (select * from main.user) select * from user',
    'with visits as (select * from visits) select * from visits',
    "select tally(1), rate_at('USD', 1), histories(1)",
    "select person_name(2, 'x'), id_text(x'00'), person_key(1), local_day('x'), decimal(1, 'USD')",
    'select (select group_concat(sql) from sqlite_schema)',
    'values ((select password from user))',
    'select * from (values(1)) natural join "user"',
    'select * from visits union all select * from visit',
    "select x.* from json_each('[1]') x, visits",
    'select * from `visit` where 1 /* \' */ -- "',
    "select 'x' from visits where channel like (select hash from token)",
  ])('%s', async (query) => {
    expect(await told(query)).not.toMatch(new RegExp(`${SECRET}|${file}|hash text`, 'i'))
  })

  test('nothing of the other site shows through an error that depends on its rows', async () => {
    const query =
      "select count(*) from visits where case when source like 'zq%' then abs(-9223372036854775808) else 1 end"
    expect(await told(query)).toBe('[[1]]')
  })

  test('whatever is put together of its words and ours, no row is another’s', async () => {
    const words = fc.constantFrom(
      ...['select', '*', 'from', 'visits', 'events', 'people', 'accounts', 'conversions', 'spend'],
      ...[
        'main.',
        'data.',
        'temp.',
        '"data".',
        'user',
        'token',
        'session',
        'visit',
        'person',
        'site',
      ],
      ...[
        'sqlite_schema',
        'pragma_database_list',
        'union all',
        'join',
        ',',
        '(',
        ')',
        'where',
        '1',
      ],
      ...['with', 'as', 'x', 'attach', ';', '--', '/*', '*/', 'rowid', 'limit 5', 'natural join'],
      ...['explain', 'pragma', 'returning', 'insert into', 'values', 'in', 'exists', 'order by 1'],
    )
    const random = fc.array(words, { minLength: 1, maxLength: 10 }).map((list) => list.join(' '))
    const likely = fc
      .array(words, { minLength: 1, maxLength: 6 })
      .map((list) => `select * from ${list.join(' ')}`)
    const glued = random.map((text) => text.replaceAll('. ', '.'))
    await fc.assert(
      fc.asyncProperty(fc.oneof(random, likely, glued), async (query) => {
        expect(await told(query)).not.toContain(SECRET)
      }),
      { numRuns: 200 },
    )
  })
})
