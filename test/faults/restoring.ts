import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { addSite, dataFolder, removeFolder, startServer, tributary } from '../server.ts'
import { bodyOf, ownFolder, pageview, SITE, send } from './sending.ts'

export interface Folders {
  /** Whose server was killed, so that its last event lies in the log alone. */
  live: string
  /** A backup of another, with one site. */
  backup: string
}

/** For all tests of a file. */
export function useFolders(): Folders {
  const folders: Folders = { live: '', backup: '' }
  const other = dataFolder()
  beforeAll(async () => {
    await addSite(other, 'restored.example')
    folders.backup = join(other, 'backup.sqlite')
    await tributary(['backup', folders.backup, '--data', other])
    folders.live = dataFolder()
    await addSite(folders.live, SITE)
    const server = await startServer({ data: folders.live })
    expect((await send(server.url, bodyOf([pageview('the-last-one')]))).status).toBe(202)
    await server.kill9()
    expect(readdirSync(folders.live)).toContain('tributary.sqlite-wal')
  })
  afterAll(() => {
    for (const folder of [other, folders.live]) removeFolder(folder)
  })
  return folders
}

/** For this test alone. */
export function copyOf(data: string): string {
  const copy = ownFolder()
  cpSync(data, copy, { recursive: true })
  return copy
}

export const restore = (data: string, file: string, env = {}) =>
  tributary(['restore', file, '--data', data], { env })
