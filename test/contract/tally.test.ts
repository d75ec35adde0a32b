import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EventReader, Tally } from '../../collector/store/port.ts'
import { CountedIds } from '../../collector/store/sqlite/counted-ids.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'
import { openReader } from './engine.ts'

/** What every engine's reader has to answer; written over the logical tables alone. */
let site: ReportedSite
let reader: EventReader

const at = (text: string) => Date.parse(`2026-11-${text}Z`)
const DAY = { from: at('01T00:00:00'), to: at('02T00:00:00') }
const WEEK = { from: at('02T00:00:00'), to: at('09T00:00:00') }

beforeAll(async () => {
  site = await reportedSite()
  reader = site.reader
  const shop = '?utm_source=Shop&utm_medium=email&utm_campaign='
  site.take([
    { at: '2026-11-01T23:50:00', visitor: 'ann', path: '/early' },
    { name: 'Signup', at: '2026-11-01T23:55:00', visitor: 'ann', path: '/early' },
    { at: '2026-11-02T00:10:00', visitor: 'ann', path: '/a' },
    { at: '2026-11-03T10:00:00', visitor: 'bob', path: `/a${shop}one` },
    {
      at: '2026-11-03T10:05:00',
      visitor: 'bob',
      path: '/b',
      props: { on: true, n: 2, 'od"d': 'x' },
    },
    { at: '2026-11-03T10:06:00', visitor: 'bob', path: '/a' },
    { at: '2026-11-04T10:00:00', visitor: 'bob', path: `/b${shop}TWO` },
    { at: '2026-11-08T23:59:59.999', visitor: 'cyd', path: '/b' },
    { at: '2026-11-09T00:00:00', visitor: 'dan', path: '/b' },
    { name: 'Paid', at: '2026-11-05T00:00:00', visitor: undefined, user: 'eve' },
  ])
})
afterAll(() => site.close())

const tally = (parts: Partial<Tally> & Pick<Tally, 'from'>) =>
  reader.tally({ site: site.id, keys: [], sums: [], ...parts })
const visits = () => reader.dialect.visitsStarting(site.id, WEEK)
const byKey = <T extends { keys: unknown[] }>(rows: T[]) =>
  rows.toSorted((a, b) => (JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1))

test('once its asker has left, a reader answers nothing more', async () => {
  const asker = new AbortController()
  const left = await openReader(site.path, asker.signal)
  const from = left.dialect.visitsStarting(site.id, WEEK)
  const asked = { site: site.id, keys: [], sums: [], from }
  expect((await left.tally(asked)).total.rows).toBe(3)
  asker.abort(new Error('left'))
  await expect(left.tally(asked)).rejects.toThrow('left')
  await expect(left.rows(sql`select 1 as one`)).rejects.toThrow('left')
  await left.close()
})

describe('what lies in a span', () => {
  test('a visit lies where it starts, the end excluded', async () => {
    const { total } = await tally({ from: visits(), person: sql`v.person` })
    expect(total).toEqual({ rows: 3, people: 2, sums: [] })
  })

  test('a visit touches a span that any of its moments is in', async () => {
    const from = reader.dialect.visitsAndLoneTouching(site.id, WEEK)
    // Four visits, and what a server sent.
    expect((await tally({ from })).total.rows).toBe(5)
  })

  test('an event lies at its own time', async () => {
    const from = reader.dialect.eventsWithin(site.id, WEEK)
    expect((await tally({ from })).total.rows).toBe(7)
  })

  test('events are of the names asked for, seldom ones and frequent ones', async () => {
    const named = (...names: string[]) => reader.dialect.eventsWithin(site.id, WEEK, names)
    expect((await tally({ from: named('Paid') })).total.rows).toBe(1)
    expect((await tally({ from: named('Paid', 'pageview', 'Never') })).total.rows).toBe(7)
    expect((await tally({ from: named('Never') })).total.rows).toBe(0)
    const ofVisits = (...names: string[]) =>
      reader.dialect.eventsOfVisitsStarting(site.id, { ...WEEK, from: DAY.from }, names)
    expect((await tally({ from: ofVisits('Signup') })).total.rows).toBe(1)
    expect((await tally({ from: ofVisits('Signup', 'Never') })).total.rows).toBe(1)
    expect((await tally({ from: ofVisits('pageview') })).total.rows).toBe(7)
  })

  test('what a server sent while there was no visit is an event of the site, and of no visit', async () => {
    const lone = reader.dialect.eventsOfVisitsStarting(site.id, WEEK, ['Paid'])
    expect((await tally({ from: lone })).total.rows).toBe(0)
    const eve = sql`(select p.id from person p where p.key = 'eve')`
    expect((await tally({ from: reader.dialect.visitsOf(eve) })).total.rows).toBe(0)
    expect((await tally({ from: reader.dialect.visitsAndLoneOf(eve) })).total.rows).toBe(1)
    expect((await tally({ from: visits() })).total.rows).toBe(3)
  })

  test('the events of visits that start in a span may lie after it', async () => {
    const events = reader.dialect.eventsOfVisitsStarting(site.id, DAY)
    expect((await tally({ from: events })).total.rows).toBe(3)
    const chosen = reader.dialect.eventsOf(reader.dialect.visitsStarting(site.id, DAY), DAY)
    expect((await tally({ from: chosen })).total.rows).toBe(2)
  })

  test('another site has nothing of this', async () => {
    expect((await tally({ from: reader.dialect.eventsWithin(site.id + 1, WEEK) })).total.rows).toBe(
      0,
    )
  })
})

