import { beforeAll, expect, test } from 'vitest'
import { hindrancesInBothSchemes, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const DAY = 86_400_000
const AT = Date.now() - 5 * DAY
const DATE = new Date(AT).toISOString().slice(0, 10)

/** Visits of one way, and purchases of the first of them an hour's part later. */
function came(name: string, query: string, { visitors, sales, amount }: Record<string, number>) {
  return Array.from({ length: visitors ?? 0 }, (_, i) => {
    const line = { at: AT + i, url: `https://${SITE}/?${query}`, visitor: `visitor-${name}-${i}` }
    const revenue = { amount: String(amount), currency: 'USD' }
    return [
      { ...line, id: `visit-${name}-${i}`, name: 'pageview' },
      ...(i < (sales ?? 0)
        ? [{ ...line, id: `sale-${name}-${i}`, at: line.at + 60_000, name: 'Purchase', revenue }]
        : []),
    ]
  }).flat()
}

const BRAND = 'utm_source=google&utm_medium=cpc&utm_campaign=brand'
const OTHER = 'utm_source=google&utm_medium=cpc&utm_campaign=other'
const at = useSignedIn({
  site: SITE,
  events: [
    ...came('brand', BRAND, { visitors: 14, sales: 12, amount: 30 }),
    ...came('other', OTHER, { visitors: 4, sales: 0, amount: 0 }),
    ...came('social', 'utm_source=facebook&utm_medium=paid_social&utm_campaign=face', {
      visitors: 20,
      sales: 1,
      amount: 10,
    }),
    ...came('mail', 'utm_source=letter&utm_medium=email', { visitors: 5, sales: 2, amount: 25 }),
  ],
})
const row = (name: string | RegExp) => at.page.getByRole('row', { name }).first()
const region = (name: string) => at.page.getByRole('region', { name, exact: true })

async function spend(): Promise<void> {
  const cost = { date: DATE, currency: 'USD' }
  const google = { ...cost, source: 'google', medium: 'cpc' }
  const social = { ...cost, medium: 'paid_social' }
  const rows = [
    { ...google, campaign: 'brand', cost: 80 },
    { ...google, campaign: 'other', cost: 20 },
    { ...social, source: 'facebook', campaign: 'face', cost: 200 },
    { ...social, source: 'linkedin', campaign: 'lost', cost: 40 },
  ]
  await at.api('POST', '/spend', { import: 'all', rows })
}

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Signup', event: 'Signup' })
  await at.api('POST', '/goals', { name: 'Purchase', event: 'Purchase', value: 'revenue' })
})

test('before there is spend, the money side is there and the cost is left open', async () => {
  await at.open('/return')
  // 12 × 30 + 10 + 2 × 25.
  await at.page.getByText('$420.00 came in.', { exact: false }).waitFor()
  await row(/Paid Search – 18 12 – \$360.00 –/).waitFor()
  expect(await at.page.locator('td .awaited').count()).toBeGreaterThan(2)
  await at.page.getByRole('link', { name: 'Add spend' }).click()
  await at.page.waitForURL(/return\/spend/)
  await spend()
})

test('what was spent says what it brought, who gains and who loses', async () => {
  await at.open('/return')
  // (360 + 10) / 340.
  const sentence = at.page.locator('.return-sentence')
  await sentence.getByText('Every $1 spent brought $1.09 back', { exact: false }).waitFor()
  await sentence.getByText('Paid Search earns 3.6 times its cost', { exact: false }).waitFor()
  await sentence
    .getByText('Paid Social lost $230.00: 1 conversion from 20 visits', { exact: false })
    .waitFor()
  await row(/Paid Search \$100.00 18 12 \$8.33 \$360.00 .*3.6 \$260.00 .* Raise/).waitFor()
  // 240 / (340 / 13) = 9 were to be expected, and one came.
  await row(/Paid Social \$240.00 20 1 \$240.00 \$10.00 0.04 -\$230.00 .* Stop/).waitFor()
  await row(/Email – 5 2 – \$50.00/).waitFor()
  await row(/Total \$340.00 43 15 \$420.00/).waitFor()
  await at.page.getByText('$40.00 of the spend found no visits.').waitFor()
})

test('the rows add up to what the Overview shows', async () => {
  await at.open('/return')
  await at.page.getByText('The revenue of all rows is the $420.00 that Purchase brought').waitFor()
  await at.page.getByRole('link', { name: 'Compare' }).click()
  const tile = at.page.locator('.metric', { hasText: 'Revenue' })
  await tile.getByText('$420').waitFor()
})

test('the Overview tells what was spent and brought, and between what that lies when asked', async () => {
  const asked: string[] = []
  at.page.on('request', (request) => {
    if (request.url().endsWith('/reports/attribution')) asked.push(request.postData() ?? '')
  })
  await at.open('')
  const tile = (name: string) => at.page.locator('.metric', { hasText: name })
  await tile('Spend').getByText('$340').waitFor()
  await tile('Return per $1').getByText('$1.09').waitFor()
  expect(asked).toHaveLength(1)
  await at.page.getByRole('button', { name: 'What is Return?' }).click()
  await at.page.getByText(/^Here \$\d.*–\$\d/).waitFor()
  expect(asked).toHaveLength(2)
  await at.page.keyboard.press('Escape')
  await at.open('?period=today')
  // Nobody has told yet what today costs: that is no fall.
  await tile('Spend').getByText('–', { exact: true }).waitFor()
  expect(await tile('Spend').getByText('100%').count()).toBe(0)
  await at.open('')
  await tile('Return per $1').getByRole('link').first().click()
  await at.page.waitForURL(/\/return\?.*goal=all/)
  await at.page.locator('.return-sentence').getByText('$1.09', { exact: false }).waitFor()
})

