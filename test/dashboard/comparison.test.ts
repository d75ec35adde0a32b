import './page.ts'
import { expect, test } from 'vitest'
import { comparableEnd, incomparable, isMatched } from '../../dashboard/models/comparison.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'

const META = {
  data_from: '2025-01-01',
  from: '2026-03-01',
  to: '2026-03-30',
  timezone: 'UTC',
  currency: 'USD',
  partial: false,
  unconverted: [],
  warnings: [],
}
const BEFORE = { from: '2026-01-30', to: '2026-02-28', rows: [], totals: {} }

function answer(meta: object, compared: object | undefined = BEFORE): StatsAnswer {
  const asked = { meta: { ...META, ...meta }, rows: [], row_count: 0, totals: {} }
  return (compared ? { ...asked, compared } : asked) as unknown as StatsAnswer
}

test('changes against days that all have data are shown', () => {
  expect(incomparable(answer({ data_from: '2026-01-30' }))).toBeUndefined()
})

test('changes against days before the first event are not, nor on a site that has none', () => {
  expect(incomparable(answer({ data_from: '2026-01-31' }))).toBe('data_from')
  expect(incomparable(answer({ data_from: null }))).toBe('data_from')
})

test('without a comparison there is no change', () => {
  const alone = { ...answer({}) }
  delete alone.compared
  expect(incomparable(alone)).toBe('alone')
})

test('other visits of the same days are always a like, whenever data begin and though the day runs', () => {
  const day = { from: '2026-03-30', to: '2026-03-30', until: null }
  const found = answer({ ...day, partial: true, data_from: '2026-03-31' }, { ...BEFORE, ...day })
  expect(incomparable(found)).toBeUndefined()
})

test('a day that runs is held against the same part of the one before, never against all of it', () => {
  const today = { from: '2026-03-30', to: '2026-03-30', partial: true }
  const yesterday = { ...BEFORE, from: '2026-03-29', to: '2026-03-29' }
  expect(incomparable(answer(today, { ...yesterday, until: null }))).toBe('running')
  const cut = { ...yesterday, until: '2026-03-29T09:12:00.000Z' }
  expect(incomparable(answer(today, cut))).toBeUndefined()
})

test.each([
  ['last7', 7, 'previous', true],
  ['last90', 90, 'year', true],
  [{ from: '2026-03-01', to: '2026-05-30' }, 91, 'previous', true],
  [{ from: '2026-03-01', to: '2026-05-31' }, 92, 'previous', false],
  [{ from: '2026-03-10', to: '2026-03-10' }, 1, 'previous', true],
  ['yesterday', 1, 'previous', false],
  ['today', 1, 'previous', false],
  ['mtd', 15, 'previous', false],
  ['ytd', 74, 'year', false],
  ['all', undefined, 'previous', false],
  ['last7', 7, 'none', false],
  ['last7', 7, { from: '2026-01-01', to: '2026-01-07' }, false],
] as const)('%j of %s days against %j goes by weekdays: %s', (period, days, compare, matched) => {
  expect(isMatched(period, days, compare)).toBe(matched)
})

test('what exists can be compared: its last part with the like of it before', () => {
  const march = { from: '2026-03-01', to: '2026-03-30' }
  // 40 days since 19 February: 20 and the 20 before.
  expect(comparableEnd(march, '2026-02-19', false)).toEqual({
    from: '2026-03-11',
    to: '2026-03-30',
  })
  // By weekdays 19 days and the 21 before: 19 + 21 = 40.
  expect(comparableEnd(march, '2026-02-19', true)).toEqual({ from: '2026-03-12', to: '2026-03-30' })
  // All of it, where there is as much before.
  expect(comparableEnd(march, '2026-01-30', false)).toEqual(march)
})

test('on the first day nothing has a like before', () => {
  const first = { from: '2026-03-01', to: '2026-03-30' }
  expect(comparableEnd(first, '2026-03-30', true)).toBeUndefined()
  expect(comparableEnd(first, '2026-03-29', true)).toEqual({ from: '2026-03-30', to: '2026-03-30' })
})
