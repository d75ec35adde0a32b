import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Standing, writtenDown } from '../../collector/cli/written-down.ts'
import { noCounts } from '../../collector/moving/counts.ts'
import { isImportedByCommand, takeImportLock } from '../../collector/serve-lock.ts'
import { addHistoryImport } from '../../collector/settings/history-imports.ts'
import { useApp } from './server.ts'

const app = useApp()
let site: number
let token: string
beforeAll(async () => {
  site = Number((await app.site('example.com')).id)
  token = await app.token(['read', 'write'], site)
})

const rowOf = (id: string) => ({ id, site, format: 'umami', kind: 'events', file: 'a.csv' })
const ask = (path: string, method = 'GET') =>
  app.ask(`/api/sites/example.com/imports/${path}`, { token, method })
const told = async (id: string) => await (await ask(id)).json()

/** An import whose file comes when it is told to. */
function begin(id: string) {
  const standing: Standing = { counts: noCounts(), rejected: [], share: 0 }
  let finish: (error?: Error) => void = () => undefined
  let further: () => void = () => undefined
  const work = (tell: () => void) =>
    new Promise<void>((resolve, reject) => {
      further = tell
      finish = (error) => (error ? reject(error) : resolve())
    })
  const written = { settings: app.settings, folder: app.folder }
  const ended = writtenDown(written, rowOf(id), standing, work)
  return { standing, ended, tell: () => further(), finish: (error?: Error) => finish(error) }
}

test('what a command brings in is running, as far as it is, until it has ended', async () => {
  const { standing, ended, tell, finish } = begin('running')
  await expect.poll(async () => (await ask('running')).status).toBe(200)
  expect(await told('running')).toMatchObject({ state: 'running', share: 0, ended_at: null })
  standing.share = 0.5
  standing.counts.stored = 3
  await expect
    .poll(() => {
      tell()
      return told('running')
    })
    .toMatchObject({ share: 0.5, stored: 3 })
  for (const [path, method] of [
    ['running/stop', 'POST'],
    ['running', 'DELETE'],
  ] as const) {
    const refused = await ask(path, method)
    expect(refused.status).toBe(409)
    expect((await refused.json()).detail).toContain('a command is bringing this file in')
  }
  finish()
  await ended
  expect(await told('running')).toMatchObject({ state: 'done', share: 1, stored: 3 })
  expect(existsSync(join(app.folder, 'import-running.lock'))).toBe(false)
  expect((await ask('running', 'DELETE')).status).toBe(200)
})

test('one that fails says so, and is held no more', async () => {
  const { ended, finish } = begin('failing')
  await expect.poll(async () => (await ask('failing')).status).toBe(200)
  finish(new Error('of whatever'))
  await expect(ended).rejects.toThrow('of whatever')
  expect(await told('failing')).toMatchObject({ state: 'failed' })
  expect(isImportedByCommand(app.folder, 'failing')).toBe(false)
})

test('one whose process is gone has stopped, with what it had told by then', async () => {
  const counts = { ...noCounts(), stored: 7 }
  const told_ = JSON.stringify({ counts, rejected: [], share: 0.4, detail: null })
  const row = { ...rowOf('gone'), state: 'running', told: told_, at: 1, ended_at: null }
  await addHistoryImport(app.settings, row)
  expect(await told('gone')).toMatchObject({ state: 'stopped', stored: 7 })
})

test('a lock is held once, and what is left of one is removed', () => {
  const lock = takeImportLock(app.folder, 'held')
  expect(isImportedByCommand(app.folder, 'held')).toBe(true)
  expect(takeImportLock(app.folder, 'held')).toBeUndefined()
  lock?.release()
  expect(isImportedByCommand(app.folder, 'held')).toBe(false)
})
