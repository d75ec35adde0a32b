import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { choose } from './choose.ts'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOUR = 3_600_000
/** At noon, so that all forty come on one day. */
const NOON = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR + 12 * HOUR

/**
 * Forty people look at the shop twenty days ago, ten of them by e-mail, twenty at the prices, five buy; ten read, and
 * come back after a day, to read, and after eight; those five buy again.
 */
const events = Array.from({ length: 40 }, (_, person) => {
  const visitor = `visitor-number-${person}`
  const first = NOON - 20 * 24 * HOUR + person * 60_000
  const view = (path: string, ms: number) => ({
    ...{ name: 'pageview', visitor, id: `event-${person}-${ms}` },
    ...{ url: `https://${SITE}${path}`, at: first + ms },
  })
  const reads = (ms: number) => ({ ...view('/', ms), name: 'Read' })
  return [
    view(person < 30 ? '/' : '/?utm_source=news&utm_medium=email', 0),
    ...(person < 20 ? [view('/pricing', 60_000)] : [view('/blog', 60_000)]),
    ...(person < 5 ? [{ ...view('/done', 120_000), name: 'Buy' }] : []),
    ...(person < 10
      ? [
          ...[reads(90_000), view('/', 24 * HOUR), reads(24 * HOUR + 1_000)],
          view('/', 8 * 24 * HOUR),
        ]
      : []),
    ...(person < 5 ? [{ ...view('/done', 8 * 24 * HOUR + 60_000), name: 'Buy' }] : []),
  ]
}).flat()

const at = useSignedIn({ site: SITE, events })
const steps = (...list: object[]) => `steps=${encodeURIComponent(JSON.stringify(list))}`
const FUNNEL = steps({ page: '/' }, { page: '/pricing' }, { event: 'Buy' })

test('a funnel tells its loss in words, bars and by channel, and who stopped', async () => {
  await at.open(`/journeys?${FUNNEL}`)
  await at.page.getByText('Of 40 who began, 5 went all the way').waitFor()
  const bars = at.page.locator('.falling > li')
  expect(await bars.count()).toBe(3)
  expect(await bars.nth(1).textContent()).toContain('20 · 50%')
  await bars.nth(1).getByRole('button').click()
  await at.page.getByRole('heading', { name: 'Who stopped before /pricing' }).waitFor()
  await at.page.getByText('/blog').first().waitFor()
  expect(new URL(at.page.url()).searchParams.get('step')).toBe('1')
  await at.page.getByRole('cell', { name: 'Direct' }).waitFor()
})

test('steps are edited in place and counted while one types', async () => {
  await at.open(`/journeys?${FUNNEL}`)
  await at.page.getByText('Of 40 who began').waitFor()
  await at.page.getByLabel('What of step 1').fill('/pricing')
  await at.page.getByText('Of 20 who began').waitFor()
  await at.page.getByRole('button', { name: 'Remove step 2' }).click()
  await at.page.getByText('Of 20 who began, 5 went all the way (25%)').waitFor()
})

test('a funnel is saved under a name and found again', async () => {
  await at.open(`/journeys?${FUNNEL}`)
  await at.page.getByText('Of 40 who began').waitFor()
  await at.page.getByRole('button', { name: 'Save funnel' }).click()
  await at.page.getByLabel('Name of the funnel').fill('Shop')
  await at.page.getByRole('button', { name: 'Save', exact: true }).click()
  const saved = at.page.getByRole('navigation', { name: 'Saved funnels' })
  await saved.getByRole('link', { name: 'Shop' }).waitFor()
  await at.open('/journeys')
  await saved.getByRole('link', { name: 'Shop' }).click()
  await at.page.getByText('Of 40 who began, 5 went all the way').waitFor()
})

test('an unknown event is refused with the nearest name', async () => {
  const refused = at.page.waitForResponse((answer) => answer.status() === 422)
  await at.open(`/journeys?${steps({ page: '/' }, { event: 'Buyy' })}`)
  expect((await (await refused).json()).detail).toContain('Buy')
  await at.page.waitForLoadState('networkidle')
  await at.page.getByText('Buy').first().waitFor()
  at.failures.length = 0
})

