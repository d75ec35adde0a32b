import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PostgresAddress } from '../../collector/postgres-address.ts'
import { loadIntakeSites } from '../../collector/settings/intake-site.ts'
import { pull } from '../../collector/settings/postgres/copy.ts'
import { sharedSettings } from '../../collector/settings/postgres/open.ts'
import { addSite, SiteInput } from '../../collector/settings/sites.ts'
import { newFolder, type Opened, openThere, removeFolder } from './folder.ts'
import { type PostgresServer, postgresServer } from './server.mjs'

/** Faults that others met with PostgreSQL beneath several processes. */
const folder = newFolder()
let postgres: PostgresServer
let data: Opened

function addressOf(url: string): PostgresAddress {
  const address = PostgresAddress.parse(url)
  if (!address) throw new Error(`${url} is no address`)
  return address
}

beforeAll(async () => {
  postgres = await postgresServer()
  data = await openThere(folder, addressOf(postgres.url('postgres')))
})
afterAll(async () => {
  await data.close()
  await postgres.remove()
  removeFolder(folder)
})

const domains = () => [...loadIntakeSites(data.db).keys()].sort()
const copy = () => pull(data.db, data.shared.pool)

async function client(): Promise<pg.Client> {
  const made = new pg.Client({ connectionString: postgres.url('postgres') })
  made.on('error', () => undefined)
  await made.connect()
  return made
}

/** How many wait for a lock. */
async function waiting(): Promise<number> {
  const locks = await data.shared.pool.query('select 1 from pg_locks where not granted')
  return locks.rows.length
}

const ADD = `insert into site (domain, name, timezone, currency, visit_timeout_minutes, split_on_campaign,
  week_start, identity, hostnames, script, created_at)
  values ($1, $1, 'UTC', 'USD', 30, 1, 'monday', 'cookieless', '[]', '{}', 0)`

test('a number that is drawn first and committed last is not passed over (kamu-cli 1398, eventuous 222)', async () => {
  const [early, late] = [await client(), await client()]
  await early.query('begin')
  await early.query(ADD, ['early.example'])
  const added = late.query(ADD, ['late.example'])
  await expect.poll(waiting).toBe(1)
  await copy()
  await early.query('commit')
  await added
  await copy()
  expect(domains()).toEqual(['early.example', 'late.example'])
  await Promise.all([early.end(), late.end()])
})

test('what is rolled back is copied nowhere, and hides nothing that comes after (postgresql-event-sourcing 2)', async () => {
  const one = await client()
  await one.query('begin')
  await one.query(ADD, ['never.example'])
  await one.query('rollback')
  await one.query(ADD, ['after.example'])
  await copy()
  expect(domains()).toContain('after.example')
  expect(domains()).not.toContain('never.example')
  await one.end()
})

test('a transaction whose server is killed between two statements ends, and the process goes on (node-postgres 2762, 2635)', async () => {
  const site = SiteInput.parse({ domain: 'cut.example' })
  await expect(
    data.settings.transaction().execute(async (transaction) => {
      await addSite(transaction, site, 0)
      await postgres.kill()
      await wait(200)
      await addSite(transaction, SiteInput.parse({ domain: 'cut-2.example' }), 0)
    }),
  ).rejects.toMatchObject({ status: 503 })
  await postgres.start()
  await expect.poll(() => copy().then(() => 'copied')).toBe('copied')
  expect(domains()).not.toContain('cut.example')
  const again = async () => (await addSite(data.settings, site, 0)).domain
  await expect.poll(again).toBe('cut.example')
})

test('a text with the character U+0000 is refused with the reason (mattermost docs 7163)', async () => {
  const site = SiteInput.parse({ domain: 'nul.example', name: 'a\0b' })
  await expect(addSite(data.settings, site, 0)).rejects.toMatchObject({ status: 422 })
})

