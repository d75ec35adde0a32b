import './page.ts'
import { describe, expect, test } from 'vitest'
import type { Box } from '../../dashboard/charts/drawn-box.ts'
import type { AccountRow, AccountsAnswer, Course } from '../../dashboard/models/accounts.ts'
import { isInside } from '../../dashboard/views/customers/area-in-view.ts'
import { riskyOf } from '../../dashboard/views/customers/at-risk.ts'
import { layoutOfMap } from '../../dashboard/views/customers/map-layout.ts'
import { partsOfHealth } from '../../dashboard/views/customers/points.ts'
import { summaryOf } from '../../dashboard/views/customers/summary-words.ts'
import { tellingHabits } from '../../dashboard/views/customers/telling-habits.ts'
import { partsLine, reasonWords } from '../../dashboard/views/customers/why.ts'

const weights = { frequency: 0.35, recency: 0.25, breadth: 0.2, depth: 0.2 }
const AS_OF = '2026-11-20T12:00:00.000Z'

function account(name: string, more: Partial<AccountRow> = {}): AccountRow {
  return {
    ...{ account: name, health: 50, temperature: 0, quadrant: null, falling: false },
    ...{ course: 'steady', at_risk: [], trend: [], people: 2, seats: 5, active_days: 6 },
    ...{ parts: { frequency: 0.5, recency: 1, breadth: null, depth: 0.25 }, used: [], shown: [] },
    ...{ mrr: 0, renews_at: null, renews_in: null, state: null },
    ...{ owner: '', last_seen: null },
    ...more,
  }
}

describe('the parts of a health', () => {
  test('sum to it, those without a basis left out', () => {
    const parts = partsOfHealth(account('acme'), { weights })
    expect(parts.map(({ part, points }) => [part, points])).toEqual([
      // 0.35, 0.25 and 0.2 of 0.8.
      ['frequency', expect.closeTo(21.875, 9)],
      ['recency', expect.closeTo(31.25, 9)],
      ['breadth', 0],
      ['depth', expect.closeTo(6.25, 9)],
    ])
    // As `healthOf` has it.
    expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(59.375, 9)
    expect(parts.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9)
  })

  test('are told in one line, without what has no basis', () => {
    const scoring = { weights, yardstick: 12.5, key_events: [], signals: [] }
    const row = account('acme', { last_seen: '2026-11-04T12:00:01.000Z' })
    expect(partsLine(row, { scoring, asOf: AS_OF })).toBe(
      '2 of 5 people active · 6 of 13 days active · no activity for 15 days',
    )
    expect(partsLine(account('acme'), { scoring, asOf: AS_OF })).toContain('never active')
  })
})

test.each([
  [{ why: 'falling', from: 71.4, to: 31.5 } as const, 'Health fell from 71 to 32'],
  [{ why: 'renewal', days: 1, health: 31 } as const, 'Renews in 1 day with a health of 31'],
  [{ why: 'renewal', days: 0, health: 31 } as const, 'Renews today with a health of 31'],
  [
    { why: 'person_silent', person: 'user:ann', share: 0.4, days: 16 } as const,
    'ann, with 40% of its activity, has not been seen for 16 days',
  ],
])('%j is said as "%s"', (reason, said) => {
  expect(reasonWords(reason)).toBe(said)
})

test('those at risk or silent are listed by money, of equals the least healthy first', () => {
  const at_risk = [{ why: 'falling', from: 80, to: 40 } as const]
  const rows = [
    account('fine', { mrr: 900 }),
    account('small', { mrr: 10, at_risk }),
    account('silent', { mrr: 50, course: 'silent', health: 20 }),
    account('worse', { mrr: 50, at_risk, health: 40 }),
    account('new', { mrr: 70, course: 'new' }),
  ]
  const names = (course?: Course) => riskyOf(rows, { course }).map((row) => row.account)
  expect(names()).toEqual(['worse', 'silent', 'small'])
  expect(names('new')).toEqual(['new'])
})

describe('the map', () => {
  test('has money upwards in powers of ten, and those without it at the foot', () => {
    const rows = [0, 10, 1000].map((mrr) => account(`pays-${mrr}`, { mrr }))
    const { by, spots, upwards } = layoutOfMap(rows)
    expect(by).toBe('mrr')
    // From 1 − 0.15 to 3 + 0.15 above the foot's 0.12: 0.12 + 0.88 × 0.15 / 2.3 and 0.12 + 0.88 × 2.15 / 2.3.
    expect(spots.map(({ y }) => y)).toEqual([
      // Spread a little.
      expect.closeTo(0.05 - 0.03, 5),
      expect.closeTo(0.17739, 5),
      expect.closeTo(0.94261, 5),
    ])
    expect(spots[0]?.x).toBeCloseTo(0.5, 9)
    expect(upwards.map(({ value }) => value)).toEqual([null, 10, 30, 100, 300, 1000])
  })

  test('has people upwards where nobody pays, and stands with one account', () => {
    const { by, spots } = layoutOfMap([account('one', { people: 4, health: 100 })])
    expect(by).toBe('people')
    expect(spots).toEqual([{ x: expect.closeTo(0.98, 9), y: expect.closeTo(0.47, 9) }])
    const nobody = layoutOfMap([account('none', { people: 0 })])
    expect(nobody.spots[0]?.y).toBeCloseTo(0.02, 9)
  })
})

