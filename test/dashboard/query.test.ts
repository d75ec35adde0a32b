import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { DIMENSIONS } from '../../collector/vocabulary.ts'
import { readView, type View, writeView } from '../../dashboard/models/query.ts'

const PLAIN: View = {
  period: 'last30',
  compare: 'previous',
  exact: false,
  filters: [],
  options: {},
}

test('an address without a query shows the last 30 days against those before', () => {
  expect(readView('')).toEqual(PLAIN)
  expect(writeView(PLAIN)).toBe('')
})

test.each<[string, Partial<View>]>([
  ['?period=90d', { period: '90d' }],
  ['?period=2026-01-01..2026-01-31', { period: { from: '2026-01-01', to: '2026-01-31' } }],
  ['?compare=year', { compare: 'year' }],
  ['?compare=segment:abc', { compare: 'segment:abc' }],
  ['?compare=everyone', { compare: 'everyone' }],
  ['?compare=others', { compare: 'others' }],
  ['?channel=Paid+Search', { filters: [['is', 'channel', ['Paid Search']]] }],
  ['?country=DE&country=AT', { filters: [['is', 'country', ['DE', 'AT']]] }],
  ['?campaign=', { filters: [['is', 'campaign', [null]]] }],
  ['?page.contains=/blog', { filters: [['contains', 'page', ['/blog']]] }],
  ['?prop:plan=pro', { filters: [['is', 'prop:plan', ['pro']]] }],
  ['?prop:a.b.is=x', { filters: [['is', 'prop:a.b', ['x']]] }],
  ['?done.goal=Signup', { filters: [['has_done', 'goal', ['Signup']]] }],
  ['?segment=abc', { filters: [['segment', 'abc']] }],
  ['?metric=visits', { options: { metric: 'visits' } }],
])('%s reads as it says and is written back the same', (query, part) => {
  const view = { ...PLAIN, ...part }
  expect(readView(query)).toEqual(view)
  expect(writeView(view)).toBe(query)
})

test.each([
  ['?period=soon'],
  ['?period=2026-02-31..2026-01-01'],
  ['?period=2026-02-01..2026-02-31'],
  ['?period=2026-04-31..2026-05-01'],
  ['?period=2025-02-29..2025-03-01'],
  ['?period=2026-01-01'],
  ['?compare=2026-01-31..2026-01-01'],
  ['?compare=never'],
  ['?compare=segment:'],
  ['?where=[broken'],
  ['?where=null'],
  ['?where="is"'],
  ['?where=[]'],
  ['?where=["is"]'],
  ['?where=["is","country"]'],
  ['?where=["is","country",[]]'],
  ['?where=["is","country","DE"]'],
  ['?where=["is","country",[{"a":1}]]'],
  ['?where=["or"]'],
  ['?where=["or",[]]'],
  ['?where=["and",[["is","country",["DE"]],["or"]]]'],
  ['?where=["not"]'],
  ['?where=["segment"]'],
  ['?where=["has_done","goal",[1]]'],
  ['?where=["has_done","page",["/"]]'],
  ['?where=["toString","country",["DE"]]'],
])('%s, which nobody can read, opens the page as if it were not there', (query) => {
  expect(readView(query)).toEqual(PLAIN)
})

const value = fc.string({ minLength: 1, maxLength: 20 })
const condition = fc
  .tuple(
    fc.constantFrom('is', 'is_not', 'contains', 'matches'),
    fc.constantFrom('channel', 'page', 'country', 'prop:plan', 'prop:x.is_not'),
    fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
  )
  .map((filter) => filter as Filter)
const deed = fc.tuple(
  fc.constantFrom('has_done', 'has_not_done'),
  fc.constantFrom('goal', 'event'),
  fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
)
const filters = fc.array(fc.oneof(condition, deed as fc.Arbitrary<Filter>), { maxLength: 5 })

test('any filters survive the way through the address', () => {
  fc.assert(
    fc.property(filters, (chosen) => {
      const view = { ...PLAIN, filters: chosen }
      expect(readView(writeView(view))).toEqual(view)
    }),
  )
})

