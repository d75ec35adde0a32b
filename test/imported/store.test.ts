import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ImportedDay, Kind } from '../../collector/imported/imported-day.ts'
import { kindNumber, kindOf, SUMS } from '../../collector/imported/imported-day.ts'
import { importedDays } from '../../collector/imported/read.ts'
import { forgetUnfinishedDays, removeDays } from '../../collector/imported/remove.ts'
import { storeDays } from '../../collector/imported/store.ts'
import { writtenOut } from '../../collector/imported/written-out.ts'
import { listDays } from './listed-days.ts'
import { emptyFile, imported, pageDay, type Scene, totalsDay } from './scene.ts'

let scene: Scene
beforeEach(() => {
  scene = emptyFile()
})
afterEach(() => scene.close())

const VISITORS: Kind = { table: 'visitors', told: [] }
const PAGES: Kind = { table: 'pages', told: ['hostname', 'page'] }
const ALL = [{ from: 0, to: 100_000 }]

async function visits(site = 1): Promise<number | null | undefined> {
  const asked = {
    kinds: [VISITORS],
    buckets: ALL,
    byWeekday: false,
    byKey: false,
    sums: SUMS,
  } as const
  return (await importedDays(scene.settings, site).sums(asked))[0]?.visits
}

async function pages() {
  const asked = { kinds: [PAGES], buckets: ALL, byWeekday: false, byKey: true, sums: SUMS } as const
  const rows = await importedDays(scene.settings, 1).sums(asked)
  return Object.fromEntries(rows.map(({ key, visits: count }) => [JSON.parse(key)[1], count]))
}

const counted = (table: string) =>
  scene.db.prepare<[], number>(`select count(*) from ${table}`).pluck().get()

describe('imports', () => {
  test('of different days join', async () => {
    await imported(scene.settings, 1, [totalsDay('2026-01-01', 10)])
    await imported(scene.settings, 1, [totalsDay('2026-01-02', 5)])
    expect(await visits()).toBe(15)
    expect(await visits(2)).toBeUndefined()
  })

  test('of the same day: the later one counts, and what it replaced is told', async () => {
    await imported(scene.settings, 1, [totalsDay('2026-01-01', 10), totalsDay('2026-01-02', 1)])
    const later = await imported(scene.settings, 1, [totalsDay('2026-01-01', 7)])
    expect(later.replaced).toBe(1)
    expect(await visits()).toBe(8)
    const [newest, before] = await listDays(scene.settings, 1)
    expect(newest).toMatchObject({ id: later.id, days: 1, replaced: 0, from: '2026-01-01' })
    expect(before).toMatchObject({ days: 2, replaced: 1, to: '2026-01-02' })
  })

  test('a later one of another table replaces nothing', async () => {
    await imported(scene.settings, 1, [totalsDay('2026-01-01', 10)])
    expect((await imported(scene.settings, 1, [pageDay('2026-01-01', '/a', 4)])).replaced).toBe(0)
    expect(await visits()).toBe(10)
  })

  test('taken back, what they replaced counts again, and nothing is left of them', async () => {
    await imported(scene.settings, 1, [pageDay('2026-01-01', '/a', 10)])
    const before = await pages()
    const { id } = await imported(scene.settings, 1, [
      pageDay('2026-01-01', '/b', 3),
      pageDay('2026-01-01', '/c', 3),
    ])
    expect(await pages()).toEqual({ '/b': 3, '/c': 3 })
    await removeDays(scene.settings, 1, id)
    expect(await pages()).toEqual(before)
    expect([counted('imported_key'), counted('imported_sum'), counted('imported_file')]).toEqual([
      1, 1, 1,
    ])
    await expect(removeDays(scene.settings, 1, id)).rejects.toThrow('there is no import')
  })

  test('the same file twice is once', async () => {
    const days = [totalsDay('2026-01-01', 10), pageDay('2026-01-01', '/a', 4)]
    const first = await imported(scene.settings, 1, days)
    expect((await imported(scene.settings, 1, days)).same).toBe(first.id)
    expect(await listDays(scene.settings, 1)).toHaveLength(1)
    expect(counted('imported_sum')).toBe(2)
  })

  test('the same file again counts where another has replaced it', async () => {
    const days = [totalsDay('2026-01-01', 10)]
    await imported(scene.settings, 1, days)
    await imported(scene.settings, 1, [totalsDay('2026-01-01', 3)])
    expect((await imported(scene.settings, 1, days)).same).toBeNull()
    expect(await visits()).toBe(10)
  })

  test('rows of one file about the same add up', async () => {
    await imported(scene.settings, 1, [
      pageDay('2026-01-01', '/a', 4),
      pageDay('2026-01-01', '/a', 3),
    ])
    expect(await pages()).toEqual({ '/a': 7 })
  })

  test('what breaks off counts nowhere', async () => {
    async function* broken() {
      yield totalsDay('2026-01-01', 10)
      throw new Error('cut off')
    }
    const asked = { id: 'x', tool: 'plausible', name: null, actor: 'command', site: 1, now: 1 }
    await expect(storeDays(scene.settings, asked, broken())).rejects.toThrow('cut off')
    expect(await visits()).toBeUndefined()
    expect(counted('imported_file')).toBe(0)
  })

  test('what a stop left behind goes with the next housekeeping', async () => {
    await imported(scene.settings, 1, [totalsDay('2026-01-01', 10)])
    scene.db.exec('update imported_file set counts = 0; delete from imported_day')
    expect(await forgetUnfinishedDays(scene.settings, 1)).toBe(0)
    expect(await forgetUnfinishedDays(scene.settings, 1e12)).toBe(1)
    expect([counted('imported_key'), counted('imported_sum'), counted('imported_file')]).toEqual([
      0, 0, 0,
    ])
  })

  test('are written out as CSV', async () => {
    const { id } = await imported(scene.settings, 1, [
      pageDay('2026-01-02', '/=1+1', 4),
      totalsDay('2026-01-01', 2),
    ])
    let text = ''
    for await (const part of await writtenOut(scene.settings, 1, id)) text += part
    const [header, ...rows] = text.trimEnd().split('\r\n')
    expect(header?.split(',').slice(0, 3)).toEqual(['table', 'date', 'source'])
    expect(rows[0]).toMatch(/^visitors,2026-01-01,,.*,2,2,4,1,60,$/)
    expect(rows[1]).toMatch(/^pages,2026-01-02,.*example\.com,\/=1\+1,.*,4,4,4,,,$/)
  })
})

