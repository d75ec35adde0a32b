import './page.ts'
import { expect, test } from 'vitest'
import {
  ceilingsMet,
  daysUntil,
  gainAt,
  isUnattributed,
  lockedBeyond,
  placeOfGain,
  planDraft,
  planRequest,
  spanOn,
  stepsOf,
  withGain,
  withLock,
} from '../../dashboard/models/plan.ts'

const GOALS = [
  { name: 'Signup', value: 'none' as const },
  { name: 'Purchase', value: 'revenue' as const },
  { name: 'Invite', value: 'none' as const },
]
const TODAY = '2026-11-28'
const draftOf = (options: Record<string, string>) => {
  const draft = planDraft(options, GOALS, TODAY)
  if (!draft) throw new Error('no draft')
  return draft
}

test('without a word a plan is the same again and a tenth more, by the goals up to the one that pays', () => {
  expect(planRequest(draftOf({}))).toEqual({
    target: { growth: 0.1, of: 'customers' },
    stages: ['Signup', 'Purchase'],
    by: 'channel',
    last_year: true,
  })
})

test('everything that a plan is asked with stands in the address', () => {
  const options = {
    of: 'revenue',
    many: '50000',
    until: '2026-12-31',
    stages: '["Purchase"]',
    gains: '1.5',
    locked: '["Paid Search",""]',
    money: '3000',
    people: '3',
    each: '12',
  }
  expect(planRequest(draftOf(options))).toEqual({
    target: { revenue: 50_000 },
    stages: ['Purchase'],
    by: 'channel',
    last_year: true,
    days: 33,
    overrides: { gains: { Purchase: 1.5 } },
    locked: ['Paid Search', null],
    spend: 3_000,
    capacity: { people: 3, each: 12 },
  })
})

test.each([
  [{ many: '-4' }],
  [{ many: 'much' }],
  [{ money: '1e300' }],
  [{ until: '2026-11-28' }],
  [{ stages: '["Gone"]' }],
  [{ stages: '[' }],
  [{ people: '3' }],
])('what cannot be read of %j is as if it were not said', (options) => {
  expect(planRequest(draftOf(options))).toEqual(planRequest(draftOf({})))
})

test('without a goal there is nothing to plan', () => {
  expect(planDraft({}, [], TODAY)).toBeUndefined()
})

test.each([
  ['2026-11-29', 1],
  ['2026-12-31', 33],
  ['2026-11-28', undefined],
  ['9999-12-31', undefined],
  ['soon', undefined],
])('until %s there are %s days', (until, days) => {
  expect(daysUntil(until, TODAY)).toBe(days)
})

test('a rate that is moved is kept by its place, and one that is moved back is not', () => {
  const moved = withGain({}, 1, 1.2)
  expect(moved).toBe(',1.2')
  expect(withGain({ gains: ',1.2' }, 0, 0.8)).toBe('0.8,1.2')
  expect(withGain({ gains: ',1.2' }, 1, 1)).toBeUndefined()
})

test('a row is locked and freed again', () => {
  const locked = withLock({}, null)
  expect(locked).toBe('[""]')
  expect(withLock({ locked: '["",  "Email"]' }, 'Email')).toBe('[""]')
  expect(withLock({ locked: '[""]' }, null)).toBeUndefined()
})

test('the slider goes from half to twice, and shows where the rate lies', () => {
  expect([-100, 0, 100].map(gainAt)).toEqual([0.5, 1, 2])
  expect([0.25, 1, 4].map(placeOfGain)).toEqual([-100, 0, 100])
  const [from = 0, until = 0] = spanOn(0.04, [0.02, 0.04]) ?? []
  expect([from, until]).toEqual([0, 0.5])
  expect(spanOn(null, null)).toBeUndefined()
})

test('the bars of all steps share one scale', () => {
  const stage = { stage: 'Buy', rate: 0.1, interval: null, last_year: null, now: 100, units: 120 }
  const [visits, bought] = stepsOf({ visits: { now: 1_000, units: 1_200 }, stages: [stage] })
  expect([visits?.share, visits?.nowShare]).toEqual([1, 1_000 / 1_200])
  expect(bought?.share).toBe(0.1)
})

const ROW = {
  now: 0,
  visits_now: 0,
  spend_now: 0,
  visits: 0,
  stages: [],
  spend: 0,
  marginal_cost: null,
  locked: false,
  ceiling: { kind: 'unpaid' as const, why: '', daily_spend: 0, units: 0, reached: false },
}

test('what is out of reach is so for the ceilings of what may be bought', () => {
  const row = (kind: 'untried' | 'unpaid' | 'fruitless') => ({
    ...ROW,
    ceiling: { ...ROW.ceiling, kind },
  })
  const rows = [row('untried'), row('unpaid'), row('untried'), row('fruitless')]
  expect(ceilingsMet({ rows })).toEqual(['untried'])
})

test('what is locked may cost more than is planned', () => {
  const rows = [
    { ...ROW, locked: true, spend: 310 },
    { ...ROW, spend: 90 },
  ]
  const beyond = (spend: number) =>
    lockedBeyond({ rows, expected: { spend, units: 0, interval: null } })
  expect([309, 310, 400].map(beyond)).toEqual([310, undefined, undefined])
})

test('the row of what no visit led to is no channel of that name', () => {
  const unattributed = { ...ROW, channel: 'Unattributed' }
  expect(isUnattributed(unattributed)).toBe(true)
  expect(isUnattributed({ ...unattributed, visits_now: 3 })).toBe(false)
  expect(isUnattributed({ ...ROW, channel: 'Direct' })).toBe(false)
})
