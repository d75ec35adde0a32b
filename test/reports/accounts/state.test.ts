import { describe, expect, test } from 'vitest'
import {
  changesByCustomer,
  nextRenewal,
  seatsBought,
  standingAt,
  stateOf,
} from '../../../collector/reports/accounts/state.ts'
import type { Change } from '../../../collector/reports/customers/changes.ts'
import type { StoredSubscription } from '../../../collector/subscription.ts'

const PRO: StoredSubscription = {
  ...{ id: 's1', plan: 'pro', amount: 1_000, currency: 'EUR', interval: 'month' },
  ...{ count: 1, quantity: 1, status: 'active', renews_at: null },
}
const at = (text: string) => Date.parse(`${text}Z`)

function change(day: string, more: Partial<StoredSubscription> = {}, customer = 1): Change {
  return { customer, at: at(day), subscription: { ...PRO, ...more } }
}

function stateAt(changes: Change[], day: string) {
  return stateOf(standingAt(changes, at(day)), at(day))
}

describe('a customer’s state', () => {
  const tried = change('2026-01-31T10:00', { status: 'trialing' })
  const paid = change('2026-01-31T12:00')
  const late = change('2026-03-01T10:00', { status: 'past_due' })
  const ended = change('2026-06-01T10:00', { status: 'ended' })
  const back = change('2026-08-01T10:00')

  test.each([
    ['nothing yet', [paid], '2026-01-31T12:00', null],
    ['tried', [tried], '2026-02-20T00:00', 'trial'],
    ['paid', [tried, paid], '2026-02-28T11:59', 'active'],
    // A month after 31 January 12:00 is 28 February 12:00.
    ['past its first term', [tried, paid], '2026-02-28T12:00', 'renewed'],
    ['late', [paid, late], '2026-03-02T00:00', 'active'],
    ['ended', [paid, ended], '2026-06-02T00:00', 'lost'],
    ['a trial that ended', [tried, ended], '2026-06-02T00:00', 'lost'],
    ['back, in its first term again', [paid, ended, back], '2026-08-20T00:00', 'active'],
    ['back for longer', [paid, ended, back], '2026-09-01T10:00', 'renewed'],
    [
      'one ended, one tried',
      [ended, { ...tried, subscription: { ...tried.subscription, id: 's2' } }],
      '2026-07-01T00:00',
      'trial',
    ],
  ] as const)('%s', (_, changes, day, state) => {
    const inOrder = [...changes].sort((a, b) => a.at - b.at)
    expect(stateAt(inOrder, day)).toBe(state)
  })

  test.each([
    [{ interval: 'year' }, '2027-01-31T12:00'],
    [{ interval: 'quarter' }, '2026-04-30T12:00'],
    [{ interval: 'month', count: 6 }, '2026-07-31T12:00'],
    [{ interval: 'week', count: 2 }, '2026-02-14T12:00'],
    [{ interval: 'day', count: 10 }, '2026-02-10T12:00'],
    // As it says itself.
    [{ interval: 'year', renews_at: at('2026-03-01T00:00') }, '2026-03-01T00:00'],
  ] as const)('%j renews first at %s', (more, day) => {
    const changes = [change('2026-01-31T12:00', more)]
    const just = at(day)
    expect(stateOf(standingAt(changes, just), just - 1)).toBe('active')
    expect(stateOf(standingAt(changes, just), just)).toBe('renewed')
  })

  test('a later date of renewal leaves the first one', () => {
    const first = change('2026-01-01T00:00', { renews_at: at('2026-02-01T00:00') })
    const second = change('2026-01-20T00:00', { renews_at: at('2026-03-01T00:00') })
    expect(stateAt([first, second], '2026-02-02T00:00')).toBe('renewed')
  })
})

test('the next renewal is the earliest that lies ahead, of what runs', () => {
  const standing = standingAt(
    [
      change('2026-01-01T00:00', { id: 'past', renews_at: at('2026-02-01T00:00') }),
      change('2026-01-01T00:00', { id: 'near', renews_at: at('2026-03-01T00:00') }),
      change('2026-01-01T00:00', { id: 'far', renews_at: at('2026-04-01T00:00') }),
      change('2026-01-01T00:00', {
        id: 'gone',
        status: 'ended',
        renews_at: at('2026-02-20T00:00'),
      }),
    ],
    at('2026-02-10T00:00'),
  )
  expect(nextRenewal(standing, at('2026-02-10T00:00'))).toBe(at('2026-03-01T00:00'))
  expect(nextRenewal(standing, at('2026-03-01T00:00'))).toBe(at('2026-03-01T00:00'))
  expect(nextRenewal(standing, at('2026-04-02T00:00'))).toBeNull()
})

test('seats are the quantities of what runs, where more than one is bought', () => {
  const standing = standingAt(
    [
      change('2026-01-01T00:00', { id: 'seats', quantity: 4 }),
      change('2026-01-02T00:00', { id: 'more', quantity: 3 }),
      change('2026-01-02T00:00', { id: 'flat' }),
      change('2026-01-02T00:00', { id: 'gone', quantity: 9, status: 'ended' }),
    ],
    at('2026-02-01T00:00'),
  )
  expect(seatsBought(standing)).toBe(7)
  expect(seatsBought([])).toBe(0)
})

test('changes are told by customer, in order', () => {
  const [one, two, three] = [
    change('2026-01-01T00:00'),
    change('2026-01-02T00:00', {}, 2),
    change('2026-01-03T00:00'),
  ]
  expect([...changesByCustomer([one, two, three])]).toEqual([
    [1, [one, three]],
    [2, [two]],
  ])
})
