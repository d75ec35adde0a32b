import { afterEach, expect, test } from 'vitest'
import { exported, linesOf } from './exported.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

const sites: ReportedSite[] = []
afterEach(() => {
  for (const site of sites.splice(0)) site.close()
})

async function openSite(): Promise<ReportedSite> {
  const site = await reportedSite()
  sites.push(site)
  return site
}

test.each(['ndjson', 'csv'] as const)(
  'what was told of an account’s subscription is read back from %s',
  async (format) => {
    const site = await openSite()
    const told = (at: string, subscription: object): Line => ({
      name: 'subscription',
      at,
      visitor: undefined,
      account: 'acme',
      subscription: {
        id: 's1',
        currency: 'EUR',
        interval: 'year',
        status: 'active',
        ...subscription,
      },
    })
    site.take([
      told('2026-11-02T10:00:00', { amount: 120, plan: 'Pro' }),
      told('2026-11-03T10:00:00', {
        amount: '99.5',
        quantity: 3,
        renews_at: '2027-11-03T10:00:00Z',
      }),
      told('2026-11-04T10:00:00', { amount: 'much' }),
    ])
    const text = await exported(site)
    const subscriptions = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ account, visitor, user, subscription }) => ({
        account,
        visitor,
        user,
        ...subscription,
      }))
    const common = {
      account: 'acme',
      id: 's1',
      currency: 'EUR',
      interval: 'year',
      status: 'active',
    }
    expect(subscriptions).toEqual([
      { ...common, plan: 'Pro', amount: '120.00', count: 1, quantity: 1 },
      {
        ...common,
        amount: '99.50',
        count: 1,
        quantity: 3,
        renews_at: Date.parse('2027-11-03T10:00Z'),
      },
      { account: 'acme' },
    ])
    const copy = await openSite()
    copy.takeLines(format === 'csv' ? await linesOf(await exported(site, 'csv')) : text)
    expect(await exported(copy)).toBe(text)
  },
)
