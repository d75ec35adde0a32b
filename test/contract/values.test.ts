import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readablePath } from '../../collector/acquisition/escapes.ts'
import { matchesGlob } from '../../collector/acquisition/glob.ts'
import type { Dialect } from '../../collector/store/dialect.ts'
import { type ReportedSite, reportedSite } from '../reports/site.ts'

/** The values at which engines part, fragment by fragment; what JavaScript says is right. */
let site: ReportedSite
let dialect: Dialect
beforeAll(async () => {
  site = await reportedSite()
  dialect = site.reader.dialect
})
afterAll(() => site.close())

async function value(expression: RawBuilder<unknown>, from = sql``): Promise<unknown> {
  const [row] = await site.reader.rows<{ value: unknown }>(
    sql`select ${expression} as value ${from}`,
  )
  return row?.value
}

describe('lower case', () => {
  test.each(['İSTANBUL', 'ΟΔΥΣΣΕΥΣ', 'ς', 'Straẞe', 'ǅ', 'ЖÄÖ', 'A\nB', ''])(
    'of %j is what JavaScript makes of it',
    async (text) => {
      expect(await value(dialect.lower(sql`${text}`))).toBe(text.toLowerCase())
    },
  )
})

describe('a number', () => {
  test.each([
    ['12', 12],
    ['-0.50', -0.5],
    ['.5', 0.5],
    ['5.', 5],
    ['+5', 5],
    ['007', 7],
    ['1e3', 1000],
    ['2E-2', 0.02],
    ['0.1', 0.1],
    ['9007199254740993', 9007199254740992],
    [' 12', null],
    ['12 ', null],
    ['1 000', null],
    ['1,5', null],
    ['', null],
    ['.', null],
    ['-', null],
    ['e5', null],
    ['2026-11-03', null],
    ['1.2.3', null],
    ['0x10', null],
    ['Infinity', null],
    ['nan', null],
  ])('%j is %j', async (text, number) => {
    expect(await value(dialect.number(sql`${text}`))).toBe(number)
  })
})

describe('a glob', () => {
  test.each([
    ['/a*', '/a\nb'],
    ['/[a]', '/[a]'],
    ['/[a]', '/a'],
    ['/?', '/b'],
    ['/?', '/?'],
    ['/a%b', '/axb'],
    ['/a%b', '/a%b'],
    ['/a_b', '/axb'],
    ['/a\\b', '/a\\b'],
    ['/a\\*', '/a\\c'],
    ['**', ''],
    ['*', ''],
    ['', 'a'],
    ['*a*a*', 'a'],
    ['/É*', '/é'],
  ])('%j of %j', async (glob, text) => {
    expect(Boolean(await value(dialect.glob(sql`${text}`, glob)))).toBe(matchesGlob(glob, text))
  })
})

test('a readable path is the one that JavaScript makes', async () => {
  const paths = ['/caf%C3%A9', '/a%2Fb', '/100%', '/%E2%80%AE', '/%ff', '/plain']
  site.take(paths.map((path, i) => ({ at: `2026-11-02T10:00:0${i}`, path })))
  const rows = await site.reader.rows<{ path: string; shown: string }>(
    sql`select p.path as path, ${dialect.readablePath('p')} as shown from page p order by p.id`,
  )
  expect(rows).toHaveLength(paths.length)
  for (const { path, shown } of rows) expect(shown).toBe(readablePath(path))
})

test('a property is the text that JavaScript writes for it', async () => {
  const props = {
    'od"d': 'x"y\\z\n',
    'back\\slash': 1,
    'dot.ted': 0.1 + 0.2,
    'bra[0]ket': -0.5,
    größe: 'ß',
    huge: 1e21,
    long: 12345678901234567000,
    above: 2 ** 53 + 2,
    tiny: 1e-7,
    yes: true,
    no: false,
    words: 'true',
    empty: '',
  }
  const at = '2026-11-04T10:00:00'
  expect(site.take([{ at, name: 'Hard', path: '/', visitor: 'hard', props }])).toHaveLength(1)
  const span = { from: Date.parse('2026-11-04Z'), to: Date.parse('2026-11-05Z') }
  for (const [key, stored] of Object.entries({ ...props, absent: null })) {
    const from = dialect.eventsWithin(site.id, span, ['Hard'])
    const text = stored === null ? null : String(stored)
    expect(await value(dialect.property(key), from), key).toBe(text)
  }
})

