import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Filter } from '../../collector/settings/filter.ts'
import { readView, type View, writeView } from '../../dashboard/models/query.ts'

const PLAIN: View = { period: 'last30', compare: 'previous', filters: [], options: {} }

test('an address without a query shows the last 30 days against those before', () => {
  expect(readView('')).toEqual(PLAIN)
  expect(writeView(PLAIN)).toBe('')
})

test.each<[string, Partial<View>]>([
  ['?period=90d', { period: '90d' }],
  ['?period=2026-01-01..2026-01-31', { period: { from: '2026-01-01', to: '2026-01-31' } }],
  ['?compare=year', { compare: 'year' }],
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
  ['?compare=never'],
  ['?where=[broken'],
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
const filters = fc.uniqueArray(condition, {
  maxLength: 4,
  selector: ([operator, dimension]) => `${operator} ${dimension}`,
})

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
