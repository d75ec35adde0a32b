import { readFileSync } from 'node:fs'
import { beforeAll, expect, inject, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'
import { untouchable } from './touchable.ts'

const SITE = 'shop.example'
const PAGE = '/customers/stages'
const DAY = 86_400_000
const STAGES = ['Lead', 'Demo', 'Won']
const AD = 'utm_source=google&utm_medium=cpc'
const LETTER = 'utm_source=letter&utm_medium=email'

/** So many days ago; a minute before, so that a test that begins at midnight is of one day. */
const daysAgo = (days: number) => Date.now() - days * DAY - 60_000

/** Somebody's first visit, and when they came to each stage, days ago. */
function person(name: string, query: string, days: readonly number[], amount?: string): object[] {
  const own = { visitor: `browser-of-${name}`, user: name, url: `https://${SITE}/` }
  const [lead = 0] = days
  return [
    {
      ...{ ...own, id: `first-visit-of-${name}`, name: 'pageview', at: daysAgo(lead + 1) },
      url: `https://${SITE}/?${query}`,
    },
    ...days.map((ago, place) => ({
      ...{ ...own, id: `stage-${place}-of-${name}`, name: STAGES[place], at: daysAgo(ago) },
      ...(place === 2 && amount && { revenue: { amount, currency: 'USD' } }),
    })),
  ]
}

/**
 * Days to a demo are 4, 2, 2, 8 and 1, in the middle 2; from there to won 8, 12 and 12; from lead to won 12, 14 and 20, in
 * the middle 14. 300, 300 and 600 are 400 each. 5 × 3/5 × 400 ÷ 14 = 85.71 a day.
 */
const events = [
  ...person('ann', AD, [20, 16, 8], '300.00'),
  ...person('bob', AD, [20, 18, 6], '300.00'),
  ...person('cyd', AD, [12, 10]),
  ...person('dan', AD, [5]),
  ...person('eve', LETTER, [30, 22, 10], '600.00'),
  ...person('fay', LETTER, [15, 14]),
  // The letter by which she came back is no first touch.
  {
    ...{ id: 'another-visit-of-ann', name: 'pageview', visitor: 'browser-of-ann', user: 'ann' },
    ...{ at: daysAgo(20) - 1_000, url: `https://${SITE}/?${LETTER}` },
  },
]
const at = useSignedIn({ site: SITE, events })

beforeAll(async () => {
  for (const name of STAGES) {
    await at.api('POST', '/goals', {
      name,
      event: name,
      ...(name === 'Won' && { value: 'revenue' }),
    })
  }
  await at.api('POST', '/goals', { name: 'Renewal', event: 'Renewal' })
})

const tile = (name: string) => at.page.locator('.metric', { hasText: name })
const bars = () => at.page.getByRole('list', { name: 'People by stage' }).getByRole('listitem')
const rows = () =>
  at.page.getByRole('table', { name: 'By first touch' }).locator('tbody tr').allTextContents()
const option = (name: string) => new URL(at.page.url()).searchParams.get(name)

test('a team sees how many come from lead to won, how fast, and what that is worth', async () => {
  await at.open(PAGE)
  await at.page
    .getByText('Of 6 people who reached Lead, 3 have come to Won by now (50%).')
    .waitFor()
  await at.page.getByText('Half of those won took more than 14 days').waitFor()
  expect(await tile('Win rate').textContent()).toBe('Win rate60%3 of 5 at Demo')
  expect(await tile('Sales cycle').textContent()).toContain('14 daysmedian, Lead → Won')
  expect(await tile('ACV').textContent()).toContain('$400mean of Won')
  expect(await tile('Pipeline velocity').textContent()).toContain(
    '$85.71 a day5 × 60% × $400 ÷ 14 days',
  )
  expect(await bars().allTextContents()).toEqual([
    'Lead 6 ',
    expect.stringMatching(
      /^Demo 5 83% of the first stage83% go on after 2 days \(median\)between 44% and 9/u,
    ),
    expect.stringMatching(
      /^Won 3 50% of the first stage60% go on after 12 days \(median\)between 23% and 88/u,
    ),
  ])
})

test('channels, sources and campaigns of first touch stand beside one another, and sum to all', async () => {
  await at.open(PAGE)
  const table = at.page.getByRole('table', { name: 'By first touch' })
  await table.getByText('Paid Search').waitFor()
  expect(await rows()).toEqual(['Paid Search4375%267%13 days', 'Email22100%150%20 days'])
  expect(await table.locator('tfoot').textContent()).toBe('All6583%360%14 days')
  await at.page.getByRole('button', { name: 'Source', exact: true }).click()
  await at.page.getByRole('cell', { name: 'letter' }).waitFor()
  expect(option('by')).toBe('source')
  expect(await rows()).toEqual(['google4375%267%13 days', 'letter22100%150%20 days'])
  const card = at.page.getByRole('region', { name: 'By first touch' })
  const [file] = await Promise.all([
    at.page.waitForEvent('download'),
    card.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/-stages-[\d-]+\.csv$/u)
  const [head, ...lines] = readFileSync((await file.path()) ?? '', 'utf8')
    .trim()
    .split('\r\n')
  expect(head).toBe('value,goal,People,from_previous,interval_low,interval_high,median_days')
  expect(lines.map((line) => line.split(',').slice(0, 4).join())).toEqual([
    ...['google,Lead,4,', 'google,Demo,3,0.75', 'google,Won,2,0.6667'],
    ...['letter,Lead,2,', 'letter,Demo,2,1', 'letter,Won,1,0.5'],
  ])
})

test('a bar opens who reached its stage or may still, and the address says so', async () => {
  await at.open(PAGE)
  await at.page.getByRole('button', { name: 'Won', exact: true }).click()
  await at.page.getByRole('heading', { name: 'Who reached Won' }).waitFor()
  await at.page.getByText('3 people reached it.').waitFor()
  const names = () => at.page.locator('.people-links a').allTextContents()
  expect((await names()).toSorted()).toEqual(['ann', 'bob', 'eve'])
  await at.page.getByRole('button', { name: 'May still come' }).click()
  await at.page.getByText('2 people may still come.').waitFor()
  expect((await names()).toSorted()).toEqual(['cyd', 'fay'])
  expect([option('stage'), option('who')]).toEqual(['Won', 'pending'])
  await at.page.reload()
  await at.page.getByRole('heading', { name: 'Who may still reach Won' }).waitFor()
  await at.page.getByRole('link', { name: 'cyd' }).click()
  await at.page.getByRole('heading', { level: 1, name: 'cyd' }).waitFor()
})

test('stages are moved, taken away, added and exchanged, and the address keeps them', async () => {
  await at.open(PAGE)
  await at.page.getByRole('button', { name: 'Move stage 3 up' }).click()
  // Nobody had a demo after they were won.
  await expect
    .poll(async () => (await bars().allTextContents()).at(-1))
    .toMatch(/^Demo 0 .*nobody/u)
  expect(option('stages')).toBe('["Lead","Won","Demo"]')
  await at.page.getByRole('button', { name: 'Remove stage 3' }).click()
  await expect.poll(() => tile('Win rate').textContent()).toBe('Win rate50%3 of 6 at Lead')
  await at.page.reload()
  await expect.poll(() => bars().count()).toBe(2)
  expect(await at.page.getByRole('button', { name: 'Remove stage 1' }).isDisabled()).toBe(true)
  await at.page.getByRole('button', { name: 'Add a stage' }).click()
  await expect.poll(() => option('stages')).toBe('["Lead","Won","Demo"]')
  await at.page.getByLabel('Goal of stage 3').selectOption('Renewal')
  await expect.poll(() => option('stages')).toBe('["Lead","Won","Renewal"]')
  await at.page.getByLabel('Goal of stage 1').selectOption('Demo')
  await at.page.getByText('Of 5 people who reached Demo, 0 have come to Renewal').waitFor()
  expect(await tile('Pipeline velocity').textContent()).toContain('–takes a win')
  expect(await tile('ACV').textContent()).toContain('–nobody is won yet')
  await at.page.getByRole('button', { name: 'Back to the usual stages' }).click()
  await expect.poll(() => tile('Win rate').textContent()).toBe('Win rate60%3 of 5 at Demo')
})

test('a filter chooses by the visit of the first stage, and a name that no goal has is told', async () => {
  await at.open(`${PAGE}?channel=Email&stages=${encodeURIComponent('["Lead","Gone","Won"]')}`)
  await at.page.getByText('No goal here is called Gone.').waitFor()
  // Ann's lead was in the visit that the letter brought.
  await at.page.getByText('Of 1 person who reached Lead, 1 has come to Won by now').waitFor()
  await expect.poll(rows).toEqual(['Paid Search11100%12 days'])
})

test('where nobody came to the first stage, another can be chosen', async () => {
  await at.open(`${PAGE}?stages=${encodeURIComponent('["Renewal","Won"]')}`)
  await at.page.getByText('Nobody reached Renewal in this period').waitFor()
  expect(await at.page.locator('.metric').count()).toBe(0)
  await at.page.getByLabel('Goal of stage 1').selectOption('Lead')
  await at.page.getByText('Of 6 people who reached Lead').waitFor()
})

test('a site of one goal is told to name another', async () => {
  const { token } = inject('firstOwner')
  const post = (path: string, body: object) =>
    fetch(`${at.server.url}/api/sites${path}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
  await post('', { domain: 'empty.example' })
  await post('/empty.example/goals', { name: 'Lead', event: 'Lead' })
  await at.page.goto(`${at.server.url}/sites/empty.example/customers`)
  await at.page.getByRole('link', { name: 'Stages' }).click()
  await at.page.getByText('Stages are goals, and it takes two').waitFor()
  expect(await at.page.locator('.card').count()).toBe(1)
  await at.page.getByRole('link', { name: 'Add a goal' }).click()
  await at.page.waitForURL(/settings\/goals/u)
})

test('a report that is refused says so once, keeps the stages, and is asked again', async () => {
  await at.page.route('**/reports/stages', (route) => route.fulfill({ status: 500, body: '{}' }))
  await at.open(PAGE)
  const retry = at.page.getByRole('button', { name: 'Try again' })
  await retry.waitFor()
  expect(await at.page.getByRole('alert').count()).toBe(1)
  await at.page.getByLabel('Goal of stage 1').waitFor()
  at.failures.length = 0
  await at.page.unroute('**/reports/stages')
  await retry.click()
  await at.page.getByText('Of 6 people who reached Lead').waitFor()
})

const PAGES = [
  PAGE,
  `${PAGE}?stage=Won`,
  `${PAGE}?by=campaign&stages=${encodeURIComponent('["Demo","Won","Gone"]')}`,
]

test.each([
  [
    'on a desk, by day',
    { viewport: { width: 1280, height: 900 }, colorScheme: 'light' as const, locale: 'en-GB' },
  ],
  [
    'on a phone in Chinese, by night',
    {
      ...{ viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const, locale: 'zh-CN' },
      hasTouch: true,
    },
  ],
])('%s, the page hinders nobody, shifts and overflows nowhere', async (_, options) => {
  // axe is put into the page by hand, which the page's own policy rightly forbids.
  const own = await at.browser.newContext({
    ...options,
    ...{ storageState: await at.context.storageState(), bypassCSP: true },
  })
  await watchShifts(own)
  const looking = await own.newPage()
  for (const path of PAGES) {
    await looking.goto(`${at.server.url}/sites/${SITE}${path}`)
    await looking.locator('table').first().waitFor()
    await looking.waitForLoadState('networkidle')
    const seen = await hindrances(looking)
    expect([path, seen]).toEqual([path, { violations: [], overflow: 0, shift: 0 }])
    if (options.locale === 'zh-CN') expect([path, await untouchable(looking)]).toEqual([path, []])
  }
  await own.close()
})