test('names that differ in case alone are one, as in the file (goiabada 221)', async () => {
  const one = await client()
  const add = `insert into "user" (id, email, created_at) values ($1, $2, 0)`
  await one.query(add, ['1', 'Bob@x.example'])
  await expect(one.query(add, ['2', 'bob@X.example'])).rejects.toMatchObject({ code: '23505' })
  await one.query(add, ['3', 'böb@x.example'])
  const found = await data.settings
    .selectFrom('user')
    .select('id')
    .where('email', '=', 'BOB@x.example')
    .execute()
  expect(found).toEqual([{ id: '1' }])
  await one.end()
})

describe('what a reviewer found', () => {
  test('a transaction that cannot begin leaves nothing behind in the pool', async () => {
    const held = await client()
    await held.query('begin')
    await held.query('select pg_advisory_xact_lock(7301002)')
    const { settings, shared } = data
    await shared.pool.query(`alter role postgres set lock_timeout = '200ms'`)
    const few = sharedSettings(addressOf(postgres.url('postgres')))
    const add = (n: number) =>
      addSite(few.settings, SiteInput.parse({ domain: `pool-${n}.example` }), 0)
    await expect(add(1)).rejects.toMatchObject({ status: 503 })
    await held.query('rollback')
    for (let n = 2; n < 12; n += 1) await add(n)
    await few.close()
    await shared.pool.query('alter role postgres reset lock_timeout')
    await held.end()
    expect(await settings.selectFrom('site').select('id').execute()).not.toHaveLength(0)
  })

  test('rows that name what comes in a later part are copied with it', async () => {
    const one = await client()
    const { rows } = await one.query(`${ADD} returning id`, ['parts.example'])
    const site = Number(rows[0].id)
    await one.query(`update site set name = 'changed' where id = $1`, [site])
    await one.query(
      `insert into rate (site, base, currency, day, rate)
      select $1, 'EUR', 'USD', n::text, 1 from generate_series(1, 25000) n`,
      [site],
    )
    await one.query(
      `insert into goal (id, site, name, value, count, created_at) values ('late', $1, 'Late', 'none', 'every', 0)`,
      [site],
    )
    await one.query(`update site set main_goal = 'late' where id = $1`, [site])
    await copy()
    const goal = data.db.prepare('select main_goal from site where id = ?').pluck().get(site)
    expect(goal).toBe('late')
    await one.end()
  })

  test('a backup that was put back there is noticed, and takes no site away that has events here', async () => {
    const one = await client()
    const { rows } = await one.query(`${ADD} returning id`, ['later.example'])
    const site = Number(rows[0].id)
    await copy()
    // As the database was before, with as many changes of others since.
    await one.query('delete from site where id = $1', [site])
    await one.query(`delete from setting_change where n >= (select max(n) - 1 from setting_change)`)
    await one.query(`select setval('site_id_seq', $1)`, [site - 1])
    await one.query(
      `select setval(pg_get_serial_sequence('setting_change', 'n'), (select max(n) from setting_change))`,
    )
    await one.query(`update site set name = 'another'`)
    await data.shared.join()
    expect(domains()).toContain('later.example')
    const next = await addSite(data.settings, SiteInput.parse({ domain: 'next.example' }), 0)
    expect(Number(next.id)).toBeGreaterThan(site)
    await one.end()
  })

  test('an empty database in the place of the settings stays empty', async () => {
    const other = newFolder()
    const address = addressOf(postgres.url('postgres').replace(/postgres$/u, 'emptied'))
    await data.shared.pool.query('create database emptied')
    const first = await openThere(other, address)
    await first.close()
    await data.shared.pool.query('drop database emptied')
    await data.shared.pool.query('create database emptied')
    await expect(openThere(other, address)).rejects.toThrow(/holds no settings/u)
    const asked = new pg.Client({ connectionString: address.url })
    await asked.connect()
    const { rows } = await asked.query(`select count(*) from pg_tables where schemaname = 'public'`)
    expect(Number(rows[0].count)).toBe(0)
    await asked.end()
    removeFolder(other)
  })
})