describe('a tally', () => {
  test('adds up sums, null as nothing, by key', async () => {
    const from = reader.dialect.eventsWithin(site.id, WEEK)
    const { rows, total } = await tally({
      from,
      keys: [{ kind: 'label', id: sql`e.page`, table: 'page', column: 'path', folded: false }],
      sums: [sql`1`, sql`case when e.name = 1 then 2 end`],
    })
    expect(byKey(rows)).toEqual([
      { keys: ['/a'], rows: 3, people: 0, sums: [3, 6] },
      { keys: ['/b'], rows: 3, people: 0, sums: [3, 6] },
      { keys: [null], rows: 1, people: 0, sums: [1, 0] },
    ])
    expect(total).toEqual({ rows: 7, people: 0, sums: [7, 12] })
  })

  test('counts a unit once in each group and once in all', async () => {
    const from = reader.dialect.eventsOfVisitsStarting(site.id, WEEK)
    const { rows, total } = await tally({
      from,
      unit: sql`v.id`,
      person: sql`v.person`,
      keys: [{ kind: 'label', id: sql`e.page`, table: 'page', column: 'path', folded: false }],
      sums: [sql`v.pageviews`],
    })
    expect(byKey(rows)).toEqual([
      { keys: ['/a'], rows: 1, people: 1, sums: [3] },
      { keys: ['/b'], rows: 3, people: 2, sums: [5] },
    ])
    expect(total).toEqual({ rows: 3, people: 2, sums: [5] })
  })

  test('counts a row in the group of every page it lists, once in each and once in all', async () => {
    const id = reader.dialect.pagesOfVisit
    const { rows, total } = await tally({
      from: visits(),
      unit: sql`v.id`,
      person: sql`v.person`,
      keys: [
        { kind: 'value', value: sql`v.interactive` },
        { kind: 'label', id, table: 'page', column: 'path', folded: false, many: true },
      ],
      sums: [sql`v.pageviews`],
    })
    expect(byKey(rows)).toEqual([
      { keys: [0, '/a'], rows: 1, people: 1, sums: [3] },
      { keys: [0, '/b'], rows: 3, people: 2, sums: [5] },
    ])
    expect(total).toEqual({ rows: 3, people: 2, sums: [5] })
  })

  test('puts an instant on an edge into the bucket that begins there', async () => {
    const edges = [WEEK.from, at('04T10:00:00'), at('05T00:00:00'), WEEK.to]
    const { rows } = await tally({
      from: reader.dialect.eventsWithin(site.id, WEEK),
      keys: [{ kind: 'bucket', at: sql`e.at`, edges }],
    })
    expect(byKey(rows).map((row) => [row.keys[0], row.rows])).toEqual([
      [0, 4],
      [1, 1],
      [2, 2],
    ])
  })

  test('joins spellings that differ in case where asked to, and combines keys', async () => {
    const label = (column: string) =>
      ({
        kind: 'label',
        id: sql`v.acquisition`,
        table: 'acquisition',
        column,
        folded: true,
      }) as const
    const { rows } = await tally({
      from: visits(),
      keys: [label('source'), { kind: 'value', value: sql`v.pageviews` }, label('campaign')],
    })
    expect(byKey(rows).map(({ keys }) => keys)).toEqual([
      ['direct', 1, null],
      ['shop', 1, 'two'],
      ['shop', 3, 'one'],
    ])
  })

  test('answers nothing with no rows', async () => {
    const from = reader.dialect.eventsWithin(site.id, { from: 0, to: 1 })
    expect(
      await tally({ from, keys: [{ kind: 'value', value: sql`e.name` }], sums: [sql`1`] }),
    ).toEqual({
      rows: [],
      total: { rows: 0, people: 0, sums: [0] },
    })
  })
})

describe('fragments', () => {
  test('a property is text, booleans by their words, with any name', async () => {
    const { dialect } = reader
    const [row] =
      await reader.rows(sql`select ${dialect.property('on')} as a, ${dialect.property('n')} as b,
      ${dialect.property('od"d')} as c, ${dialect.property('gone')} as d
      ${dialect.eventsWithin(site.id, WEEK)} and e.props is not null`)
    expect(row).toEqual({ a: 'true', b: '2', c: 'x', d: null })
  })

  test('a text is a number only when it is written as one', async () => {
    const { dialect } = reader
    const number = (text: string | null) => dialect.number(sql`${text}`)
    const [row] = await reader.rows(
      sql`select ${number('12.5')} as a, ${number('-3')} as b, ${number('12 kg')} as c, ${number(null)} as d`,
    )
    expect(row).toEqual({ a: 12.5, b: -3, c: null, d: null })
  })

  test('lower case knows every script', async () => {
    expect(await reader.rows(sql`select ${reader.dialect.lower(sql`'ÄÖ Ж'`)} as text`)).toEqual([
      { text: 'äö ж' },
    ])
  })
})

test('a set of people counts each once, whatever their numbers', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 5_000_000 })),
        { maxLength: 3000 },
      ),
      (ids) => {
        const people = new CountedIds()
        for (const id of ids) people.add(id)
        return people.size === new Set(ids).size
      },
    ),
    { numRuns: 50 },
  )
})
