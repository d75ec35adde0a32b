import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Dependencies } from '../../collector/http/environment.ts'
import { ImportJobs } from '../../collector/http/import-jobs.ts'
import { addSite, type Site, SiteInput } from '../../collector/settings/sites.ts'
import { emptyFile, type Scene, totalsDay } from '../imported/scene.ts'
import { madeReading } from './made-reading.ts'

let scene: Scene
let site: Site
let jobs: ImportJobs
const close = vi.fn()
const done = vi.fn()

beforeEach(async () => {
  vi.clearAllMocks()
  scene = emptyFile()
  const { settings } = scene
  site = await addSite(settings, SiteInput.parse({ domain: 'example.com' }), 0)
  jobs = new ImportJobs({
    ...{ settings, file: settings, now: () => 1, config: { data: '/nowhere' } },
    ending: new AbortController().signal,
  } as unknown as Dependencies)
})
afterEach(() => scene.close())

function start(id: string) {
  const reading = madeReading([[totalsDay('2026-01-01', 3)]], close)
  return jobs.start({ id, site, file: null, actor: 'command', reading, done })
}

test('of two files of a site at once one is brought in', async () => {
  const [one, other] = await Promise.allSettled([start('one'), start('other')])
  expect(one.status).toBe('fulfilled')
  expect(other).toMatchObject({ reason: { status: 409 } })
  if (one.status === 'fulfilled') await one.value.ended
  expect([close, done].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
  const next = await start('next')
  await next.ended
  expect(next.standing).toMatchObject({ state: 'done', counts: { duplicate: 1 } })
})

test('what cannot be written down is not begun, and keeps nobody out', async () => {
  scene.db.exec(`create trigger broken before insert on history_import
    begin select raise(abort, 'no room'); end`)
  await expect(start('one')).rejects.toThrow('no room')
  // Its caller closes what is read.
  expect([close, done].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
  scene.db.exec('drop trigger broken')
  await (await start('next')).ended
  expect(done).toHaveBeenCalledOnce()
})
