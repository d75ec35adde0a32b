import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountsAnswer } from '../../collector/reports/accounts/answer.ts'
import { iso, NOW, ofNobody, subscription, use } from './accounts/account-lines.ts'
import { type ReportedSite, reportedSite } from './site.ts'

const DAY = 86_400_000

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite({}, NOW)
})
afterAll(() => site.close())

async function asked(request: object = {}): Promise<AccountsAnswer> {
  return (await site.run('accounts', request)) as AccountsAnswer
}

async function row(account: string, request: object = {}) {
  return (await asked(request)).items.find((one) => one.account === account)
}

describe('accounts', () => {
  beforeAll(() => {
    site.take([
      // Ann on four days, the last one yesterday; Bob once, 27 days ago; one day more is too long ago.
      ...[1, 2, 3, 4].map((ago) => use('acme', 'ann', ago)),
      use('acme', 'bob', 27, { name: 'Invite' }),
      use('acme', 'cyd', 28, { name: 'Export' }),
      use('acme', 'ann', 2, { name: 'pageview', path: '/pricing/yearly' }),
      subscription('acme', 100, { quantity: 4, renews_at: iso(-30) }),
      // A server alone, which is nobody.
      ofNobody('robots', 3),
      { ...ofNobody('robots', 5), name: 'Export' },
      // It pays, and is never seen.
      subscription('silent', 40, { amount: 50 }),
      // Seen long ago alone, and gone.
      use('gone', 'eve', 150),
      subscription('gone', 150),
      subscription('gone', 20, { status: 'ended' }),
      // Nobody’s account.
      { name: 'Report', at: Date.parse(NOW) - DAY, visitor: 'x', path: '/app' },
    ])
  })

  test('are scored by what their people did in 28 days', async () => {
    const acme = await row('acme')
    // Five days of 20; seen yesterday: 2^(−1/7); of Report, Export and Invite, the commonest events, two were used; two people
    // of four seats.
    expect(acme?.parts.frequency).toBeCloseTo(5 / 20, 12)
    expect(acme?.parts.recency).toBeCloseTo(2 ** (-1 / 7), 12)
    expect(acme?.parts.breadth).toBeCloseTo(2 / 3, 12)
    expect(acme?.parts.depth).toBeCloseTo(2 / 4, 12)
    // 35 × 0.25 + 25 × 0.905724 + 20 × 0.666667 + 20 × 0.5 = 8.75 + 22.643094 + 13.333333 + 10
    expect(acme?.health).toBeCloseTo(54.726427, 5)
    expect(acme).toMatchObject({
      ...{ people: 2, seats: 4, active_days: 5, used: ['Report', 'Invite'], shown: ['*pricing*'] },
      // One signal of four.
      ...{ temperature: 25, quadrant: 'understand', falling: false },
      ...{ mrr: 480, renews_at: iso(-30), state: 'active' },
      last_seen: new Date(Date.parse(NOW) - DAY - 3_600_000).toISOString(),
    })
    expect(acme?.at_risk).toEqual([])
    expect(acme?.trend).toHaveLength(12)
    expect(acme?.trend.at(-1)).toBe(acme?.health)
  })

  test('that a server alone tells of have no people', async () => {
    expect(await row('robots')).toMatchObject({
      ...{ people: 0, seats: null, active_days: 2, mrr: 0, state: null },
      parts: { frequency: 2 / 20, recency: 2 ** (-3 / 7), breadth: 2 / 3, depth: null },
    })
  })

  test('that pay and are never seen stand with 0', async () => {
    const silent = await row('silent')
    expect(silent).toMatchObject({ health: 0, last_seen: null, mrr: 50, state: 'renewed' })
    // It was not there yet eleven weeks ago.
    expect(silent?.trend[0]).toBeNull()
    expect(silent?.trend.slice(-5)).toEqual([0, 0, 0, 0, 0])
  })

  test('that are lost are told of, and at no risk', async () => {
    expect(await row('gone')).toMatchObject({
      ...{ state: 'lost', mrr: 0, at_risk: [], renews_at: null },
      last_seen: new Date(Date.parse(NOW) - 150 * DAY - 3_600_000).toISOString(),
    })
  })

  test('come by what they bring, page by page', async () => {
    const all = await asked()
    expect(all.items.map(({ account }) => account)).toEqual(['acme', 'silent', 'gone', 'robots'])
    expect(all.next).toBeNull()
    const first = await asked({ limit: 2 })
    expect(first.items).toEqual(all.items.slice(0, 2))
    expect(first.totals).toEqual(all.totals)
    const second = await asked({ limit: 2, cursor: first.next })
    expect(second.items).toEqual(all.items.slice(2))
    expect(second.next).toBeNull()
    expect(all.totals).toEqual({
      ...{ accounts: 4, mrr: 530, at_risk: 0, mrr_at_risk: 0 },
      quadrants: { grow: 0, train: 0, understand: 1, revive: 3 },
      // Acme and the robots did something in the 28 days; the robots were not there before.
      active: 2,
      courses: {
        new: { accounts: 1, mrr: 0, paying: 0 },
        growing: { accounts: 1, mrr: 480, paying: 1 },
        steady: { accounts: 0, mrr: 0, paying: 0 },
        cooling: { accounts: 0, mrr: 0, paying: 0 },
        silent: { accounts: 1, mrr: 50, paying: 1 },
      },
      renewals: { accounts: 1, mrr: 480, silent: 0 },
    })
    await expect(asked({ cursor: 'bm9uZQ' })).rejects.toThrow('cursor')
  })

  test('say what they were scored by, and why nothing was tried', async () => {
    const { meta, scoring, backtest, tried } = await asked()
    expect(scoring).toMatchObject({ yardstick: 20, key_events: ['Report', 'Export', 'Invite'] })
    expect(scoring.signals).toEqual(
      ['*pricing*', '*upgrade*', '*billing*', '*checkout*'].map((name) => ({ name, weight: 0.25 })),
    )
    expect(backtest).toBeNull()
    expect(tried).toEqual({ accounts: 2, churned: 1 })
    expect(meta.warnings).toEqual([expect.stringContaining('there are 1 and 1')])
    expect(meta).toMatchObject({
      ...{ from: '2026-10-24', to: '2026-11-20', partial: true },
      as_of: '2026-11-20T12:00:00.000Z',
    })
  })

  test('can be scored by something else', async () => {
    const request = {
      ...{ key_events: ['Report', { event: 'Export' }], signals: ['/app*', { page: '/none' }] },
      weights: { frequency: 0, recency: 0, breadth: 1, depth: 0 },
    }
    const acme = await row('acme', request)
    expect(acme).toMatchObject({ health: 50, temperature: 0, used: ['Report'] })
    expect((await asked(request)).scoring.weights.breadth).toBe(1)
    await expect(asked({ key_events: ['Reprot'] })).rejects.toThrow('"Report"')
    await expect(asked({ signals: [{ goal: 'Nope' }] })).rejects.toThrow('goal')
    await expect(
      asked({ weights: { frequency: 0, recency: 0, breadth: 0, depth: 0 } }),
    ).rejects.toThrow('above 0')
  })

  test('are chosen by filters, by a visit in the 28 days', async () => {
    const found = await asked({ filters: [['is', 'page', ['/pricing/yearly']]] })
    expect(found.items.map(({ account }) => account)).toEqual(['acme'])
    // The yardstick stays that of all.
    expect(found.items[0]?.health).toBe((await row('acme'))?.health)
    const none = await asked({ filters: [['is', 'event', ['Export']]] })
    expect(none.items).toEqual([])
  })

  test('are no business of a shared link', async () => {
    const { id } = await site.segment({ name: 'News', filters: [['is', 'source', ['news']]] })
    const reports = ['journeys', 'retention', 'changes']
    for (const name of ['accounts', 'stages']) {
      const request = name === 'stages' ? { stages: ['a', 'b'] } : {}
      await expect(site.run(name, request, id, reports)).rejects.toMatchObject({ status: 403 })
    }
  })

  test('are told as of the end of a period that is over', async () => {
    const { meta, items } = await asked({ period: { from: '2026-11-01', to: '2026-11-17' } })
    expect(meta).toMatchObject({ to: '2026-11-17', as_of: '2026-11-18T00:00:00.000Z' })
    // Ann’s on the 16th and 17th are left, and Bob’s and Cyd’s.
    expect(items.find(({ account }) => account === 'acme')).toMatchObject({
      ...{ active_days: 4, people: 3 },
      parts: { recency: 1, breadth: 1 },
    })
  })
})
