import { expect, test } from 'vitest'
import { type Change, changeSentence, type NamedEffect } from '../collector/change-sentence.ts'

const paid: NamedEffect = {
  dimension: 'channel',
  value: 'Paid Social',
  total: -27.3,
  why: 'volume',
  rose: false,
}
const mobile: NamedEffect = {
  dimension: 'device',
  value: 'mobile',
  total: -8.6,
  why: 'rate',
  rose: false,
}

function told(change: Partial<Change>): string {
  const usual = { metric: 'conversions', goal: 'Sign-ups', change: -34, currency: 'EUR' } as const
  return changeSentence({ ...usual, named: [], reason: null, ...change })
}

test('what fell, and by what', () => {
  expect(told({ named: [paid, { ...mobile, total: -9 }] })).toBe(
    'Sign-ups fell by 34. By channel, 27 of it is fewer visitors from Paid Social. By device, 9 of it is a lower rate on mobile.',
  )
})

test.each<[Partial<Change>, string]>([
  [
    { named: [{ ...paid, total: 1_200, rose: true }], change: 1_000, metric: 'visits' },
    'Visits rose by 1,000. By channel, 1,200 of it is more visitors from Paid Social.',
  ],
  [
    { named: [{ ...paid, total: 12, rose: true }] },
    'Sign-ups fell by 34. By channel, more visitors from Paid Social brought 12.',
  ],
  [
    { named: [paid], change: 0 },
    'Sign-ups stayed the same. By channel, fewer visitors from Paid Social took 27.',
  ],
  [
    { named: [mobile], metric: 'revenue', goal: undefined, change: -20.5 },
    'Revenue fell by €20.50. By device, €8.60 of it is less money each on mobile.',
  ],
  [
    {
      named: [{ ...mobile, total: -0.0123, why: 'mix' }],
      metric: 'conversion_rate',
      change: -0.02,
    },
    'The conversion rate of Sign-ups fell by 2 points. By device, 1.23 points of it is a smaller share of visitors on mobile.',
  ],
  [
    { named: [{ ...mobile, dimension: 'visitor_kind', value: 'new' }] },
    'Sign-ups fell by 34. By visitor kind, 8.6 of it is a lower rate among new visitors.',
  ],
  [
    { named: [{ ...paid, dimension: 'campaign', value: null }] },
    'Sign-ups fell by 34. By campaign, 27 of it is fewer visitors without a campaign.',
  ],
])('%j', (change, sentence) => {
  expect(told(change)).toBe(sentence)
})

test('where nothing is named the sentence says why', () => {
  expect(told({ reason: 'chance' })).toBe(
    'Sign-ups fell by 34. By no dimension is any part of it beyond chance.',
  )
  expect(told({ reason: 'nobody_before', change: 3 })).toBe(
    'Sign-ups rose by 3. There was nobody before to compare with.',
  )
  expect(told({ reason: 'too_few' })).toBe(
    'Sign-ups fell by 34. There are too few people to tell why.',
  )
})