test('paths start where one clicks, by keyboard too', async () => {
  await at.open('/journeys/paths')
  const node = at.page.locator('.flow-node').filter({ hasText: '/pricing' }).first()
  await node.focus()
  await at.page.keyboard.press('Enter')
  await at.page.getByText('After /pricing').waitFor()
  expect(new URL(at.page.url()).searchParams.get('at')).toBe('/pricing')
  await at.page.getByLabel('Direction').selectOption('Leading to')
  await at.page.getByText('Before /pricing, 100% saw /.').waitFor()
})

const menuOf = (row: RegExp) =>
  at.page.getByRole('row', { name: row }).getByRole('button', { name: 'Dig deeper' }).first()

test('a whole path leads to those who had its steps in this order, and becomes a funnel', async () => {
  await at.open('/journeys/paths')
  await menuOf(/^\/ \/pricing/u).click()
  await at.page.getByRole('menuitem', { name: 'Filter by these steps, in this order' }).click()
  await at.page.waitForURL(/funnel/u)
  await at.page.getByRole('cell', { name: '/blog' }).waitFor({ state: 'detached' })
  await at.open('/journeys/paths')
  await menuOf(/^\/ \/pricing/u).click()
  await at.page.getByRole('menuitem', { name: 'Use as a funnel' }).click()
  await at.page.getByText('20 went all the way').waitFor()
  expect(new URL(at.page.url()).searchParams.get('by')).toBe('visit')
})

test('a goal and a feature lead on as values of rows do', async () => {
  await at.api('POST', '/goals', { name: 'Bought', event: 'Buy' })
  await at.open('/goals')
  await menuOf(/^Bought/u).click()
  await at.page.getByRole('menuitem', { name: 'Leave it out' }).click()
  await at.page.waitForURL(/has_not_done|not_done/u)
  await at.open('/goals')
  await menuOf(/^Bought/u).click()
  await at.page.getByRole('menuitem', { name: 'Use as a funnel step' }).click()
  await at.page.getByText('5 went all the way').waitFor()
  await at.open('/retention/features?unit=day')
  await menuOf(/^Buy/u).click()
  await at.page.getByRole('menuitem', { name: 'Use as a funnel step' }).waitFor()
  await at.page.keyboard.press('End')
  await at.page.keyboard.press('Enter')
  await at.page.getByText('Copied').waitFor()
})

test('a path of one page leads on as that page does, and what goes with staying to an experiment', async () => {
  await at.open('/journeys/paths')
  await menuOf(/^\/ Dig/u).click()
  await at.page.getByRole('menuitem', { name: 'Filter by it' }).click()
  await at.page.getByRole('button', { name: 'Remove filter: Page is /' }).waitFor()
  await at.api('POST', '/goals', { name: 'Bought', event: 'Buy' })
  await at.open('/retention/habits?within=1&from=7')
  await at.page.getByRole('link', { name: 'Draft an experiment', exact: true }).click()
  await at.page.getByRole('textbox', { name: 'Name' }).first().waitFor()
})

test('retention shows the curve and its cohorts', async () => {
  await at.open('/retention?unit=day')
  await at.page.getByText('25% come back one day later.').waitFor()
  await at.page.locator('.triangle td').filter({ hasText: '25%' }).first().waitFor()
  await at.open('/retention/features?unit=day')
  await at.page.getByRole('row', { name: /^Buy .*[+−][\d.]+ pt$/u }).waitFor()
})

