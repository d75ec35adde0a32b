import { chmodSync, chownSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addSite, startServer, tributary } from '../server.ts'
import { asOther, hasOtherUser, NO_OTHER_USER, OTHER } from './as-user.ts'
import { databaseOf, expectInWords, ownFolder, SITE } from './sending.ts'

const other = hasOtherUser()

/** A data folder of another user, in which root has made these files. */
async function theirs(rootOwned: RegExp, mode: number): Promise<string> {
  const data = join(ownFolder(), 'data')
  mkdirSync(data)
  chmodSync(join(data, '..'), 0o755)
  await addSite(data, SITE)
  const password = ['user', 'add', 'a@b.example', '--password-stdin', '--data', data]
  await tributary(password, { input: 'a long password' })
  const server = await startServer({ data })
  await server.kill9()
  for (const name of readdirSync(data)) {
    const path = join(data, name)
    if (rootOwned.test(name)) chmodSync(path, mode)
    else chownSync(path, OTHER, OTHER)
  }
  chownSync(data, OTHER, OTHER)
  return data
}

describe.skipIf(!other)(`what another user owns (${other ? 'as root' : NO_OTHER_USER})`, () => {
  test.each([
    ['the database, which can be read', /sqlite$/, 0o644, /tributary\.sqlite cannot be written/],
    ['the database', /sqlite$/, 0o600, /tributary\.sqlite cannot be written/],
    ['the log', /-wal$/, 0o644, /sqlite-wal cannot be written/],
    ['the lock, which can be read', /lock$/, 0o644, /serve\.lock cannot be written/],
    ['the lock', /lock$/, 0o600, /serve\.lock cannot be written/],
  ])('%s keeps a server from starting, in words, and it ends', async (_, files, mode, words) => {
    const data = await theirs(files, mode)
    expectInWords(asOther(['serve', '--port', '0', '--data', data]), words)
    const doctor = asOther(['doctor', '--data', data])
    expect(doctor).toMatchObject({ code: 1, stdout: expect.stringMatching(words) })
  })

  test('nor does the folder', async () => {
    const data = ownFolder()
    await addSite(data, SITE)
    expectInWords(
      asOther(['serve', '--port', '0', '--data', data]),
      /data folder .* cannot be written/,
    )
    for (const line of ['site list', 'token create --scope read', `export ${SITE}`]) {
      expectInWords(asOther([...line.split(' '), '--data', data]), /cannot be|no database/)
    }
  })

  test('a backup goes where it may, and is refused where not', async () => {
    const data = await theirs(/^$/, 0)
    expect(asOther(['backup', join(data, 'copy.sqlite'), '--data', data]).code).toBe(0)
    const closed = join(ownFolder(), 'copy.sqlite')
    expectInWords(asOther(['backup', closed, '--data', data]), /cannot be written/)
  })

  test('a database that root makes in it belongs to them', async () => {
    const data = ownFolder()
    chownSync(data, OTHER, OTHER)
    await addSite(data, SITE)
    expect(statSync(databaseOf(data)).uid).toBe(OTHER)
    expect(asOther(['site', 'list', '--data', data]).stdout).toContain(SITE)
  })
})
