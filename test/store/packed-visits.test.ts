import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ANY } from '../../collector/store/marks.ts'
import type { History } from '../../collector/store/port.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { PackedRows } from '../../collector/store/sqlite/packed-rows.ts'
import { eachPackedVisit } from '../../collector/store/sqlite/packed-visits.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { reportedSite } from '../reports/site.ts'

const roomOf = (visits: number) => ({ visits, events: 0 })

const at = (time: string) => Date.parse(`2026-11-${time}Z`)
const SPAN = { from: at('02T00:00:00'), to: at('04T00:00:00') }

async function someVisits() {
  const site = await reportedSite()
  site.take([
    { at: '2026-11-01T23:59:59.999', visitor: 'ann', path: '/' },
    { at: '2026-11-02T00:00:00', visitor: 'bob', path: '/' },
    { at: '2026-11-02T00:01:00', visitor: 'bob', path: '/' },
    { at: '2026-11-03T23:59:59.999', visitor: 'cyd', path: '/' },
    { at: '2026-11-04T00:00:00', visitor: 'dan', path: '/' },
    { name: 'Paid', at: '2026-11-03T00:00:00', visitor: undefined, user: 'eve' },
  ])
  const db = openDatabase(site.path, { readonly: true })
  const read = (packed: PackedRows, columns = [sql`v.start`, sql`v.last`]) => {
    const rows: unknown[][] = []
    const goOn = () => {}
    const read = eachPackedVisit(packed, { site: site.id, span: SPAN, columns, goOn }, (row) =>
      rows.push([...row]),
    )
    return read ? rows : undefined
  }
  const close = () => {
    db.close()
    site.close()
  }
  return { site, db, read, close }
}

const BOB = at('02T00:00:00')
const CYD = at('03T23:59:59.999')
const BOTH = [
  [BOB, BOB + 60_000],
  [CYD, CYD],
]

test('of a site, those are read that start in the span, and no event that stands alone', async () => {
  const { db, read, close } = await someVisits()
  const packed = new PackedRows(db)
  read(packed)
  expect(read(packed)).toEqual(BOTH)
  close()
})

test('what is asked for once is not worth a copy', async () => {
  const { site, db, read, close } = await someVisits()
  const packed = new PackedRows(db)
  expect(read(packed)).toBeUndefined()
  expect(read(packed)).toHaveLength(2)
  site.take([
    { at: '2026-11-02T00:05:00', visitor: 'bob', path: '/' },
    { at: '2026-11-03T00:05:00', visitor: 'gil', path: '/' },
  ])
  expect(read(packed)).toBeUndefined()
  close()
})

test('another column is copied beside those that are there', async () => {
  const { db, read, close } = await someVisits()
  const packed = new PackedRows(db)
  read(packed)
  read(packed)
  const others = [sql`v.pageviews`, sql`v.heard`]
  expect(read(packed, others)).toEqual([
    [2, 0],
    [1, 0],
  ])
  close()
})

test('histories of visits are the same from copies as from their rows, and tell of what changes', async () => {
  const { site, db, close } = await someVisits()
  const reader = eventReader(db)
  const label = { kind: 'label', table: 'client', column: 'device', folded: false } as const
  const ask = async (span?: typeof SPAN) => {
    const found = reader.histories({
      site: site.id,
      of: 'person',
      moments: 'visits',
      from: reader.dialect.visitsStarting(site.id, SPAN),
      ...(span && { all: { span, by: 'start' } }),
      marks: [ANY],
      beside: [{ ...label, id: sql`v.client` }],
    })
    const all: History[] = []
    for await (const one of found) all.push(one)
    return all
  }
  const fromRows = await ask()
  expect(fromRows).toHaveLength(2)
  for (let time = 0; time < 3; time++) expect(await ask(SPAN)).toEqual(fromRows)
  site.take([{ at: '2026-11-03T00:05:00', visitor: 'gil', path: '/' }])
  for (let time = 0; time < 3; time++) expect(await ask(SPAN)).toHaveLength(3)
  expect(await ask(SPAN)).toEqual(await ask())
  close()
})

test('an expression with another value is another column', async () => {
  const { db, read, close } = await someVisits()
  const packed = new PackedRows(db)
  const longer = (ms: number) => read(packed, [sql`v.last - v.start > ${ms}`])
  longer(0)
  expect([longer(59_000), longer(61_000), longer(59_000)]).toEqual([
    [[1], [0]],
    [[0], [0]],
    [[1], [0]],
  ])
  close()
})

test('a visit that goes on is read as it is then', async () => {
  const { site, db, read, close } = await someVisits()
  const packed = new PackedRows(db)
  read(packed)
  read(packed)
  site.take([{ at: '2026-11-02T00:05:00', visitor: 'bob', path: '/' }])
  read(packed)
  expect(read(packed)).toContainEqual([BOB, BOB + 300_000])
  close()
})

test('what would take too much room is not copied', async () => {
  const { db, read, close } = await someVisits()
  const packed = new PackedRows(db, roomOf(1_000))
  expect([read(packed), read(packed), read(packed)]).toEqual([undefined, undefined, undefined])
  close()
})

test('what found no room twenty times gets it from what is kept', async () => {
  const { db, read, close } = await someVisits()
  const packed = new PackedRows(db, roomOf(100_000))
  const found = Array.from({ length: 300 }, (_, ms) => read(packed, [sql`v.last > ${ms}`]))
  const firstRefused = found.findIndex((rows, i) => i > 0 && rows === undefined)
  const again = firstRefused + 20
  // Then all is new, and one copy more is not worth it.
  expect(found.slice(firstRefused, again + 2).map((rows) => rows?.length)).toEqual([
    ...Array(21).fill(undefined),
    2,
  ])
  close()
})

test('nobody waits for a copy any more once the asker has left', async () => {
  const { site, db, close } = await someVisits()
  const left = () => {
    throw new Error('left')
  }
  const packed = new PackedRows(db)
  const asked = { site: site.id, span: SPAN, columns: [sql`v.start`], goOn: left }
  eachPackedVisit(packed, asked, () => {})
  expect(() => eachPackedVisit(packed, asked, () => {})).toThrow('left')
  close()
})
