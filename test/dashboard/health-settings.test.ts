import './page.ts'
import { expect, test } from 'vitest'
import { draftOf, movesOf, settingsOf } from '../../dashboard/models/health-settings.ts'

const weights = { frequency: 0.35, recency: 0.25, breadth: 0.2, depth: 0.2 }
const goals = [{ id: 'goal-1', name: 'Purchase' }]

test('settings are typed in hundredths and lines, and come to the same again', () => {
  const settings = {
    ...{ weights, signals: null },
    key_events: [{ event: 'Invite' }, { page: '/reports/*' }, { goal: 'goal-1' }],
  }
  const draft = draftOf(settings, goals)
  expect(draft).toEqual({
    weights: { frequency: '35', recency: '25', breadth: '20', depth: '20' },
    ...{ keys: ['Invite', '/reports/*', 'goal: Purchase'], signals: null },
  })
  expect(settingsOf(draft)).toEqual({
    ...settings,
    key_events: [{ event: 'Invite' }, { page: '/reports/*' }, { goal: 'Purchase' }],
  })
})

test('blank lines are none, and a comma is a point', () => {
  const draft = { ...draftOf({ weights, key_events: null, signals: null }, []) }
  const typed = settingsOf({
    ...draft,
    weights: { ...draft.weights, depth: '12,5' },
    ...{ keys: [' Invite ', ''], signals: ['*pricing*'] },
  })
  expect(typed).toMatchObject({
    weights: { depth: 0.125 },
    ...{ key_events: [{ event: 'Invite' }], signals: [{ page: '*pricing*' }] },
  })
})

type Answer = Parameters<typeof movesOf>[0]

test('those that move by 5 and more are told, the furthest first, and who is at risk', () => {
  const at_risk = [{ why: 'falling', from: 90, to: 40 }]
  const answer = (rows: [string, number | null, boolean][], auc: number | null): Answer =>
    ({
      items: rows.map(([account, health, risky]) => ({
        ...{ account, health, at_risk: risky ? at_risk : [] },
      })),
      ...{ totals: { accounts: 9 }, backtest: auc === null ? null : { auc } },
    }) as unknown as Answer
  const before = answer(
    [
      ['a', 50, false],
      ['b', 50, true],
      ['c', 50, true],
      ['d', null, false],
    ],
    0.7,
  )
  const after = answer(
    [
      ['a', 54.9, true],
      ['b', 45, false],
      ['c', 70, true],
      ['d', 4, false],
    ],
    0.8,
  )
  expect(movesOf(before, after)).toEqual({
    ...{ accounts: 9, newly: 1, noMore: 1, auc: { before: 0.7, after: 0.8 } },
    moved: [
      { account: 'c', before: 50, after: 70, wasAtRisk: true, isAtRisk: true },
      { account: 'b', before: 50, after: 45, wasAtRisk: true, isAtRisk: false },
    ],
  })
  expect(movesOf(before, answer([], null))).toMatchObject({ moved: [], auc: null })
})