/** Files of some of five days, none of them in two files. */
const files = fc
  .array(fc.array(fc.nat(1_000), { maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .map((sums) =>
    sums.map((list, i) => [
      totalsDay(`2026-01-0${i + 1}`, list.length),
      ...list.map((count, at): ImportedDay => pageDay(`2026-01-0${i + 1}`, `/${at}`, count)),
    ]),
  )

describe('kinds', () => {
  test('are known again by their number', () => {
    const kinds: Kind[] = [VISITORS, PAGES, { table: 'sources', told: ['medium', 'channel'] }]
    for (const kind of kinds) expect(kindOf(kindNumber(kind))).toEqual(kind)
    expect(kindOf(15)).toBeUndefined()
  })

  test('that tell the same: of a day one counts, of one file the one that tells least', async () => {
    const place = (values: ImportedDay['values'], visits: number): ImportedDay => ({
      ...totalsDay('2026-01-01', visits),
      table: 'locations',
      values,
    })
    await imported(scene.settings, 1, [
      place({ country: 'DE', region: 'BE', city: 'Berlin' }, 2),
      place({ country: 'DE' }, 3),
    ])
    const told = [['country'], ['country', 'region', 'city']] as const
    const kinds = told.map((columns): Kind => ({ table: 'locations', told: columns }))
    const asked = { kinds, buckets: ALL, byWeekday: false, byKey: true, sums: SUMS }
    const days = importedDays(scene.settings, 1)
    expect(await days.sums(asked)).toMatchObject([{ key: '["DE",null,null]', visits: 3 }])
    await imported(scene.settings, 1, [place({ country: 'FR', region: null, city: null }, 5)])
    expect(await days.sums(asked)).toMatchObject([{ key: '["FR",null,null]', visits: 5 }])
    expect(await days.extents(20_455)).toEqual(
      kinds.toReversed().map((kind) => ({ ...kind, first: 20_454, last: 20_454 })),
    )
  })
})

test('imported in any order the sums are the same, and all of them taken back leave nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      files.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      async ([all, shuffled]) => {
        const ids: string[] = []
        for (const days of all) ids.push((await imported(scene.settings, 1, days)).id)
        const before = { visits: await visits(), pages: await pages() }
        for (const id of ids) await removeDays(scene.settings, 1, id)
        expect(counted('imported_sum')).toBe(0)
        for (const days of shuffled) await imported(scene.settings, 1, days)
        expect({ visits: await visits(), pages: await pages() }).toEqual(before)
        for (const { id } of await listDays(scene.settings, 1))
          await removeDays(scene.settings, 1, id)
      },
    ),
    { numRuns: 15 },
  )
})
