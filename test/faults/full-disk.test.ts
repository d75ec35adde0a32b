import { closeSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { addSite, exported, tributary } from '../server.ts'
import { databaseOf, expectInWords, ownFolder, SITE } from './sending.ts'
import { NO_SMALL_DISK, resize, smallDisk } from './small-disk.ts'

const FULL = /^The disk of .* is full/

/** Fills a disk to its last block. */
function fill(disk: string): void {
  const file = openSync(join(disk, 'fill'), 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4_096))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(file)
  }
}

function lines(count: number, from = 0): string {
  const events = Array.from({ length: count }, (_, n) => ({
    ...{ id: `imported-${from + n}`, name: 'pageview', at: Date.now() - n, visitor: `v-${n}` },
    url: `https://${SITE}/page-${n}`,
  }))
  return events.map((event) => JSON.stringify(event)).join('\n')
}

test('on a full disk each command says so, and changes nothing', async ({ skip }) => {
  const data = smallDisk(4)
  if (data === undefined) return skip(NO_SMALL_DISK)
  await addSite(data, SITE)
  const run = (line: string) => tributary([...line.split(' '), '--data', data])
  const source = join(ownFolder(), 'events.ndjson')
  const event = { id: 'known-one', name: 'pageview', at: Date.now(), user: 'known' }
  writeFileSync(source, JSON.stringify({ ...event, url: `https://${SITE}/` }))
  expect((await run(`import ${SITE} ${source}`)).code).toBe(0)
  // As beside a server: the log and its index are there already.
  const beside = new Database(databaseOf(data))
  onTestFinished(() => void beside.close())
  beside.prepare('select * from site').all()
  fill(data)

  writeFileSync(source, lines(20_000))
  for (const line of [
    ...[`import ${SITE} ${source}`, 'token create --scope read', `erase ${SITE} --user known`],
    ...['site add other.example', `site rm ${SITE}`, 'user add a@b.example'],
    ...[`backup ${join(data, 'copy.sqlite')}`, `note ${SITE} shipped`],
  ]) {
    expectInWords(await run(line), FULL)
  }
  expect(readdirSync(data).filter((name) => name.startsWith('copy'))).toEqual([])
  expect((await run('site list')).stdout).toContain(SITE)
  const doctor = await run('doctor')
  expect(doctor).toMatchObject({ code: 1, stderr: expect.stringContaining('make room') })
  expect(doctor.stderr).not.toContain('restore')

  rmSync(join(data, 'fill'))
  expect((await exported(data, SITE)).map(({ id }) => id)).toContain('known-one')
})

test('a restore without room changes nothing', async ({ skip }) => {
  const data = smallDisk(4)
  if (data === undefined) return skip(NO_SMALL_DISK)
  const other = ownFolder()
  await addSite(other, 'other.example')
  await tributary(['backup', join(other, 'copy.sqlite'), '--data', other])
  await addSite(data, SITE)
  fill(data)
  const restore = ['restore', join(other, 'copy.sqlite'), '--data', data]
  expectInWords(await tributary(restore), FULL)
  resize(data, 16)
  expect((await tributary(['site', 'list', '--data', data])).stdout).toContain(SITE)
  expect((await tributary(restore)).code).toBe(0)
})

test('what could not be imported and not be noted either is a failure', async ({ skip }) => {
  const disk = smallDisk(1)
  if (disk === undefined) return skip(NO_SMALL_DISK)
  const data = ownFolder()
  await addSite(data, SITE)
  const source = join(disk, 'events.ndjson')
  writeFileSync(source, 'not an event\n'.repeat(100))
  fill(disk)
  const args = ['import', SITE, source, '--format', 'events', '--data', data]
  expectInWords(await tributary(args), FULL)
})

test.runIf(process.platform === 'linux')(
  'output that finds no room is a failure, and said',
  async () => {
    const data = ownFolder()
    await addSite(data, SITE)
    const file = join(data, 'one.ndjson')
    writeFileSync(file, lines(10))
    await tributary(['import', SITE, file, '--data', data])
    for (const line of ['site list', `export ${SITE}`]) {
      const { code, stderr } = await tributary([...line.split(' '), '--data', data], {
        stdout: '/dev/full',
      })
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: 'the output cannot be written (ENOSPC)\n',
      })
    }
  },
)