test('a bubble leads by keyboard to what it consists of, and a crumb back', async () => {
  await at.open('/return')
  const bubble = at.page.getByRole('link', { name: /^Paid Search: \$100.00 spent, return 3.6/ })
  await bubble.focus()
  await at.page.keyboard.press('Enter')
  await row(/google \$100.00 18 12/).waitFor()
  await at.page.getByRole('button', { name: 'google', exact: true }).click()
  await row(/brand \$80.00 14 12 \$6.67 \$360.00/).waitFor()
  await row(/other \$20.00 4 0 – \$0.00/).waitFor()
  const query = new URL(at.page.url()).searchParams
  expect(Object.fromEntries(query)).toMatchObject({ channel: 'Paid Search', by: 'campaign' })
  const way = at.page.getByRole('navigation', { name: 'The way here' })
  expect(await way.getByRole('listitem').allTextContents()).toEqual([
    'All channels',
    'Paid Search',
    'google',
    'Campaigns',
  ])
  await way.getByRole('link', { name: 'All channels' }).click()
  await row(/Email – 5 2/).waitFor()
})

test('spend whose campaign no visit has leads to where it is joined', async () => {
  await at.open('/return?by=campaign')
  await at.page.getByRole('link', { name: 'Match lost' }).click()
  await at.page.waitForURL(/return\/spend/)
})

test('whatever the rows are, the whole goes by channels, and goals without money show what they cost', async () => {
  await at.open('/return?by=source')
  await at.page.getByText('Every $1 spent brought $1.09 back', { exact: false }).waitFor()
  await at.page.getByText('choose a channel first', { exact: false }).waitFor()
  const goals = await (await at.api('GET', '/goals')).json()
  const { id } = goals.items.find(({ name }: { name: string }) => name === 'Signup')
  await at.open(`/return?goal=${id}`)
  await at.page.getByText('These goals bring no money', { exact: false }).waitFor()
  await at.page.getByText('Cost per conversion').waitFor()
  expect(await at.page.locator('.bubble').count()).toBe(0)
  expect(await at.page.getByRole('columnheader', { name: 'Revenue' }).count()).toBe(0)
})

test('the model and the goal are chosen in the address, and days stand side by side, with their notes', async () => {
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  expect((await at.api('POST', '/annotations', { day, text: 'Sale begins' })).status).toBe(201)
  await at.open('/return')
  await at.page.getByRole('button', { name: 'Last non-direct' }).click()
  await at.page.getByRole('menuitemradio', { name: 'Linear' }).click()
  await at.page.getByRole('button', { name: 'Linear' }).waitFor()
  expect(new URL(at.page.url()).searchParams.get('model')).toBe('linear')
  await at.page.getByRole('button', { name: 'Over time' }).click()
  await region('Spend and return')
    .getByText(/: \$340.00 spent, \$370.00 earned/)
    .waitFor({ state: 'attached' })
  await region('Spend and return').getByRole('img', { name: 'Sale begins' }).waitFor()
  await at.open('/return?goal=all')
  await at.page.getByRole('button', { name: 'All goals' }).waitFor()
})

test('too few days say how many would do, and paths how many visits they took', async () => {
  await at.open('/return')
  const next = region('The next unit of money')
  await next.getByText('Too little data (1 of 28 days, 12 of 100 conversions)').waitFor()
  const ways = region('Ways to a conversion')
  await ways
    .getByText('100% of all conversions came on a single visit.', { exact: false })
    .waitFor()
  await ways.getByRole('row', { name: 'Paid Search 12 80% $360.00' }).waitFor()
})

test('the models stand side by side, and what they go by is in the address', async () => {
  await at.open('/return/models')
  await at.page.getByText('All models agree on every row.').waitFor()
  await row(/^Paid Search( 12){8}/).waitFor()
  await at.page.getByRole('button', { name: 'Revenue', exact: true }).click()
  await row(/^Total( \$420.00){8}/).waitFor()
  await at.page.getByLabel('Look back').selectOption('90')
  await at.page.getByLabel('Leave out Direct').check()
  expect(Object.fromEntries(new URL(at.page.url()).searchParams)).toEqual({
    show: 'revenue',
    lookback: '90',
    direct: 'no',
  })
})

test('the tables are files', async () => {
  await at.open('/return')
  const [download] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('button', { name: 'Download CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^[\w.]+-return-.*--.*\.csv$/u)
})

test.each([
  ['a desk', { width: 1440, height: 900 }, 'en-GB'],
  ['a Chinese phone', { width: 390, height: 844 }, 'zh-CN'],
] as const)('by day and by night nothing hinders on %s', async (_, viewport, locale) => {
  const storageState = await at.context.storageState()
  const context = await at.browser.newContext({
    ...{ viewport, locale, storageState },
    bypassCSP: true,
  })
  await watchShifts(context)
  for (const path of ['', '/return', '/return?by=campaign&chart=time', '/return/models']) {
    const page = await context.newPage()
    await page.goto(`${at.server.url}/sites/${SITE}${path}`)
    await page.locator('.table tbody tr, .metric').first().waitFor()
    await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'))
    const found = await hindrancesInBothSchemes(page)
    expect({ path, ...found }).toMatchObject({ path, violations: [], overflow: 0 })
    expect(found.shift).toBeLessThan(0.1)
    await page.close()
  }
  await context.close()
})
