import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { type SqlDoor, sqlDoor } from '../../collector/sql/door.ts'
import type { App } from '../http/server.ts'
import { HERE, NOW, twoSites } from './two-sites.ts'

// Inside the repository, so that the bundles find the packages.
const folder = join(import.meta.dirname, `../../node_modules/.cache/tributary-sql-${process.pid}`)
const source = (name: string) => join(import.meta.dirname, `../../collector/sql/${name}.ts`)
const caller = { key: 'token x', guest: false }
const ENDLESS =
  'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'

let app: App
const ending = new AbortController()
beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: { 'sql-child': source('child'), 'sql-watch': source('watch') },
    outdir: folder,
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external' },
    logLevel: 'silent',
  })
  app = await twoSites()
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

function door(more: Partial<Parameters<typeof sqlDoor>[0]> = {}): SqlDoor {
  const path = databasePath(app.folder)
  const script = pathToFileURL(join(folder, 'sql-child.js'))
  return sqlDoor({ path, script, limit_ms: 30_000, now: () => NOW, ...more })
}

const ask = (to: SqlDoor, query: string, signal?: AbortSignal) =>
  to.ask(HERE, { query }, { caller, ...(signal && { signal }) })

describe('a query in its process', () => {
  test('is answered, and refused in the same words as here', async () => {
    expect(await ask(door(), 'select count(*) as visits from visits')).toMatchObject({
      columns: ['visits'],
      rows: [[1]],
    })
    await expect(ask(door(), 'select * from visit')).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining('"visits"'),
    })
    await expect(
      door().ask('nowhere.example', { query: 'select 1' }, { caller }),
    ).rejects.toMatchObject({
      status: 404,
    })
    await expect(door().ask(HERE, { sql: 'select 1' }, { caller })).rejects.toMatchObject({
      status: 400,
    })
  })

  test.each([
    ['that counts for ever', ENDLESS],
    [
      'that joins all with all',
      `select count(*) from (${'values (1) union all '.repeat(60)} values (1)) a,
      json_each('[${'0,'.repeat(400)}0]') b, json_each('[${'0,'.repeat(400)}0]') c, json_each('[${'0,'.repeat(400)}0]') d`,
    ],
  ])('%s is ended when its time is over', async (_, query) => {
    await expect(ask(door({ limit_ms: 700 }), query)).rejects.toMatchObject({
      status: 503,
      message: expect.stringContaining('took longer'),
    })
  })

  test.each([
    [
      'one text that doubles',
      "with recursive n(t) as (values ('0123456789abcdef') union all select t || t from n) select max(length(t)) from n",
    ],
    [
      'many at once',
      'select group_concat(hex(randomblob(100000))) from json_each((select json_group_array(i) from (with recursive n(i) as (select 1 union all select i + 1 from n limit 100000) select i from n)))',
    ],
    [
      'rows that are all different',
      "with recursive n(i, text) as (select 1, '' union select i + 1, hex(randomblob(500)) from n) select count(*) from n",
    ],
    [
      'rows to be put in order',
      'with recursive n(i) as (select 1 union all select i + 1 from n) select hex(randomblob(500)) as x from n order by x',
    ],
  ])('is ended when it takes too much memory: %s', async (_, query) => {
    await expect(ask(door({ most_bytes: 250_000_000 }), query)).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(/too much memory|too big/),
    })
  })

  test('is ended when nobody waits any more, and when the server ends', async () => {
    const left = new AbortController()
    const waiting = ask(door(), ENDLESS, left.signal)
    setTimeout(() => left.abort(new Error('gone')), 400)
    await expect(waiting).rejects.toThrow('gone')
    const closing = ask(door({ ending: ending.signal }), ENDLESS)
    setTimeout(() => ending.abort(), 400)
    await expect(closing).rejects.toBeDefined()
  })

  test('waits for the one before of the same caller, and no other caller waits for it', async () => {
    const one = door()
    const left = new AbortController()
    const endless = ask(one, ENDLESS, left.signal).catch(() => 'ended')
    const second = ask(one, 'select 2')
    const others = one.ask(HERE, { query: 'select 3' }, { caller: { key: 'other', guest: false } })
    expect((await others).rows).toEqual([[3]])
    left.abort(new Error('gone'))
    expect(await endless).toBe('ended')
    expect((await second).rows).toEqual([[2]])
  })
})
