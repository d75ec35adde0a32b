import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SUMS } from '../../collector/imported/imported-day.ts'
import { importedDays } from '../../collector/imported/read.ts'
import { removeDays } from '../../collector/imported/remove.ts'
import { removeKeys } from '../../collector/imported/remove-keys.ts'
import { storeDays } from '../../collector/imported/store.ts'
import { importedIn } from '../../collector/imported/tables.ts'
import { emptyFile, imported, inOrder, pageDay, type Scene, totalsDay } from './scene.ts'

let scene: Scene
beforeEach(() => {
  scene = emptyFile()
})
afterEach(() => scene.close())

const counted = (table: string) =>
  scene.db.prepare<[], number>(`select count(*) from ${table}`).pluck().get()

async function pages() {
  const kinds = [{ table: 'pages', told: ['hostname', 'page'] }] as const
  const buckets = [{ from: 0, to: 100_000 }]
  const asked = { kinds, buckets, byWeekday: false, byKey: true, sums: SUMS }
  const rows = await importedDays(scene.settings, 1).sums(asked)
  return Object.fromEntries(rows.map(({ key, visits }) => [JSON.parse(key)[1], visits]))
}

describe('more than a site may have', () => {
  const asked = { id: 'x', tool: 'plausible', name: null, actor: 'command', site: 1, now: 1 }

  test('is refused while it comes, and nothing of it stays', async () => {
    await imported(scene.settings, 1, [totalsDay('2026-01-01', 10)])
    let came = 0
    async function* endless() {
      for (;;) yield pageDay('2026-01-02', `/${came++}`, 1)
    }
    const stored = storeDays(scene.settings, asked, endless(), { rows: 5_000, text: 1e9 })
    await expect(stored).rejects.toThrow('at most 5000 rows')
    expect(came).toBeLessThan(10_000)
    expect([counted('imported_key'), counted('imported_sum'), counted('imported_file')]).toEqual([
      1, 1, 1,
    ])
  })

  test('of texts, too', async () => {
    async function* long() {
      for (let i = 0; i < 9_000; i++) yield pageDay('2026-01-02', `/${i}/${'a'.repeat(1_000)}`, 1)
    }
    const stored = storeDays(scene.settings, asked, long(), { rows: 1e6, text: 1e6 })
    await expect(stored).rejects.toThrow('at most 1000000 characters')
    expect(counted('imported_key')).toBe(0)
  })

  test('the same file once more is none', async () => {
    const most = { rows: 3, text: 1e6 }
    const days = [totalsDay('2026-01-01', 10), pageDay('2026-01-01', '/a', 4)]
    await storeDays(scene.settings, asked, inOrder(days), most)
    const again = await storeDays(scene.settings, { ...asked, id: 'y' }, inOrder(days), most)
    expect(again.same).toBe('x')
    const more = storeDays(scene.settings, { ...asked, id: 'y' }, inOrder(days.toReversed()), most)
    await expect(more).rejects.toThrow('at most 3 rows')
  })
})

describe('keys that nothing is about any more', () => {
  const texts = () =>
    scene.db.prepare<[], string>('select text from imported_key order by id').pluck().all()

  test('go in parts', async () => {
    const page = (name: string) => pageDay('2026-01-01', `/${name}`, 1)
    await imported(scene.settings, 1, [page('a'), page('c'), page('e')])
    scene.db.exec(`insert into imported_key (site, id, kind, text)
      values (1, 7, 3, 'b'), (1, 8, 3, 'd'), (1, 9, 3, 'f'), (2, 1, 3, 'theirs')`)
    await removeKeys(importedIn(scene.settings), 1, 2, 2)
    expect(texts().filter((text) => !text.startsWith('['))).toEqual(['theirs'])
    expect(await pages()).toEqual({ '/a': 1, '/c': 1, '/e': 1 })
  })

  test('stay while another import may be about them', async () => {
    const { id } = await imported(scene.settings, 1, [pageDay('2026-01-01', '/a', 1)])
    let goOn = () => {}
    const until = new Promise<void>((resolve) => {
      goOn = resolve
    })
    async function* slow() {
      yield pageDay('2026-01-02', '/b', 2)
      await until
      yield pageDay('2026-01-02', '/a', 3)
    }
    const asked = { id: 'slow', tool: 'plausible', name: null, actor: 'command', site: 1, now: 1 }
    const stored = storeDays(scene.settings, asked, slow())
    await removeDays(scene.settings, 1, id)
    expect(texts()).toHaveLength(1)
    goOn()
    await stored
    expect(await pages()).toEqual({ '/a': 3, '/b': 2 })
    await removeDays(scene.settings, 1, 'slow')
    expect(texts()).toEqual([])
  })
})