describe('a box of the map', () => {
  const rows = [0, 10, 1000].map((mrr, i) => account(`pays-${mrr}`, { mrr, health: 40 * i }))
  const inside = (map: ReturnType<typeof layoutOfMap>, box: Box) => {
    const area = map.areaOf(box)
    return rows.filter((row) => isInside(row, area)).map((row) => row.account)
  }

  test('holds the accounts whose dots are in it, those at the foot as well', () => {
    const map = layoutOfMap(rows)
    expect(inside(map, { x: [0, 1], y: [0, 1] })).toEqual(['pays-0', 'pays-10', 'pays-1000'])
    expect(inside(map, { x: [0, 0.5], y: [0, 1] })).toEqual(['pays-0', 'pays-10'])
    expect(inside(map, { x: [0, 1], y: [0, 0.1] })).toEqual(['pays-0'])
    expect(inside(map, { x: [0, 1], y: [0.1, 0.9] })).toEqual(['pays-10'])
    expect(inside(map, { x: [0.9, 1], y: [0, 1] })).toEqual([])
  })

  test('stands where it was drawn, as far as there is anything', () => {
    const map = layoutOfMap(rows)
    const box = map.boxOf(map.areaOf({ x: [0.2, 0.6], y: [0.3, 0.9] }))
    expect(box.x).toEqual([expect.closeTo(0.2, 9), expect.closeTo(0.6, 9)])
    expect(box.y).toEqual([expect.closeTo(0.3, 9), expect.closeTo(0.9, 9)])
    const foot = map.boxOf(map.areaOf({ x: [0, 1], y: [0, 0.06] }))
    expect(foot.y).toEqual([expect.closeTo(0.02, 9), expect.closeTo(0.08, 9)])
  })

  test('holds all that share a number of people, however they are spread', () => {
    const alike = [1, 2, 3].map((n) => account(`alike-${n}`, { people: 4, health: 50 }))
    const map = layoutOfMap(alike)
    const area = map.areaOf({ x: [0.4, 0.6], y: [0.48, 0.6] })
    expect(area.by).toBe('people')
    expect(alike.filter((row) => isInside(row, area))).toHaveLength(3)
  })
})

test('habits with five accounts on both sides are told, the widest apart first', () => {
  const share = (kept: number, accounts: number) => ({ kept, accounts })
  const habits = [
    { event: 'Few', did: share(4, 4), did_not: share(1, 20), q: 0.01 },
    { event: 'Report', did: share(6, 10), did_not: share(3, 6), q: 1 },
    { event: 'Invite', did: share(9, 10), did_not: share(2, 5), q: 0.1 },
  ]
  expect(tellingHabits(habits).map(({ event, gap }) => [event, gap])).toEqual([
    ['Invite', expect.closeTo(0.5, 9)],
    ['Report', expect.closeTo(0.1, 9)],
  ])
})

describe('the summary', () => {
  const none = { accounts: 0, mrr: 0, paying: 0 }
  const totals = {
    ...{ accounts: 20, mrr: 4_000, at_risk: 3, mrr_at_risk: 900, active: 15 },
    courses: { new: none, growing: none, steady: none, cooling: none, silent: none },
    renewals: { accounts: 0, mrr: 0, silent: 0 },
    quadrants: { grow: 0, train: 0, understand: 0, revive: 0 },
  }
  type Told = Parameters<typeof summaryOf>[0]
  const told = (more: Partial<AccountsAnswer['totals']>, rest: Partial<Told> = {}) =>
    summaryOf({
      ...{ totals: { ...totals, ...more }, backtest: null, tried: { accounts: 0, churned: 0 } },
      ...rest,
    })

  test('tells of money who has gone quiet, and of use where there is none', () => {
    const silent = { accounts: 9, paying: 7, mrr: 2_140 }
    const courses = { ...totals.courses, silent }
    const renewals = { accounts: 5, mrr: 0, silent: 3 }
    expect(told({ courses, renewals }).first).toBe(
      '7 accounts worth $2,140 a month have gone quiet; 3 of them renew within 30 days.',
    )
    expect(told({ courses, mrr: 0 }).first).toBe('9 of 20 accounts have gone quiet.')
    expect(told({}).first).toBe('No account that pays has gone quiet.')
  })

  test('tells whether the score has told, and of too few that they are', () => {
    const churned = { accounts: 40, churned: 12 }
    const backtest = (low: number): Partial<Told> => ({
      backtest: { auc: 0.78, interval: [low, 0.9], ...churned },
      tried: churned,
    })
    expect(told({}, backtest(0.61)).others).toEqual([
      'The score has told before: of two accounts, one of which left since, the score of 60 days ago names the right one in 78% (61%–90%).',
    ])
    expect(told({}, backtest(0.5)).others.join()).toContain('does not tell who leaves')
    expect(told({}, { tried: { accounts: 9, churned: 4 } }).others.join()).toContain(
      'since 60 days ago 4 accounts left and 5 stayed',
    )
    expect(told({}).others).toEqual([])
  })
})
