import { readFileSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { hindrancesInBothSchemes, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'
import { EVENTS } from './thirteen-customers.ts'

const SITE = 'shop.example'
const BUYS = Array.from({ length: 6 }, (_, i) => ({
  id: `purchase-${i}`,
  name: 'Purchase',
  at: Date.now() - (i + 1) * 3_600_000,
  url: `https://${SITE}/thanks`,
  visitor: `visitor-${i % 4}`,
  revenue: { amount: '20.00', currency: 'USD' },
}))
const at = useSignedIn({ site: SITE, events: BUYS })

const PAGE = '/customers/revenue'
const MONTHS = `${PAGE}?period=2025-01-01..2025-05-31`
const card = (name: string): Locator => at.page.getByRole('region', { name, exact: true })
const button = (name: string | RegExp) => at.page.getByRole('button', { name })

test('without subscriptions the page says what to send, and what purchases tell meanwhile', async () => {
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
  await at.open(PAGE)
  await at.page.getByText('No subscriptions yet').waitFor()
  await at.page.getByText('"name": "subscription"', { exact: false }).waitFor()
  await at.page.getByText('Drop a file here, or choose one').waitFor()
  // 6 purchases of 20.00 by 4 buyers.
  const bought = card('Until then: purchases')
  await bought.getByText('$30.00').waitFor()
  expect(await bought.locator('.metric-value').allTextContents()).toEqual([
    '4',
    '$30.00',
    '$20.00',
    '1.5',
  ])
})

describe('with thirteen customers and one who left before beginning', () => {
  beforeAll(async () => {
    const answer = await fetch(`${at.server.url}/api/sites/${SITE}/events`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${inject('firstOwner').token}`,
        'content-type': 'application/x-ndjson',
      },
      body: EVENTS.map((event) => JSON.stringify(event)).join('\n'),
    })
    expect(answer.status).toBe(202)
    const paid = { source: 'google', medium: 'cpc', campaign: 'brand', currency: 'USD' }
    await at.api('POST', '/spend', {
      import: 'ads',
      rows: [
        { ...paid, date: '2025-01-05', cost: 800 },
        { ...paid, date: '2025-05-05', cost: 120 },
      ],
    })
  })

  test('the page says what one brings and costs, by numbers worked out by hand', async () => {
    await at.open(MONTHS)
    // 55 × 0.8 = 44.00 a month, 5 of 39 leave: 343.20 for good, 330.45 in 24 months; 120 / 2 = 60.00 each.
    const sum = card('What a customer brings and costs')
    await sum
      .getByText(
        'A customer brings $330 in 24 months and costs $60.00: 5.5 to 1, paid back after 2 months. At the churn of the last twelve months, 13% a month, you level off at about 10 customers.',
      )
      .waitFor()
    await sum.getByText('Numbers of May 2025').waitFor()
    expect(await sum.locator('.metric-value').allTextContents()).toEqual([
      ...['10', '$550', '$6,600', '$55.00'],
      // 1 of 9 left, and 50 of 500; 100 for 50.
      ...['11%', '10%', '90%', '90%', '2.0'],
      ...['$343', '$60.00', '5.7', '1.4 months'],
    ])
    // Nine are too few for a verdict.
    await sum.getByText('Rule of thumb: below 2 %').waitFor()
    expect(await sum.locator('[data-verdict="missed"]').count()).toBe(0)
    await sum.getByRole('button', { name: /Customer churn/ }).click()
    await at.page.getByText('half of all are gone within 14 months', { exact: false }).waitFor()
  })

  test('the bridge sums, as a whole and month by month', async () => {
    await at.open(MONTHS)
    const bridge = card('How MRR has moved')
    const steps = () => bridge.locator('.waterfall b').allTextContents()
    await bridge.locator('.waterfall').waitFor()
    expect(await steps()).toEqual([
      '$0.00',
      '+$700.00',
      '+$50.00',
      '+$50.00',
      '$0.00',
      '−$250.00',
      '$550.00',
    ])
    await bridge.getByLabel('Month').selectOption('April 2025')
    expect(await steps()).toEqual([
      '$550.00',
      '$0.00',
      '+$50.00',
      '$0.00',
      '$0.00',
      '−$100.00',
      '$500.00',
    ])
    await bridge.getByRole('row', { name: /^April 2025 \$550.00 .* \$500.00 9$/ }).waitFor()
    await bridge
      .getByTitle('May 2025: gained $100.00, lost $50.00, MRR $550.00 at its end')
      .waitFor()
    const waiting = at.page.waitForEvent('download')
    await bridge.getByRole('button', { name: /CSV/ }).click()
    const csv = readFileSync(await (await waiting).path(), 'utf8')
    expect(csv.trim().split(/\r?\n/u)).toHaveLength(6)
    expect(csv).toContain('2025-04')
  })

  test('cohorts tell when they have paid back, and what is left of them', async () => {
    await at.open(MONTHS)
    // 80.00 each in January; 40.00, 36.00, 36.00, 32.00, 28.00 a month from each.
    const profit = card('When customers have paid back what they cost')
    await profit.getByRole('row', { name: 'January 2025 10 $80.00 $92.00 3 months' }).waitFor()
    await profit.getByText('one has paid back after 3 payments', { exact: false }).waitFor()
    await profit.getByRole('row', { name: 'May 2025 2 $60.00 -$20.00 not yet' }).waitFor()
    const cohorts = card('By the month in which they came')
    await cohorts.getByRole('row', { name: 'January 2025 $500 100% 90% 90% 80% 70%' }).waitFor()
    await cohorts.getByRole('button', { name: 'Customers' }).click()
    await cohorts.getByRole('row', { name: 'January 2025 10 100% 90% 80% 70% 60%' }).waitFor()
  })

  test('customers are told apart by how they came first, and by plan', async () => {
    await at.open(`${MONTHS}&by=source`)
    const by = card('By first source or plan')
    await by
      .getByRole('row', {
        name: /^google .* 6 \$350.00 \$120.00 needs five who left needs five who left 2.6 months 15% 3 of 20$/,
      })
      .waitFor()
    await by.getByRole('row', { name: /^bing .* 4 \$200.00 no spend known/ }).waitFor()
    await by.getByLabel('Told apart by').selectOption('Plan')
    await by.getByRole('row', { name: /^Team 1 \$50.00/ }).waitFor()
    await at.page.waitForURL(/by=plan/)
  })

  test('another churn, margin or cost is reckoned with at once', async () => {
    await at.open(MONTHS)
    const growth = card('Where growth ends')
    await growth
      .getByText('At 13% a month you level off at about 10 customers', { exact: false })
      .waitFor()
    await growth.getByRole('slider').fill('50')
    // 4 / 3 new a month: 26.7; from 10 ln(1.333 / 16.67) / ln 0.95 = 49.2 months.
    await growth
      .getByText('At 5% a month you level off at about 27 customers, nearly reached in July 2029.')
      .waitFor()
    await at.page.waitForURL(/churn=5/)
    await growth.getByRole('button', { name: 'As it is now' }).click()
    await growth.getByText('At 13% a month', { exact: false }).waitFor()
    await at.page.getByLabel('Other costs a month').fill('80')
    // (120 + 80) / 2.
    const sum = card('What a customer brings and costs')
    await sum.getByText('$60.00 by spend alone').waitFor()
    await sum.getByText('costs $100', { exact: false }).waitFor()
    await at.page.getByLabel('Gross margin, %').fill('40')
    // 22.00 a month: 165.22 in 24 months.
    await sum.getByText('A customer brings $165 in 24 months', { exact: false }).waitFor()
    await at.page.waitForURL(/margin=40/)
  })

  test('calculators begin with the site’s own numbers, and their address says what was typed', async () => {
    await at.open(MONTHS)
    await at.page.getByRole('link', { name: 'Calculators with these numbers' }).click()
    await at.page.getByRole('heading', { name: 'Calculators' }).waitFor()
    // 44.00 at 12.82 % a month.
    await card('Lifetime value').getByText('A customer is worth $343.').waitFor()
    await card('Lifetime value').getByLabel('Churn a month, %').fill('4')
    await card('Lifetime value').getByText('A customer is worth $1,100.').waitFor()
    await card('Ceiling of growth').getByText('You level off at 33 customers.').waitFor()
    await card('Payback').getByText('Paid back after 1.4 months.').waitFor()
    await at.page.reload()
    await card('Lifetime value').getByText('A customer is worth $1,100.').waitFor()
    await at.page.getByRole('link', { name: 'Revenue' }).first().click()
    await card('How MRR has moved').waitFor()
  })

  test('what is in doubt is listed, with whose it is and what was done', async () => {
    await at.open(MONTHS)
    const doubts = card('What is in doubt')
    await doubts.getByText('1 subscription never began.', { exact: false }).waitFor()
    await doubts.getByText('sub-ghost-inc: ghost-inc').waitFor()
  })

  test('days before the first customer lead to all time', async () => {
    await at.open(`${PAGE}?period=2024-01-01..2024-03-31`)
    await at.page.getByText('No subscriptions in this period').waitFor()
    await button('Show all time').click()
    await card('How MRR has moved').waitFor()
    await at.open(`${MONTHS}&source=nobody`)
    await at.page.getByText('No customer fits the filters').waitFor()
    await button('Without filters').click()
    await card('How MRR has moved').waitFor()
  })

  test.each([
    ['on a desk', { viewport: { width: 1280, height: 900 } }],
    [
      'on a phone in Chinese',
      {
        ...{ viewport: { width: 390, height: 844 }, locale: 'zh-CN' },
        ...{ hasTouch: true, isMobile: true },
      },
    ],
  ])('%s, by day and by night, nothing of the page hinders', async (_, options) => {
    // axe is put into the page by hand, which the page's own policy rightly forbids.
    const own = await at.browser.newContext({
      ...options,
      storageState: await at.context.storageState(),
      bypassCSP: true,
    })
    await watchShifts(own)
    const looking = await own.newPage()
    for (const [path, part] of [
      [MONTHS, '.revenue-growth'],
      [`${PAGE}?period=2024-01-01..2024-03-31`, '.empty'],
      [`${PAGE}/calculators`, '.revenue-calculators'],
    ] as const) {
      await looking.goto(`${at.server.url}/sites/${SITE}${path}`)
      await looking.locator(part).waitFor()
      const seen = await hindrancesInBothSchemes(looking)
      expect([path, seen]).toEqual([path, { violations: [], overflow: 0, shift: 0 }])
    }
    await own.close()
  })
})
