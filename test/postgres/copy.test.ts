import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addUser, listUsers } from '../../collector/auth/users.ts'
import { openData } from '../../collector/data-folder.ts'
import { openAll } from '../../collector/open-all.ts'
import { addGoal, GoalInput, listGoals, removeGoal } from '../../collector/settings/goals.ts'
import { loadIntakeSites, settingsVersion } from '../../collector/settings/intake-site.ts'
import { copyOf, pull } from '../../collector/settings/postgres/copy.ts'
import { fetchAll } from '../../collector/settings/postgres/fetch.ts'
import { addSite, changeSite, removeSite, SiteInput } from '../../collector/settings/sites.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { umamiWebsites } from '../../collector/settings/umami-websites.ts'
import { type FreshDatabase, freshPostgres } from './database.ts'
import { newFolder, type Opened, openThere, removeFolder } from './folder.ts'

const UUID = '94db1cb1-74f4-4a40-ad6c-962362670409'
const AT = Date.UTC(2026, 0, 1)
const server = process.env.POSTGRES_URL ?? ''
let postgres: FreshDatabase
const folders: string[] = []
const opened: Opened[] = []

beforeAll(async () => {
  postgres = await freshPostgres(server)
})
afterEach(async () => {
  for (const data of opened.splice(0)) await data.close()
  await postgres.drop()
  postgres = await freshPostgres(server)
})
afterAll(async () => {
  await postgres.drop()
  for (const folder of folders) removeFolder(folder)
})

function folder(): string {
  const made = newFolder()
  folders.push(made)
  return made
}

async function collector(at = folder()): Promise<Opened> {
  const data = await openThere(at, postgres.address)
  opened.push(data)
  return data
}

/** A folder with the key of another, as an operator copies it. */
function besides(other: string): string {
  const made = folder()
  copyFileSync(join(other, 'tributary.key'), join(made, 'tributary.key'))
  return made
}

/** Two collectors of the same settings. */
async function two(): Promise<[Opened, Opened]> {
  const first = folder()
  return [await collector(first), await collector(besides(first))]
}

const site = ({ settings }: Pick<Opened, 'settings'>, domain: string) =>
  addSite(settings, SiteInput.parse({ domain }), AT)
const domains = ({ db }: Opened) => [...loadIntakeSites(db).keys()].sort()
const copy = ({ db, shared }: Opened) => pull(db, shared.pool)

describe('a file with settings of its own', () => {
  test('moves them to an empty PostgreSQL, and numbers go on from them', async () => {
    const at = folder()
    const alone = openData(at)
    const first = await site(alone, 'a.example')
    const goal = GoalInput.parse({ name: 'Buy', event: 'Buy' })
    const { id } = await addGoal(alone.settings, Number(first.id), goal, AT)
    await changeSite(alone.settings, first, { main_goal: id }, AT)
    await addUser(
      alone.settings,
      { email: 'Ann@a.example', role: 'owner', password: 'correct horse' },
      AT,
    )
    await alone.close()

    const data = await collector(at)
    const second = await site(data, 'b.example')
    expect(Number(second.id)).toBe(Number(first.id) + 1)
    expect((await listGoals(data.settings, Number(first.id))).map(({ name }) => name)).toEqual([
      'Buy',
    ])
    expect((await listUsers(data.settings)).map(({ email }) => email)).toEqual(['Ann@a.example'])
    await copy(data)
    expect(domains(data)).toEqual(['a.example', 'b.example'])
  })

  test('is refused where PostgreSQL holds others, and keeps them', async () => {
    await site(await collector(), 'a.example')
    const at = folder()
    const alone = openData(at)
    await site(alone, 'b.example')
    await alone.close()
    await expect(openThere(at, postgres.address)).rejects.toThrow(/settings of its own/u)
    const again = await openAll({ data: at, settingsUrl: undefined })
    expect([...loadIntakeSites(again.db).keys()]).toEqual(['b.example'])
    await again.close()
  })

  test('opens nothing any more without PostgreSQL, until the settings are brought back', async () => {
    const at = folder()
    const data = await collector(at)
    await site(data, 'a.example')
    await addUser(
      data.settings,
      { email: 'ann@a.example', role: 'owner', password: 'correct horse' },
      AT,
    )
    await expect(openAll({ data: at, settingsUrl: undefined })).rejects.toThrow(
      /TRIBUTARY_SETTINGS_URL/u,
    )
    await fetchAll(data.db, data.shared.pool, copyOf(data.db)?.store ?? '')
    const again = await openAll({ data: at, settingsUrl: undefined })
    expect([...loadIntakeSites(again.db).keys()]).toEqual(['a.example'])
    expect((await listUsers(again.settings)).map(({ email }) => email)).toEqual(['ann@a.example'])
    await again.close()
  })
})