test('nested conditions travel as the API writes them', () => {
  const nested: Filter = [
    'or',
    [
      ['is', 'channel', ['Email']],
      ['not', ['is', 'country', ['DE']]],
    ],
  ]
  const view = { ...PLAIN, filters: [nested] }
  expect(readView(writeView(view))).toEqual(view)
})

test('two conditions on one dimension must both hold, also after a reload', () => {
  const both: Filter[] = [
    ['is', 'country', ['DE', 'AT']],
    ['is', 'country', ['AT', 'CH']],
  ]
  const query = writeView({ ...PLAIN, filters: both })
  expect(new URLSearchParams(query).getAll('country')).toEqual(['DE', 'AT'])
  expect(readView(query).filters).toEqual(both)
})

test('people who did one thing and another are not those who did one of them', () => {
  const both: Filter[] = [
    ['has_done', 'goal', ['Signup']],
    ['has_done', 'goal', ['Purchase']],
  ]
  expect(readView(writeView({ ...PLAIN, filters: both })).filters).toEqual(both)
})

test('filters nested deeper than the API takes are not read', () => {
  const nested = (depth: number): Filter =>
    depth === 0 ? ['is', 'country', ['DE']] : ['not', nested(depth - 1)]
  const read = (depth: number) =>
    readView(writeView({ ...PLAIN, filters: [nested(depth)] })).filters
  expect(read(12)).toEqual([nested(12)])
  expect(read(13)).toEqual([])
})

test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
  'a parameter called %s is no filter',
  (name) => {
    expect(readView(`?${name}=1&country=DE`).filters).toEqual([['is', 'country', ['DE']]])
  },
)

test.each([
  ['?campaign=spring%20sale', ['spring sale']],
  ['?campaign=spring+sale', ['spring sale']],
  ['?campaign=a%2Bb', ['a+b']],
  ['?campaign=%26utm%3Dx', ['&utm=x']],
  ['?campaign=50%25', ['50%']],
  ['?campaign=100%', ['100%']],
  ['?campaign=%E6%98%A5', ['春']],
  ['?campaign&campaign=x', [null, 'x']],
])('%s, however it was escaped, means %j', (query, values) => {
  expect(readView(query).filters).toEqual([['is', 'campaign', values]])
})

test('every dimension of the vocabulary can be filtered by, and no other name', () => {
  for (const dimension of DIMENSIONS) {
    expect(readView(`?${dimension}=x`).filters).toEqual([['is', dimension, ['x']]])
  }
  expect(readView('?utm_source=x&fbclid=y').filters).toEqual([])
  expect(readView('?utm_source=x&fbclid=y').options).toEqual({ utm_source: 'x', fbclid: 'y' })
  expect(readView('?prop:=x').filters).toEqual([])
})

test('of a parameter that there may be one of, the last counts', () => {
  expect(readView('?period=7d&period=90d').period).toBe('90d')
  expect(readView('?metric=visits&metric=visitors').options).toEqual({ metric: 'visitors' })
})

/**
 * Values that links of other dashboards lost or changed: https://github.com/plausible/analytics/issues/5899 (`ê`),
 * https://github.com/plausible/analytics/pull/3930 (pipes), https://github.com/metabase/metabase/issues/3423 (`@`),
 * https://github.com/looker-open-source/components/issues/2977 (`&`, `+`), https://github.com/matomo-org/matomo/issues/21743 (`>`).
 */
test.each([
  '/p/Terugblik webinar enquêtes (aanwezigen)',
  'brand|generic|nl',
  'ada+news@example.com',
  'A&B Area Ltd+P Co',
  '>5 & <10',
  '"Routing Engine 0"',
  '100%25',
  '#top?x=1;y=2',
  "mother's day",
  'C:\\path',
  '👩‍👩‍👧',
])('the value %s is the same after a reload', (said) => {
  const filters: Filter[] = [
    ['is', 'campaign', [said]],
    ['not_contains', 'prop:q', [said, 'x']],
    ['has_done', 'event', [said]],
    [
      'or',
      [
        ['is', 'page', [said]],
        ['segment', said],
      ],
    ],
  ]
  const query = writeView({ ...PLAIN, filters })
  expect(readView(query).filters).toEqual(filters)
  // A browser that writes the address in its own way reads back the same.
  expect(readView(new URL(query, 'https://t.example').search).filters).toEqual(filters)
})
