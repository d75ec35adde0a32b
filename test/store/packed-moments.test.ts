import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EventReader, Histories, History, Key, Mark } from '../../collector/store/port.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { PackedRows } from '../../collector/store/sqlite/packed-rows.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

const NO_ROOM = { visits: 0, events: 0 }

const at = (time: string) => Date.parse(`2026-11-${time}Z`)
const SPAN = { from: at('02T00:00:00'), to: at('04T00:00:00') }

let site: ReportedSite
let packed: PackedRows
let copying: EventReader
let reading: EventReader
beforeEach(async () => {
  site = await reportedSite()
  site.take([
    { at: '2026-11-01T23:50:00', visitor: 'ann', path: '/a' },
    { at: '2026-11-02T00:05:00', visitor: 'ann', path: '/b?utm_source=news' },
    { name: 'Paid', at: '2026-11-02T00:06:00', visitor: 'ann', path: '/b', ...order('one', 900) },
    { name: 'Paid', at: '2026-11-02T00:07:00', visitor: 'ann', path: '/b', ...order('one', 900) },
    { at: '2026-11-02T10:00:00', visitor: 'bob', path: '/b/c' },
    { at: '2026-11-02T10:00:00', visitor: 'bob', path: '/a' },
    { at: '2026-11-03T10:00:00', visitor: 'bob', path: '/b/d' },
    { name: 'Paid', at: '2026-11-03T12:00:00', visitor: undefined, user: 'eve' },
    { at: '2026-11-03T23:59:00', visitor: 'cyd', path: '/b' },
    { at: '2026-11-04T00:01:00', visitor: 'cyd', path: '/b/c' },
  ])
  const open = () => openDatabase(site.path, { readonly: true })
  const db = open()
  packed = new PackedRows(db)
  copying = eventReader(db, { packed })
  const other = open()
  reading = eventReader(other, { packed: new PackedRows(other, NO_ROOM) })
})
afterEach(() => {
  copying.close()
  reading.close()
  site.close()
})

function order(order: string, cents: number): object {
  return { revenue: { amount: cents / 100, currency: 'USD', order } }
}

const onPages = (glob: string): Mark => ({ name: 'pageview', page: sql`p.path glob ${glob}` })
const paid: Mark = { name: 'Paid' }
const once = (): Mark => ({ name: 'Paid', unless: site.reader.dialect.isRepeat(site.id) })
const money: Key = { kind: 'value', value: sql`e.amount || ' ' || e.currency`, kept: 'rare' }
const last: Key = { kind: 'value', value: sql`v.last`, kept: 'numbers' }
const label = (id: string, table: 'page' | 'acquisition', column: string): Key => {
  return { kind: 'label', id: sql.raw(id), table, column, folded: false }
}
const page = label('e.page', 'page', 'path')
const source = label('v.acquisition', 'acquisition', 'source')
const day: Key = { kind: 'bucket', at: sql`e.at`, edges: [SPAN.from, at('03T00:00:00'), SPAN.to] }

interface Asked extends Pick<Histories, 'of' | 'marks' | 'beside'> {
  by?: 'start' | 'moment'
  moments?: 'visits'
}

function questionOf({ by = 'moment', ...asked }: Asked): Histories {
  const { dialect } = site.reader
  const rows = {
    visits: dialect.visitsStarting(site.id, SPAN),
    start: dialect.eventsOfVisitsStarting(site.id, SPAN),
    moment: dialect.eventsWithin(site.id, SPAN),
  }
  const from = rows[asked.moments ?? by]
  return { site: site.id, ...asked, from, all: { span: SPAN, by } }
}

async function listed(reader: EventReader, asked: Asked): Promise<History[]> {
  const found: History[] = []
  for await (const history of reader.histories(questionOf(asked))) found.push(history)
  return found
}

test.each([
  ['a name', () => ({ of: 'person', marks: [paid], beside: [] })],
  [
    'pages, and their order at one instant',
    () => ({ of: 'person', marks: [onPages('/a'), onPages('/b*')], beside: [page] }),
  ],
  [
    'what was not sold before',
    () => ({ of: 'person', marks: [onPages('*'), paid, once()], beside: [money, page] }),
  ],
  [
    'a visit, without those that stand alone',
    () => ({ of: 'visit', marks: [paid, onPages('/b')], beside: [last, source] }),
  ],
  [
    'all of visits that start',
    () => ({ of: 'visit', by: 'start', marks: [onPages('*')], beside: [day] }),
  ],
  ['what is kept', () => ({ of: 'person', marks: [{ kept: sql`e.seq > 0` }, paid], beside: [] })],
  ['a name that nobody sent', () => ({ of: 'person', marks: [{ name: 'Nope' }], beside: [] })],
  [
    'visits',
    () => ({
      of: 'person',
      by: 'start',
      moments: 'visits',
      marks: [{ kept: sql`1` }, { kept: sql`v.size > 1` }],
      beside: [source],
    }),
  ],
] satisfies [string, () => Asked][])('copies tell of %s what the rows tell', async (_, asked) => {
  const rows = await listed(reading, asked())
  expect(await listed(copying, asked())).toEqual(rows)
  // The first time, nothing is copied.
  expect(await listed(copying, asked())).toEqual(rows)
  const { moments, by = 'moment' }: Asked = asked()
  const rest = { site: site.id, span: SPAN, columns: [], goOn: () => {} }
  expect(packed.columns({ of: moments ?? 'events', by, ...rest })).toBeDefined()
})

const VIEWS: Asked = { of: 'person', marks: [onPages('/b'), onPages('/late')], beside: [page] }

test('an event that comes late is among the copies the next time', async () => {
  for (let i = 0; i < 2; i++) await listed(copying, VIEWS)
  site.take([{ at: '2026-11-02T10:01:00', visitor: 'bob', path: '/late' }])
  for (let i = 0; i < 2; i++) {
    const found = await listed(copying, VIEWS)
    expect(found).toEqual(await listed(reading, VIEWS))
    expect(found.flatMap(({ moments }) => moments.flatMap(({ beside }) => beside))).toContain(
      '/late',
    )
  }
})

test('the last of 31 marks holds like the first', async () => {
  const marks = Array.from({ length: 31 }, (_, i) =>
    i === 0 || i === 30 ? paid : onPages('/none'),
  )
  const asked: Asked = { of: 'person', marks, beside: [] }
  for (let i = 0; i < 2; i++) {
    const found = (await listed(copying, asked)).flatMap(({ moments }) => moments)
    expect(found.map(({ marks }) => marks)).toEqual([1 + 2 ** 30, 1 + 2 ** 30, 1 + 2 ** 30])
  }
})

test('what asks for more than copies tell is read from the rows', async () => {
  const marks = [{ name: 'Paid', and: sql`v.size > 2` }]
  const asked: Asked = { of: 'person', marks, beside: [] }
  for (let i = 0; i < 3; i++) expect(await listed(copying, asked)).toHaveLength(1)
})
