import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountsAnswer } from '../../../collector/reports/accounts/answer.ts'
import { type ReportedSite, reportedSite } from '../site.ts'
import { iso, NOW, ofNobody, subscription, use } from './account-lines.ts'

let site: ReportedSite
const asked = async (request: object) => (await site.run('accounts', request)) as AccountsAnswer
const names = async (request: object) => (await asked(request)).items.map(({ account }) => account)

const days = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i)

beforeAll(async () => {
  site = await reportedSite({}, NOW)
  const search = '/?utm_source=google&utm_medium=cpc'
  site.take([
    // Its first visit was Bob's, by an advertisement; Ann came later and does all.
    use('North', 'bob', 100, { name: 'pageview', path: search }),
    ...days(90, 1).map((ago) => use('North', 'ann', ago)),
    // Two people on one day each.
    use('north-sea', 'cyd', 3),
    use('north-sea', 'dan', 9),
    // Quiet for 40 days.
    ...days(60, 40).map((ago) => use('south', 'eve', ago)),
    subscription('south', 100, { amount: 30, renews_at: iso(-30) }),
    subscription('east', 70, { amount: 70, status: 'trialing', renews_at: iso(-5) }),
    ofNobody('east', 2),
  ])
})
afterAll(() => site.close())

describe('accounts are listed', () => {
  test('by one number, the greatest or the least first, what is not known last', async () => {
    expect(await names({ sort: 'health' })).toEqual(['North', 'north-sea', 'east', 'south'])
    expect(await names({ sort: 'health', direction: 'asc' })).toEqual([
      ...['south', 'east', 'north-sea', 'North'],
    ])
    expect(await names({ sort: 'mrr' })).toEqual(['south', 'North', 'east', 'north-sea'])
    expect(await names({ sort: 'people' })).toEqual(['north-sea', 'North', 'east', 'south'])
    expect(await names({ sort: 'last_seen', direction: 'asc' })).toEqual([
      ...['south', 'north-sea', 'east', 'North'],
    ])
  })

  test('by when they renew, the first to do so first', async () => {
    expect(await names({ sort: 'renews_in', direction: 'asc' })).toEqual([
      ...['east', 'south', 'North', 'north-sea'],
    ])
    const { items, totals } = await asked({ renews_within: 30 })
    expect(items.map(({ account, renews_in }) => [account, renews_in])).toEqual([['south', 30]])
    expect(totals.renewals.accounts).toBe(1)
    expect(await names({ renews_within: 29 })).toEqual([])
  })

  test('with days until they renew by the site’s calendar, whatever the hour', async () => {
    // NOW is 13:00 of 20 November there.
    const paris = await reportedSite({ timezone: 'Europe/Paris' }, NOW)
    paris.take([
      subscription('morning', 9, { renews_at: '2026-12-02T05:00:00Z' }),
      subscription('night', 9, { renews_at: '2026-12-01T23:30:00Z' }),
      subscription('evening', 9, { renews_at: '2026-12-01T22:30:00Z' }),
      subscription('today', 9, { renews_at: '2026-11-20T22:30:00Z' }),
    ])
    const { items } = (await paris.run('accounts', {})) as AccountsAnswer
    const told = Object.fromEntries(items.map(({ account, renews_in }) => [account, renews_in]))
    expect(told).toEqual({ morning: 12, night: 12, evening: 11, today: 0 })
    paris.close()
  })

  test('page by page in each order', async () => {
    for (const sort of ['risk', 'mrr', 'health', 'last_seen', 'renews_in'] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const all = await names({ sort, direction })
        const first = await asked({ sort, direction, limit: 3 })
        const second = await asked({ sort, direction, limit: 3, cursor: first.next })
        const both = [...first.items, ...second.items].map(({ account }) => account)
        expect(both).toEqual(all)
      }
    }
    const { next } = await asked({ sort: 'mrr', limit: 1 })
    await expect(asked({ sort: 'risk', cursor: next })).rejects.toThrow('cursor')
  })

  test('by name, by how they go on and by state', async () => {
    expect(await names({ search: 'NORTH' })).toEqual(['North', 'north-sea'])
    expect(await names({ account: 'north' })).toEqual([])
    expect(await names({ account: 'North' })).toEqual(['North'])
    expect(await names({ course: 'silent' })).toEqual(['south'])
    expect(await names({ state: 'trial' })).toEqual(['east'])
    const { totals } = await asked({ search: 'north' })
    expect(totals).toMatchObject({ accounts: 2, mrr: 0, active: 2 })
    // East is only tried.
    const { renewals } = (await asked({})).totals
    expect(renewals).toEqual({ accounts: 1, mrr: 30, silent: 1 })
    // The yardstick stays that of all.
    expect((await asked({ account: 'North' })).items[0]?.health).toBe(
      (await asked({})).items.find(({ account }) => account === 'North')?.health,
    )
  })

  test('with how they came first, where that is asked for', async () => {
    const { items } = await asked({ first_touch: true, search: 'north' })
    expect(items.map(({ first_channel, first_source }) => [first_channel, first_source])).toEqual([
      ['Paid Search', 'google'],
      ['Direct', 'direct'],
    ])
    expect((await asked({})).items[0]).not.toHaveProperty('first_channel')
    // A server alone never visits.
    expect((await asked({ first_touch: true, account: 'east' })).items[0]).toMatchObject({
      first_channel: null,
    })
  })
})

test('what those did who are still there is told beside what the others did', async () => {
  const other = await reportedSite({}, NOW)
  // Ten accounts invited two months ago, of which 8 are used now; ten did not, of which 4 are.
  const of = (i: number) => {
    const account = `account-${i}`
    const isKept = i < 8 || (i >= 10 && i < 14)
    return [
      use(account, `user-${i}`, 60),
      ...(i < 10 ? [use(account, `user-${i}`, 60, { name: 'Invite' })] : []),
      ...(isKept ? [use(account, `user-${i}`, 13)] : []),
    ]
  }
  other.take(Array.from({ length: 20 }, (_, i) => of(i)).flat())
  const { habits } = (await other.run('accounts', {
    key_events: ['Report', 'Invite'],
  })) as AccountsAnswer
  expect(habits).toEqual([
    {
      event: 'Report',
      ...{ did: { accounts: 20, kept: 12 }, did_not: { accounts: 0, kept: 0 }, q: 1 },
    },
    {
      event: 'Invite',
      ...{ did: { accounts: 10, kept: 8 }, did_not: { accounts: 10, kept: 4 } },
      // Fisher's exact test tells 0.16980; the other of two is 1.
      q: expect.closeTo(0.3396, 4),
    },
  ])
  await other.close()
})