test('the curve is split by what the first visit was like, which the address keeps and the file has', async () => {
  await at.open('/retention?unit=day')
  await choose(at.page.getByLabel('Split by'), 'Channel')
  await at.page.getByRole('row', { name: /^Direct .*30.*33%/u }).waitFor()
  const names = at.page.locator('.rates-names li')
  expect(await names.allTextContents()).toEqual(['all together', 'Direct', 'Email'])
  await at.page.getByLabel('Days in the table').fill('1, many')
  await at.page.getByText('Name up to six whole numbers').waitFor()
  await at.page.getByLabel('Days in the table').fill('8, 1')
  await at.page.getByRole('columnheader', { name: 'day 8' }).waitFor()
  await at.page.reload()
  await at.page.getByRole('row', { name: /^Email .*10.*0%/u }).waitFor()
  await at.page.getByRole('columnheader', { name: 'day 8' }).waitFor()
  const card = at.page.getByRole('region', { name: 'How many come back' })
  const [file] = await Promise.all([
    at.page.waitForEvent('download'),
    card.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/-retention-[\d-]+\.csv$/u)
  expect(readFileSync((await file.path()) ?? '', 'utf8')).toMatch(/Direct,[^\n]*30/u)
})

test('the share of use over time is read by arrows, by a tap, and as a table', async () => {
  await at.open('/retention/features?unit=day')
  const use = at.page.getByRole('region', { name: 'Share of use over time' })
  const chart = use.getByRole('group', { name: 'Share of use over time' })
  await chart.focus()
  await at.page.keyboard.press('ArrowRight')
  const tip = use.locator('.chart-tip')
  expect(await tip.locator('.series-key').allTextContents()).toEqual(['Read67%', 'Buy33%'])
  await at.page.keyboard.press('ArrowRight')
  await tip.getByText('day 1', { exact: true }).waitFor()
  expect(await tip.locator('.series-key').allTextContents()).toEqual(['Read100%', 'Buy0%'])
  await at.page.keyboard.press('Escape')
  await tip.waitFor({ state: 'detached' })
  await use.locator('.stacked-column').first().click()
  await tip.getByText('day 0', { exact: true }).waitFor()
  await use.getByRole('button', { name: 'Show as table' }).click()
  await use.getByRole('row', { name: /^Read .*67%.*100%/u }).waitFor()
})

test('from what goes with staying a link leads to a draft that says what is to be found out', async () => {
  await at.api('POST', '/goals', { name: 'Bought', event: 'Buy' })
  await at.open('/retention/habits?within=1&from=7&back=Buy&channel=Direct')
  await at.page.getByRole('link', { name: 'Draft an experiment: Read', exact: true }).click()
  const filled = async () => {
    const name = at.page.getByRole('textbox', { name: 'Name', exact: true })
    await expect.poll(() => name.inputValue()).toBe('More people do: Read')
    expect(await at.page.getByLabel('What you expect, and why').inputValue()).toMatch(
      /^Of those who did “Read” in their first 1 day 50% stayed, of the others 0%\./u,
    )
    expect(await at.page.getByLabel('Goal').inputValue()).toBe('Bought')
    await at.page.getByText('Channel is Direct').first().waitFor()
  }
  await filled()
  await at.page.reload()
  await filled()
  await at.open('/retention/habits?within=1&from=7')
  await at.page.getByRole('link', { name: 'Draft an experiment: Read', exact: true }).click()
  const hypothesis = at.page.getByLabel('What you expect, and why')
  await hypothesis.waitFor()
  expect(await hypothesis.inputValue()).toContain('No goal counts coming back')
  expect(await at.page.getByLabel('Goal').count()).toBe(0)
})

test('what stays that nobody did is refused with the nearest name', async () => {
  const refused = at.page.waitForResponse((answer) => answer.status() === 422)
  await at.open('/retention/habits?within=1&from=7&back=Buyy')
  await refused
  await at.page.getByText('Did you mean “Buy”?').waitFor()
  at.failures.length = 0
})

const PAGES = [
  `/journeys?step=1&${FUNNEL}`,
  '/journeys/paths',
  '/changes?metric=visits',
  '/retention?unit=day&by=channel',
  '/retention/features?unit=day',
  '/retention/habits?within=1&from=7',
]

test.each([
  ['on a desk, by day', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const }],
  [
    'on a phone in Chinese, by night',
    { viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' as const },
  ],
])('%s, the pages hinder nobody, shift and overflow nowhere', async (_, options) => {
  const storageState = await at.context.storageState()
  const own = await at.browser.newContext({ ...options, storageState, bypassCSP: true })
  await watchShifts(own)
  const page = await own.newPage()
  for (const path of PAGES) {
    await page.goto(`${at.server.url}/sites/${SITE}${path}`)
    await page.locator('.card').first().waitFor()
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
    const { violations, overflow } = await hindrances(page)
    expect([path, violations, overflow]).toEqual([path, [], 0])
  }
  await own.close()
})