test('whole parts of quotients are whole numbers', async () => {
  const days = dialect.quotient(sql`(${sql.lit(3 * 86_400_000)} - 1)`, 86_400_000)
  expect(await value(days)).toBe(2)
})

test('one of several values is found, and null is none of them', async () => {
  const among = (text: string | null) => dialect.isOneOf(sql`${text}`, ['a', "b'\\"])
  expect(await value(sql`coalesce(${among("b'\\")}, 0)`)).toBe(1)
  expect(await value(sql`coalesce(${among('c')}, 0)`)).toBe(0)
  expect(await value(sql`coalesce(${among(null)}, 0)`)).toBe(0)
})

describe('ties of time', () => {
  /** Packed by SQLite, and ordered otherwise then: `-` and `_`, capitals and small letters, hyphens of a UUID. */
  const IDS = [
    '-AAAAAAAAAAAAAAAAAAAA',
    '0AAAAAAAAAAAAAAAAAAAA',
    'AAAAAAAAAAAAAAAAAAAAA',
    '_AAAAAAAAAAAAAAAAAAAA',
    'aAAAAAAAAAAAAAAAAAAAA',
    '00000000-0000-4000-8000-000000000000',
    'text-of-its-own',
  ]

  test('go by the text of the ids', async () => {
    const at = '2026-11-05T10:00:00'
    // Each in a batch of its own: within one the place in it decides.
    for (const id of IDS.toReversed()) {
      site.take([{ id, at, name: 'Tied', path: '/', visitor: 'tied' }])
    }
    const span = { from: Date.parse('2026-11-05Z'), to: Date.parse('2026-11-06Z') }
    const rows = await site.reader.rows<{ id: string }>(sql`
      select ${dialect.eventId(sql`e.uid`)} as id ${dialect.eventsWithin(site.id, span, ['Tied'])}
      order by ${dialect.inTimeOrder}`)
    expect(rows.map(({ id }) => id)).toEqual(IDS.toSorted())
  })

  test('the first of a visit by a goal is the page that the visit begins with', async () => {
    const at = '2026-11-06T10:00:00'
    for (const id of IDS.toReversed()) {
      const props = { of: id }
      site.take([{ id: id.replace('A', 'B'), at, path: `/tied/${id}`, visitor: 'landing', props }])
    }
    const goal = await site.goal({ name: 'Tied', page: '/tied/*', value: 'none', count: 'visit' })
    const { rows } = await site.stats({
      period: { from: '2026-11-06', to: '2026-11-06' },
      metrics: ['conversions'],
      goal: goal.id,
      dimensions: ['landing_page', 'prop:of'],
    })
    const [first] = IDS.toSorted()
    expect(rows).toEqual([{ landing_page: `/tied/${first}`, 'prop:of': first, conversions: 1 }])
  })
})

test('the first moment is that of an event that is still there', async () => {
  expect(await value(dialect.firstMoment(site.id))).toBe(Date.parse('2026-11-02T10:00:00Z'))
  expect(await value(dialect.firstMoment(site.id + 1))).toBe(null)
  expect(await value(dialect.firstMoment(site.id, 'visits'))).toBe(
    Date.parse('2026-11-02T10:00:00Z'),
  )
  expect(await value(dialect.firstMoment(site.id + 1, 'visits'))).toBe(null)
})

test('a fraction among whole numbers is asked for like them, and found nowhere', async () => {
  const hours = (...values: number[]) =>
    site.stats({ metrics: ['visits'], filters: [['is', 'hour', values]] })
  expect((await hours(10, 2.5)).totals).toEqual((await hours(10)).totals)
})
