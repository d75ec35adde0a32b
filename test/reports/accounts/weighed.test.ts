import { expect, test } from 'vitest'
import type { AccountsAnswer } from '../../../collector/reports/accounts/answer.ts'
import { replaceHealthSettings } from '../../../collector/settings/health.ts'
import { storeRates } from '../../../collector/settings/rates.ts'
import { changeSite, siteByDomain } from '../../../collector/settings/sites.ts'
import { DOMAIN, type Line, reportedSite } from '../site.ts'
import { NOW, subscription, use } from './account-lines.ts'

test('a score of 60 days ago is held against who has left since', async () => {
  const other = await reportedSite({}, NOW)
  const named = (kind: string) => Array.from({ length: 5 }, (_, i) => `${kind}-${i}`)
  other.take([
    // Those that stay were seen on more days before then.
    ...named('stays').flatMap((account, i) => [
      ...Array.from({ length: 10 + i }, (_, day) => use(account, account, 62 + day)),
      subscription(account, 200),
    ]),
    ...named('leaves').flatMap((account, i) => [
      ...Array.from({ length: 1 + i }, (_, day) => use(account, account, 62 + 5 * day)),
      subscription(account, 200),
      subscription(account, 59 - i, { status: 'ended' }),
    ]),
    // It tried only, and one had left before.
    use('tries', 'tries', 62),
    subscription('tries', 200, { status: 'trialing' }),
    subscription('left', 200),
    subscription('left', 61, { status: 'ended' }),
  ])
  const { backtest, meta } = (await other.run('accounts', {})) as AccountsAnswer
  expect(backtest).toMatchObject({ auc: 1, accounts: 10, churned: 5 })
  // As `test/golden/auc.json` has it of five and five that are all in order, turned round.
  expect(backtest?.interval[0]).toBeCloseTo(1 - 0.3572971760689585, 9)
  expect(meta.warnings).toEqual([])
  await other.close()
})

test('money is in the site’s currency at the rate of the day, and left out without one', async () => {
  const other = await reportedSite({}, NOW)
  await storeRates(other.settings, other.id, {
    rows: [
      { day: '2026-01-01', currency: 'USD', rate: 0.5 },
      { day: '2026-11-20', currency: 'USD', rate: 0.8 },
    ],
  })
  other.take([
    subscription('acme', 50, { id: 'a', amount: 100, currency: 'USD' }),
    subscription('acme', 50, { id: 'b', amount: 10 }),
    subscription('acme', 50, { id: 'c', amount: 1_200, currency: 'GBP', interval: 'year' }),
  ])
  const { items, meta } = (await other.run('accounts', {})) as AccountsAnswer
  // 100 × 0.8 + 10
  expect(items).toMatchObject([{ account: 'acme', mrr: 90 }])
  expect(meta.unconverted).toEqual([{ currency: 'GBP', amount: 100, events: 1 }])
  await other.close()
})

test('goals are key events where there are any, the main one weighs the signals', async () => {
  const other = await reportedSite({}, NOW)
  await other.goal({ name: 'Read', page: '/docs/*', value: 'none', count: 'every' })
  const buy = await other.goal({ name: 'Buy', event: 'Buy', value: 'none', count: 'every' })
  await changeSite(other.settings, await siteByDomain(other.settings, DOMAIN), {
    main_goal: buy.id,
  })
  const page = (who: string, path: string): Line => use('acme', who, 5, { name: 'pageview', path })
  other.take([
    // Thirty buy after they saw prices; ten saw a bill and did not.
    ...Array.from({ length: 30 }, (_, i) => [
      page(`buys-${i}`, '/pricing'),
      use('acme', `buys-${i}`, 4, { name: 'Buy' }),
      // Afterwards it says nothing.
      use('acme', `buys-${i}`, 3, { name: 'pageview', path: '/billing' }),
    ]).flat(),
    ...Array.from({ length: 10 }, (_, i) => page(`not-${i}`, '/billing')),
    page('reader', '/docs/a'),
  ])
  const { items, scoring } = (await other.run('accounts', {})) as AccountsAnswer
  expect(scoring.key_events).toEqual(['Read', 'Buy'])
  expect(scoring.signals.map(({ weight }) => weight)).toEqual([1, 0, 0, 0])
  expect(items).toMatchObject([{ used: ['Read', 'Buy'], temperature: 100 }])
  await other.close()
})

test('a site says what it scores by; a goal that has gone since scores nothing, and is named', async () => {
  const other = await reportedSite({}, NOW)
  const goal = await other.goal({ name: 'Buy', event: 'Buy', value: 'none', count: 'every' })
  const weights = { frequency: 1, recency: 1, breadth: 1, depth: 1 }
  await replaceHealthSettings(other.settings, other.id, {
    ...{ weights, key_events: [{ goal: goal.id }, { goal: 'gone' }, { event: 'Report' }] },
    signals: [{ page: '/prices/*' }, { event: 'Report' }],
  })
  other.take([use('acme', 'ann', 1)])
  const { scoring, items, meta } = (await other.run('accounts', {})) as AccountsAnswer
  expect(scoring).toMatchObject({ weights, key_events: ['Buy', 'Report'] })
  expect(items).toMatchObject([{ used: ['Report'], shown: ['Report'], temperature: 50 }])
  expect(meta.warnings[0]).toContain('no goal "gone"')
  await other.close()
})