describe('a second collector', () => {
  test('needs the key of the first', async () => {
    await collector()
    await expect(collector()).rejects.toThrow(/tributary\.key/u)
  })

  test('of other settings is refused', async () => {
    const at = folder()
    await collector(at)
    const other = await freshPostgres(server)
    await expect(openThere(at, other.address)).rejects.toThrow(/holds no settings/u)
    await other.drop()
  })

  test('has what the first has, and copies what changes, moves and goes', async () => {
    const [a, b] = await two()
    const first = await site(a, 'a.example')
    const second = await site(b, 'b.example')
    await copy(b)
    expect(domains(b)).toEqual(['a.example', 'b.example'])
    const before = settingsVersion(b.db)
    await changeSite(a.settings, first, { domain: 'c.example' }, AT)
    const swapped = await changeSite(a.settings, second, { domain: 'a.example' }, AT)
    await copy(b)
    expect(settingsVersion(b.db)).toBeGreaterThan(before)
    expect(loadIntakeSites(b.db).get('a.example')?.id).toBe(Number(second.id))
    await removeSite(a.settings, swapped)
    await copy(b)
    expect(domains(b)).toEqual(['c.example'])
  })

  test('copies two that have swapped their names', async () => {
    const [a, b] = await two()
    const [one, other] = [await site(a, 'one.example'), await site(a, 'other.example')]
    await copy(b)
    const waiting = await changeSite(a.settings, one, { domain: 'waiting.example' }, AT)
    await changeSite(a.settings, other, { domain: 'one.example' }, AT)
    await changeSite(a.settings, waiting, { domain: 'other.example' }, AT)
    await copy(b)
    expect(loadIntakeSites(b.db).get('one.example')?.id).toBe(Number(other.id))
    expect(loadIntakeSites(b.db).get('other.example')?.id).toBe(Number(one.id))
  })

  test('copies two that have swapped their website ids of Umami’s, and one that gave its up', async () => {
    const [a, b] = await two()
    const [one, other] = [await site(a, 'one.example'), await site(a, 'other.example')]
    const [first, second] = [UUID, UUID.replace('9', '8')]
    const put = (of: typeof one, umami_website_id: string | null) =>
      changeSite(a.settings, of, { umami_website_id }, AT)
    await put(one, first)
    await put(other, second)
    await copy(b)
    await put(one, null)
    await put(other, first)
    await put(one, second)
    await copy(b)
    const known = await umamiWebsites(openSettings(b.db))
    expect(known).toEqual(
      new Map([
        [second, 'one.example'],
        [first, 'other.example'],
      ]),
    )
    await put(one, null)
    await put(other, second)
    await copy(b)
    expect(await umamiWebsites(openSettings(b.db))).toEqual(new Map([[second, 'other.example']]))
  })

  test('that was away for longer than changes are kept copies all anew', async () => {
    const [a, b] = await two()
    const gone = await site(a, 'gone.example')
    await copy(b)
    await removeSite(a.settings, gone)
    const stays = await site(a, 'stays.example')
    const goal = GoalInput.parse({ name: 'Buy', event: 'Buy' })
    const { id } = await addGoal(a.settings, Number(stays.id), goal, AT)
    await removeGoal(a.settings, Number(stays.id), id)
    await a.shared.pool.query(
      "delete from setting_change where n < (select max(n) from setting_change) and tab <> 'site'",
    )
    const at = b.db.name.replace(/\/[^/]+$/u, '')
    expect(domains(await collector(at))).toEqual(['stays.example'])
  })
})

test('writers on two collectors take turns: of two that add the same, one is told', async () => {
  const [a, b] = await two()
  const both = await Promise.allSettled([site(a, 'a.example'), site(b, 'a.example')])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('of sites with the same website id of Umami’s the oldest keeps it when the index comes', async () => {
  const at = folder()
  const data = await collector(at)
  const [one, other] = [await site(data, 'one.example'), await site(data, 'other.example')]
  await changeSite(data.settings, one, { umami_website_id: UUID }, AT)
  await copy(data)
  await data.shared.pool.query(`drop index site_umami_website;
    delete from migration where name = '0058-umami-website-once'`)
  await data.shared.pool.query(`update site set umami_website_id = '${UUID}'`)
  await data.close()
  opened.splice(opened.indexOf(data), 1)
  const again = await collector(at)
  await copy(again)
  for (const settings of [again.settings, openSettings(again.db)])
    expect(await umamiWebsites(settings)).toEqual(new Map([[UUID, 'one.example']]))
  const taken = changeSite(again.settings, other, { umami_website_id: UUID }, AT)
  await expect(taken).rejects.toMatchObject({ status: 409 })
})
