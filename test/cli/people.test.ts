import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { dataFolder, removeFolder, tributary } from '../server.ts'

const data = dataFolder()
afterAll(() => removeFolder(data))

const run = (...args: string[]) => tributary([...args, '--data', data])
const people = async () => JSON.parse((await run('user', 'list', '--json')).stdout)

test('a link is printed for who has no password, and as often as it is asked for', async () => {
  const added = await run('user', 'add', 'ann@example.com', '--role', 'owner')
  expect(added.stdout).toMatch(/^http:\/\/127\.0\.0\.1:8787\/sign-in\/[\w-]{43}\n$/u)
  expect(added.stderr).toMatch(/choose a password.*7 days/u)
  // Nobody need be named while no owner can sign in, and the first owner may have no e-mail yet.
  expect((await run('user', 'reset')).stdout).toMatch(/\/sign-in\//u)
  const [{ id }] = await people()
  expect((await run('user', 'reset', id)).stdout).toMatch(/\/sign-in\//u)
  expect(await people()).toHaveLength(1)
})

test('what role was given is said, and how to give less', async () => {
  const elsewhere = ['--data', dataFolder()]
  const add = (...args: string[]) => tributary(['user', 'add', ...args, ...elsewhere])
  const boss = (await add('boss@example.com')).stderr
  expect(boss).toContain('added boss@example.com as owner of all sites')
  expect(boss).toContain('tributary user change boss@example.com --role editor|viewer')
  expect((await add('guest@example.com', '--role', 'viewer')).stderr).not.toContain('For less')
  removeFolder(elsewhere[1] ?? '')
})

test('a password that is guessed first is refused, here too', async () => {
  const add = (password: string) =>
    tributary(['user', 'add', 'bob.marley@example.com', '--password-stdin', '--data', data], {
      input: `${password}\n`,
    })
  expect(await add('password123')).toMatchObject({ code: 1, stdout: '' })
  expect((await add('marley2026!')).stderr).toMatch(/first that are guessed/u)
  expect((await add('a calm river')).code).toBe(0)
  const reset = await run('user', 'reset')
  expect(reset).toMatchObject({ code: 1, stdout: '' })
  expect(reset.stderr).toContain('user list')
})

test('a person gets another e-mail and role, and goes', async () => {
  const change = ['user', 'change', 'ann@example.com']
  expect((await run(...change)).code).toBe(1)
  expect((await run(...change, '--role', 'none', '--email', 'anne@example.com')).code).toBe(0)
  expect(await people()).toMatchObject([{ email: 'anne@example.com', role: null }, {}])
  const db = openDatabase(databasePath(data), { readonly: true })
  const accounts = "select actor, what from audit where thing = 'account' and what <> 'reset'"
  const noted = db.prepare(`${accounts} order by id`).all()
  db.close()
  expect(noted).toEqual([
    { actor: 'command', what: 'email_changed' },
    { actor: 'command', what: 'role_changed' },
  ])
  expect((await run('user', 'change', 'anne@example.com', '--email', 'x')).code).toBe(2)
  expect((await run('user', 'rm', 'anne@example.com')).code).toBe(0)
  expect((await run('user', 'rm', 'anne@example.com')).code).toBe(1)
  expect(await people()).toHaveLength(1)
})

test('whoever has roles at single sites is listed with them', async () => {
  await run('site', 'add', 'a.example')
  await run('site', 'add', 'b.example')
  await run('user', 'add', 'cleo@example.com')
  await run('user', 'change', 'cleo@example.com', '--role', 'none')
  expect((await run('user', 'list')).stdout).toMatch(/cleo@example\.com +none /u)
  const db = openDatabase(databasePath(data))
  db.exec(`insert into member (user, site, role, created_at, accepted_at)
    select user.id, site.id, iif(domain = 'a.example', 'editor', 'viewer'), 0, iif(domain = 'a.example', 0, null)
    from user, site where email = 'cleo@example.com'`)
  db.close()
  const { stdout } = await run('user', 'list')
  expect(stdout).toContain('  editor of a.example, viewer of b.example (invited)  ')
  expect(stdout).toContain('bob.marley@example.com  owner of all sites  ')
  const cleo = (await people()).find(({ email }: { email: string }) => email === 'cleo@example.com')
  expect(cleo).toMatchObject({
    role: null,
    sites: [
      { domain: 'a.example', role: 'editor', accepted: true },
      { domain: 'b.example', role: 'viewer', accepted: false },
    ],
  })
})

test('a token is given its last day or a number of days', async () => {
  const create = ['token', 'create', '--scope', 'read', '--expires']
  expect((await run(...create, '2030-12-31')).code).toBe(0)
  expect((await run(...create, '90d')).code).toBe(0)
  expect((await run(...create, 'soon')).code).toBe(2)
  for (const over of ['2020-01-01', '0d'])
    expect(await run(...create, over)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--expires.*lies in the past/su),
    })
  const [first, second] = JSON.parse((await run('token', 'list', '--json')).stdout)
  expect(first).toMatchObject({ expires_at: '2030-12-31T23:59:59.999Z', used_at: null })
  const days = (Date.parse(second.expires_at) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(89.9)
  expect(days).toBeLessThanOrEqual(90)
})

test('no command needs the key to secrets before there is one', () => {
  expect(statSync(join(data, 'tributary.key'), { throwIfNoEntry: false })).toBeUndefined()
})
