import { cpSync, linkSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addSite, exported, tributary } from '../server.ts'
import { eventsInFile, sitesInFile } from './database-file.ts'
import { copyOf, restore, useFolders } from './restoring.ts'
import { databaseOf, expectInWords, ownFolder, SITE } from './sending.ts'

/** Ends the program as a power cut would, before its nth change of a file's name or content. */
function killAt(n: number): Record<string, string> {
  const calls = ['linkSync', 'renameSync', 'rmSync', 'copyFileSync', 'chownSync', 'fsyncSync']
  const code = `import fs from 'node:fs'
    import { syncBuiltinESMExports } from 'node:module'
    let left = ${n}
    for (const name of ${JSON.stringify(calls)}) {
      const call = fs[name]
      fs[name] = (...args) => {
        left -= 1
        if (left === 0) process.kill(process.pid, 'SIGKILL')
        return call(...args)
      }
    }
    syncBuiltinESMExports()`
  return { NODE_OPTIONS: `--import "data:text/javascript,${encodeURIComponent(code)}"` }
}

const folders = useFolders()

async function sites(data: string): Promise<string[]> {
  const ran = await tributary(['site', 'list', '--json', '--data', data])
  if (ran.code !== 0) throw new Error(ran.stderr)
  return JSON.parse(ran.stdout).map(({ domain }: { domain: string }) => domain)
}

test('a restore killed at any step leaves what was there or what was restored, whole', async () => {
  const seen: string[] = []
  for (let n = 1; ; n++) {
    const data = copyOf(folders.live)
    const { code } = await restore(data, folders.backup, killAt(n))
    const [domain = 'nothing'] = await sites(data)
    seen.push(domain)
    if (domain === SITE) expect(eventsInFile(data)).toHaveLength(1)
    // Asked again it does what was asked, and what was there is still kept.
    expect((await restore(data, folders.backup)).code).toBe(0)
    expect(sitesInFile(data)).toEqual(['restored.example'])
    const kept = join(data, 'tributary.sqlite.before-restore')
    expect((await restore(data, kept)).code).toBe(0)
    expect(sitesInFile(data)).toEqual([SITE])
    if (code === 0) break
  }
  expect(seen.length).toBeGreaterThan(8)
  expect(new Set(seen)).toEqual(new Set([SITE, 'restored.example']))
}, 240_000)

test('a second restore keeps what the first one put aside', async () => {
  const data = copyOf(folders.live)
  await restore(data, folders.backup)
  const { stderr } = await restore(data, folders.backup)
  expect(stderr).toMatch(/kept as .*before-restore-2\n/)
  expect((await restore(data, join(data, 'tributary.sqlite.before-restore'))).code).toBe(0)
  expect(eventsInFile(data)).toHaveLength(1)
})

test('a damaged database is replaced, and kept with its log', async () => {
  const data = copyOf(folders.live)
  writeFileSync(databaseOf(data), 'this was a database once'.repeat(1_000))
  expect((await restore(data, folders.backup)).code).toBe(0)
  expect(await sites(data)).toEqual(['restored.example'])
  expect(readdirSync(data)).toContain('tributary.sqlite.before-restore-wal')
})

test('a copy made by hand with its log is restored with its last event', async () => {
  const copy = join(ownFolder(), 'by-hand.sqlite')
  for (const part of ['', '-wal']) cpSync(databaseOf(folders.live) + part, copy + part)
  const data = ownFolder()
  expect((await restore(data, copy)).code).toBe(0)
  expect(await exported(data, SITE)).toHaveLength(1)
})

describe('no database is begun anew', () => {
  test.each(['.before-restore', '.incoming', '-wal'])('beside %s', async (part) => {
    const data = copyOf(folders.live)
    renameSync(databaseOf(data), join(data, 'moved.sqlite'))
    for (const name of readdirSync(data).filter((one) => /-(wal|shm)$/.test(one)))
      renameSync(join(data, name), join(data, `moved-${name}`))
    linkSync(join(data, 'moved.sqlite'), databaseOf(data) + part)
    const started = await tributary(['serve', '--port', '0', '--data', data])
    expectInWords(started, new RegExp(`no database .*sqlite\\${part} .*tributary restore`))
    expectInWords(await tributary(['site', 'add', 'new.example', '--data', data]), /no database/)
    const doctor = await tributary(['doctor', '--data', data])
    expect(doctor).toMatchObject({ code: 1, stderr: expect.stringContaining('tributary restore') })
    if (part === '-wal') return
    // What the message says to do, does it.
    expect((await restore(data, databaseOf(data) + part)).code).toBe(0)
    expect(await sites(data)).toEqual([SITE])
  })

  test('but a first start that was cut short is begun again', async () => {
    const data = ownFolder()
    writeFileSync(databaseOf(data), '')
    await addSite(data, SITE)
    expect(await sites(data)).toEqual([SITE])
  })
})
