import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Histories, History, Key } from '../../collector/store/port.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

/** What every engine's reader answers to a few visits that are written down here. */
let site: ReportedSite

const at = (text: string) => Date.parse(`2026-11-${text}Z`)
const WEEK = { from: at('02T00:00:00'), to: at('09T00:00:00') }

beforeAll(async () => {
  site = await reportedSite()
  const paid = { name: 'Paid', visitor: undefined, user: 'ann' }
  site.take([
    { id: 'phone-one', at: '2026-11-02T10:00:00', visitor: 'phone', path: '/a' },
    { id: 'phone-two', at: '2026-11-04T10:00:00', visitor: 'phone', path: '/b' },
    { id: 'phone-who', at: '2026-11-04T10:01:00', visitor: 'phone', path: '/b', user: 'ann' },
    { id: 'laptop-one', at: '2026-11-03T10:00:00', visitor: 'laptop', path: '/a', user: 'ann' },
    { id: 'tablet-one', at: '2026-11-03T12:00:00', visitor: 'tablet', path: '/b' },
    { id: 'paid-lone', at: '2026-11-03T11:00:00', ...paid, props: { plan: 'pro' } },
    { id: 'paid-visit', at: '2026-11-04T10:02:00', ...paid },
  ])
  site.take([
    { id: 'phone-late', at: '2026-11-02T10:05:00', visitor: 'phone', path: '/c' },
    { id: 'tablet-later', at: '2026-11-09T00:00:00', visitor: 'tablet', path: '/c' },
  ])
})
afterAll(() => site.close())

const named = (name: string) => sql`e.name in (select n.id from name n where n.text = ${name})`
const viewed = (path: string) =>
  sql`e.page in (select p.id from page p where p.site = ${site.id} and p.path = ${path})`
const value = (value: RawBuilder<unknown>): Key => ({ kind: 'value', value })
const id = () => value(site.reader.dialect.eventId(sql`e.uid`))
const PAGE: Key = { kind: 'label', id: sql`e.page`, table: 'page', column: 'path', folded: false }

function ask(parts: Partial<Histories>): AsyncIterable<History> {
  const from = site.reader.dialect.eventsWithin(site.id, WEEK)
  const marks = [named('pageview'), named('Paid')]
  return site.reader.histories({ site: site.id, of: 'person', from, marks, beside: [], ...parts })
}

async function all(parts: Partial<Histories>): Promise<History[]> {
  const found: History[] = []
  for await (const history of ask(parts)) found.push(history)
  return found
}

/** Of each history what stands beside its moments. */
async function told(parts: Partial<Histories>): Promise<unknown[][]> {
  const found = await all({ beside: [id()], ...parts })
  return found.map(({ moments }) => moments.flatMap(({ beside }) => beside))
}

const sorted = (lists: unknown[][]) => lists.toSorted((a, b) => (String(a) < String(b) ? -1 : 1))

test("a person's history reaches over browsers and visits, late events and those without a visit in their place", async () => {
  expect(sorted(await told({}))).toEqual([
    [
      ...['phone-one', 'phone-late', 'laptop-one', 'paid-lone'],
      ...['phone-two', 'phone-who', 'paid-visit'],
    ],
    ['tablet-one'],
  ])
})

test("a visit's history holds its own events, and what belongs to no visit is in none", async () => {
  expect(sorted(await told({ of: 'visit' }))).toEqual([
    ['laptop-one'],
    ['phone-one', 'phone-late'],
    ['phone-two', 'phone-who', 'paid-visit'],
    ['tablet-one'],
  ])
})

test("a history of visits has a moment for each visit's start, and no event without one", async () => {
  const { dialect } = site.reader
  const visits = { moments: 'visits', from: dialect.visitsStarting(site.id, WEEK) } as const
  const first = sql`v.start <= ${dialect.firstStartOfPerson}`
  const landing: Key = { ...PAGE, id: sql`v.landing` }
  const found = await all({ ...visits, marks: [sql`v.start > 0`, first], beside: [landing] })
  const told = found.map(({ moments }) =>
    moments.map(({ at, marks, beside }) => [at, marks, ...beside]),
  )
  expect(sorted(told)).toEqual([
    [
      [at('02T10:00:00'), 3, '/a'],
      [at('03T10:00:00'), 1, '/a'],
      [at('04T10:00:00'), 1, '/b'],
    ],
    [[at('03T12:00:00'), 3, '/b']],
  ])
})

