import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addSite, startServer, tributary } from '../server.ts'
import { bodyOf, databaseOf, ownFolder, pageview, SITE, send } from './sending.ts'

const mode = (path: string) => statSync(path).mode & 0o777

/** Runs a command in a shell with the usual umask, in which files are for everybody to read. */
async function withUsualUmask(args: string[]): Promise<number | null> {
  const line = ['umask 022; exec "$0" "$@"', process.execPath, 'dist/collector/tributary.js']
  const child = spawn('sh', ['-c', ...line, ...args], { stdio: 'ignore' })
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

test('whatever the umask, folder, database, log, lock and backup are their owner’s alone', async () => {
  const data = join(ownFolder(), 'above', 'data')
  expect(await withUsualUmask(['site', 'add', SITE, '--data', data])).toBe(0)
  const server = await startServer({ data })
  await send(server.url, bodyOf([pageview('one-event')]))
  expect(await withUsualUmask(['backup', join(data, 'copy.sqlite'), '--data', data])).toBe(0)
  const names = readdirSync(data)
  expect(names).toEqual(
    expect.arrayContaining([
      ...['tributary.sqlite', 'tributary.sqlite-wal', 'tributary.sqlite-shm'],
      ...['serve.lock', 'copy.sqlite'],
    ]),
  )
  expect(mode(data)).toBe(0o700)
  for (const name of names) expect([name, mode(join(data, name))]).toEqual([name, 0o600])
  expect(await server.stop()).toBe(0)
})

test('what an earlier version left open is closed at the next start; of the folder the doctor tells', async () => {
  const data = ownFolder()
  await addSite(data, SITE)
  const server = await startServer({ data })
  await send(server.url, bodyOf([pageview('one-event')]))
  await server.kill9()
  mkdirSync(join(data, 'of-somebody'))
  for (const name of readdirSync(data)) chmodSync(join(data, name), 0o755)
  chmodSync(data, 0o755)
  const before = await tributary(['doctor', '--data', data])
  expect(before).toMatchObject({ code: 0, stderr: expect.stringContaining(databaseOf(data)) })

  const next = await startServer({ data })
  const open = readdirSync(data).filter((name) => (mode(join(data, name)) & 0o077) !== 0)
  expect(open).toEqual(['of-somebody'])
  const { code, stdout, stderr } = await tributary(['doctor', '--data', data, '--json'])
  expect(code).toBe(0)
  expect(stderr).toBe(`privacy: chmod go= ${data}\n`)
  expect(JSON.parse(stdout)).toContainEqual(
    expect.objectContaining({ what: 'privacy', state: 'warn' }),
  )
  expect(await next.stop()).toBe(0)
})

test('a file that another program keeps there stays as it is', async () => {
  const data = ownFolder()
  writeFileSync(join(data, 'notes.txt'), 'for all to read')
  chmodSync(join(data, 'notes.txt'), 0o644)
  await addSite(data, SITE)
  expect(mode(join(data, 'notes.txt'))).toBe(0o644)
})

test('a backup says what it does not hold: the key beside the database', async () => {
  const data = ownFolder()
  await addSite(data, SITE)
  const key = join(data, 'tributary.key')
  if (!existsSync(key)) writeFileSync(key, 'A'.repeat(43))
  chmodSync(key, 0o644)
  await tributary(['site', 'list', '--data', data])
  expect(mode(key)).toBe(0o600)
  const { stderr } = await tributary(['backup', join(data, 'copy.sqlite'), '--data', data])
  expect(stderr).toContain(`Without ${key}`)
})
