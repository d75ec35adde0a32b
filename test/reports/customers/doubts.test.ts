import { expect, test } from 'vitest'
import { doubtsOf, sentencesOf } from '../../../collector/reports/customers/doubts.ts'
import { processorTime } from '../../processor-time.ts'
import { change } from './subscribed.ts'

test('an end without a beginning is doubted; one after a trial is not', () => {
  const doubted = doubtsOf([
    change('2026-01-01T10:00', 1, { id: 'tried', status: 'trialing' }),
    change('2026-01-02T10:00', 1, { id: 'tried', status: 'ended' }),
    change('2026-01-02T10:00', 1, { id: 'gone', status: 'ended' }),
    // Another's of the same name has begun, this one has not.
    change('2026-01-03T10:00', 2, { id: 'tried', status: 'ended' }),
  ])
  expect(doubted).toEqual([
    { subscription: 'gone', doubt: 'never_begun', customers: [1] },
    { subscription: 'tried', doubt: 'never_begun', customers: [2] },
  ])
})

test('an id that goes over to another customer is doubted only while both have it', () => {
  const moves = [
    change('2026-01-01T10:00', 1, { id: 'moved' }),
    change('2026-02-01T10:00', 1, { id: 'moved', status: 'ended' }),
    change('2026-02-01T10:00', 2, { id: 'moved' }),
  ]
  expect(doubtsOf(moves)).toEqual([])
  const [first, ended, second] = moves
  const both = [first, second, ended].flatMap((one) => one ?? [])
  expect(doubtsOf(both)).toEqual([
    { subscription: 'moved', doubt: 'two_customers', customers: [1, 2] },
  ])
})

test('an id that everybody has is looked at once for each change', () => {
  const everybody = Array.from({ length: 30_000 }, (_, i) => i + 1)
  const begun = everybody.map((customer) => change('2026-01-01T10:00', customer, { id: 'pro' }))
  const gone = everybody.map((customer) =>
    change('2026-01-01T10:00', customer, { id: 'free', status: 'ended' }),
  )
  const took = processorTime(() => {
    expect(doubtsOf([...begun, ...begun, ...gone])).toEqual([
      { subscription: 'free', doubt: 'never_begun', customers: everybody },
      { subscription: 'pro', doubt: 'two_customers', customers: everybody },
    ])
  })
  // A list of all for each would be 1,800,000,000 steps.
  expect(took).toBeLessThan(3_000)
})

test('what is doubted is said in one sentence each', () => {
  expect(sentencesOf([])).toEqual([])
  expect(
    sentencesOf([{ doubt: 'never_begun' }, { doubt: 'never_begun' }, { doubt: 'two_customers' }]),
  ).toEqual([
    '2 subscriptions end without ever having begun: what they brought is in no sum',
    'an id of a subscription is active at two customers at once: each of them counts',
  ])
})