test('histories come by ascending number of their unit', async () => {
  for (const of of ['person', 'visit'] as const) {
    const numbers = (await all({ of })).map(({ who }) => who)
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  }
})

test('a mark is the bit of its condition; who has none of them has no history', async () => {
  const marks = [viewed('/b'), named('Paid'), named('pageview'), named('Never')]
  const found = await all({ marks: marks.slice(1), beside: [id()] })
  const phone = found.find(({ moments }) => moments.length > 1)
  expect(phone?.moments.at(-2)).toEqual({
    at: at('04T10:01:00'),
    marks: 2,
    beside: ['phone-who'],
  })
  const bits = async (marks: Histories['marks']) =>
    sorted((await all({ marks })).map(({ moments }) => moments.map((moment) => moment.marks)))
  expect(await bits(marks)).toEqual([[4, 4, 4, 2, 5, 5, 2], [5]])
  expect(await bits([named('Paid')])).toEqual([[1, 1]])
  expect(await bits([named('Never')])).toEqual([])
  expect(await bits([undefined, named('Paid')])).toEqual([[2, 2]])
  expect(await bits([undefined])).toEqual([])
  expect(await bits([])).toEqual([])
})

test('31 conditions can be asked about at once, 32 cannot', async () => {
  const marks = Array.from({ length: 31 }, (_, i) => sql`${i % 2} = 0`)
  const [first] = await all({ marks })
  expect(first?.moments[0]?.marks).toBe(0b1010101010101010101010101010101)
  await expect(all({ marks: [...marks, sql`1 = 1`] })).rejects.toThrow(RangeError)
})

test('beside a moment stand labels, values and buckets, in the order asked', async () => {
  const plan = value(site.reader.dialect.property('plan'))
  const day: Key = {
    kind: 'bucket',
    at: sql`e.at`,
    edges: [WEEK.from, at('03T00:00:00'), WEEK.to],
  }
  const beside = [id(), PAGE, day, plan]
  const found = (await all({ beside, marks: [viewed('/a'), named('Paid')] })).flatMap(
    ({ moments }) => moments.map((moment) => moment.beside),
  )
  expect(found).toEqual([
    ['phone-one', '/a', 0, null],
    ['laptop-one', '/a', 1, null],
    ['paid-lone', null, 1, 'pro'],
    ['paid-visit', null, 1, null],
  ])
})

describe('which events there are is for `from` to say', () => {
  test('of some names', async () => {
    const from = site.reader.dialect.eventsWithin(site.id, WEEK, ['Paid'])
    expect(await told({ from })).toEqual([['paid-lone', 'paid-visit']])
  })

  test('of the visits that start in a span, wherever they lie themselves', async () => {
    const span = { from: at('04T00:00:00'), to: at('04T10:01:00') }
    const from = site.reader.dialect.eventsOfVisitsStarting(site.id, span)
    expect(await told({ from })).toEqual([['phone-two', 'phone-who', 'paid-visit']])
  })

  test('of one site', async () => {
    expect(await told({ from: site.reader.dialect.eventsWithin(site.id + 1, WEEK) })).toEqual([])
  })
})

test('whoever has seen enough leaves, and the reader goes on', async () => {
  for await (const { moments } of ask({})) {
    expect(moments.length).toBeGreaterThan(0)
    break
  }
  expect(await all({ of: 'visit' })).toHaveLength(4)
})

test('two at a time do not disturb each other', async () => {
  const [persons, visits] = await Promise.all([all({}), all({ of: 'visit' })])
  expect([persons.length, visits.length]).toEqual([2, 4])
})
