import { beforeAll, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const DAY = 24 * 3_600_000
const TODAY = Math.floor(Date.now() / DAY) * DAY
const PEOPLE = 40

/**
 * Of forty people on each of the days from 20 to 3 before today twenty see the prices, ten sign up and half of these buy;
 * three days before today nobody signs up.
 */
const events = Array.from({ length: 18 }, (_, i) => 20 - i).flatMap((ago) =>
  Array.from({ length: PEOPLE }, (_, person) => {
    const visitor = `visitor-${ago}-${person}`
    const sent = (minute: number, name: string, path: string) => ({
      ...{ name, visitor, id: `event-${ago}-${person}-${minute}`, url: `https://${SITE}${path}` },
      at: TODAY - ago * DAY + 12 * 3_600_000 + minute * 60_000,
    })
    const signs = person < 10 && ago > 3
    return [
      sent(0, 'pageview', '/'),
      ...(person < 20 ? [sent(1, 'pageview', '/pricing')] : []),
      ...(signs ? [sent(2, 'Signup', '/pricing')] : []),
      ...(signs && person < 5 ? [sent(3, 'Buy', '/done')] : []),
    ]
  }).flat(),
)

const at = useSignedIn({ site: SITE, events })
const day = (ago: number) => new Date(TODAY - ago * DAY).toISOString().slice(0, 10)
/** Seven days that end with the broken one. */
const WEEK = `period=${day(9)}..${day(3)}`
/** Nobody has sent it, and it is like no other. */
const NEW = { event: 'Upgraded' }
const STEPS = [{ page: '/pricing' }, { event: 'Signup' }]
let funnel: string
let goal: string

beforeAll(async () => {
  const add = async (kind: string, body: object): Promise<string> => {
    const { id } = (await (await at.api('POST', `/${kind}`, body)).json()) as { id: string }
    return id
  }
  funnel = await add('funnels', { name: 'Prices', steps: STEPS, window: '24h' })
  goal = await add('goals', { name: 'Bought', event: 'Buy' })
  await add('goals', { name: 'Signed up', event: 'Signup' })
})

const card = () => at.page.locator('.card').filter({ has: at.page.locator('.funnel-card') })

test('a starred funnel stands on the overview with its rate, its change and its loss, and leads to Journeys', async () => {
  await at.open(`/?${WEEK}`)
  await at.page.getByRole('heading', { name: 'Goals' }).waitFor()
  expect(await card().count()).toBe(0)
  await at.open(`/journeys?${WEEK}&funnel=${funnel}`)
  const star = at.page.getByRole('button', { name: 'Show on the overview' })
  expect(await star.getAttribute('aria-pressed')).toBe('false')
  await star.focus()
  await at.page.keyboard.press('Enter')
  await at.page.getByText('It is on the overview now.').waitFor()
  await at.open(`/?${WEEK}`)
  await card().getByText('43%', { exact: true }).waitFor()
  const said = await card().textContent()
  // 60 of 140 after 70 of 140: 43 % after 50 %.
  expect(said).toContain('7.1 pt')
  expect(said).toContain('Went all the way, between 35% and 51%')
  expect(said).toContain('The step to mend is /pricing → Signup: 80 leave there.')
  await card().getByRole('link', { name: 'Prices' }).click()
  await at.page.getByText('Of 140 who began, 60 went all the way').waitFor()
})

test('a saved funnel says in a word how its last day is', async () => {
  await at.open('/journeys')
  const chip = at.page.getByRole('link', { name: 'Prices' })
  await chip.getByText('abnormally low', { exact: false }).first().waitFor()
  expect(await chip.locator('.day-state').getAttribute('title')).toContain('0%. Usual: ')
  await at.open(`/journeys?period=${day(20)}..${day(5)}`)
  await chip.getByText('usual', { exact: false }).first().waitFor()
})

test('a day beyond chance is named, and leads to why', async () => {
  await at.open(`/journeys?period=${day(20)}..${day(3)}&funnel=${funnel}`)
  const named = at.page.locator('.abnormal-days li')
  await named.getByText('0% of 20', { exact: false }).waitFor()
  await named.getByRole('link', { name: 'Explain change' }).click()
  await at.page.getByText('The share that reached Signup fell by').first().waitFor()
  expect(new URL(at.page.url()).searchParams.get('period')).toBe(`${day(3)}..${day(3)}`)
})

test('a saved funnel that is edited keeps its name and its star', async () => {
  const path = `/journeys?${WEEK}&funnel=${funnel}`
  await at.open(path)
  await at.page.getByText('Of 140 who began').waitFor()
  await at.page.getByRole('combobox', { name: 'What of step 1' }).fill('/')
  await at.page.getByText('Of 280 who began').waitFor()
  await at.page.getByRole('button', { name: 'Save changes' }).click()
  await at.page.getByRole('button', { name: 'Undo' }).click()
  await at.page.getByText('Back again').waitFor()
  await at.page.getByText('Of 140 who began').waitFor()
  const { items } = await (await at.api('GET', '/funnels')).json()
  expect(items).toMatchObject([{ id: funnel, name: 'Prices', steps: STEPS, starred: true }])
})

test.each([
  ['journeys', `steps=${encodeURIComponent(JSON.stringify([{ page: '/' }, NEW]))}`],
  ['journeys/paths', `at=${NEW.event}`],
  ['retention', `back=${NEW.event}`],
  ['retention/features', `back=${NEW.event}`],
  ['retention/habits', `back=${NEW.event}`],
])('%s says of an event that nobody has sent yet that it is unknown', async (page, options) => {
  await at.open(`/${page}?period=${day(20)}..${day(3)}&${options}`)
  const said = at.page.locator('.warnings').getByText(`“${NEW.event}” is not known here`)
  await said.waitFor()
})

test('a funnel that is removed comes back by Undo', async () => {
  await at.open(`/journeys?funnel=${funnel}`)
  await at.page.getByRole('button', { name: 'Remove funnel' }).click()
  await at.page.getByText('“Prices” was removed').waitFor()
  await at.page.getByRole('button', { name: 'Undo' }).click()
  await at.page.getByRole('link', { name: 'Prices' }).waitFor()
  const { items } = await (await at.api('GET', '/funnels')).json()
  expect(items).toMatchObject([{ name: 'Prices', steps: STEPS, window: '24h', starred: true }])
  funnel = items[0].id
})

test('a step is suggested from what people did next, and taken with the keys', async () => {
  await at.open(`/journeys?${WEEK}&steps=${encodeURIComponent(JSON.stringify(STEPS))}`)
  await at.page.getByRole('button', { name: 'Add a step' }).click()
  const field = at.page.getByRole('combobox', { name: 'What of step 3' })
  await field.focus()
  const following = at.page.getByRole('group', { name: 'What people did next' })
  await following.getByRole('option', { name: 'Buy: 30 people, 50%' }).waitFor()
  await at.page.keyboard.press('ArrowDown')
  await at.page.keyboard.press('Enter')
  expect(await field.inputValue()).toBe('Buy')
  expect(await at.page.getByRole('listbox').count()).toBe(0)
  await at.page.getByText('Of 140 who began, 30 went all the way').waitFor()
  await at.page.getByText('People who saw /pricing, then did Signup, then did Buy').waitFor()
})

test('after a single step stands what followed it, and names are offered as one types', async () => {
  await at.open(`/journeys?${WEEK}&steps=${encodeURIComponent(JSON.stringify(STEPS))}`)
  const field = at.page.getByRole('combobox', { name: 'What of step 2' })
  await field.click()
  await at.page.getByRole('option', { name: 'Signup: 60 people, 43%' }).waitFor()
  await field.fill('Bu')
  await at.page.getByRole('group', { name: 'Seen in this period' }).waitFor()
  await at.page.getByRole('option', { name: 'Buy', exact: true }).click()
  await at.page.getByText('Of 140 who began, 30 went all the way').waitFor()
  await field.press('ArrowDown')
  await at.page.getByRole('listbox').waitFor()
  await field.press('Escape')
  expect(await at.page.getByRole('listbox').count()).toBe(0)
})

test('a goal shows what led to it, suggests a funnel, and shows those that are saved', async () => {
  await at.open(`/goals?${WEEK}`)
  await at.page.getByRole('link', { name: 'How people get to Bought' }).click()
  await at.page.getByText('Suggested: from what people did most often just before').waitFor()
  await card().getByText('50%', { exact: true }).waitFor()
  await card().getByRole('link', { name: 'Signup → Bought' }).click()
  await at.page.getByText('Of 60 who began, 30 went all the way').waitFor()
  await at.page.goBack()
  await at.page.getByRole('heading', { name: 'Bought', exact: true }).waitFor()
  await at.page.getByRole('link', { name: 'All goals' }).click()
  await at.page.getByRole('link', { name: 'How people get to Signed up' }).click()
  await card().getByRole('link', { name: 'Prices' }).waitFor()
  await at.page.getByRole('button', { name: '/pricing' }).click()
  await at.page.getByText('Of 140 who began, 60 went all the way').waitFor()
})

test('a tile and a funnel’s step lead to why they changed, and back goes back', async () => {
  await at.open(`/?${WEEK}`)
  await at.page.getByRole('button', { name: 'What is Conversion rate' }).first().focus()
  await at.page.keyboard.press('Enter')
  await at.page.getByRole('link', { name: 'Explain change' }).waitFor()
  await at.page.keyboard.press('Enter')
  await at.page.getByText('Conversion rate fell by', { exact: false }).waitFor()
  await at.page.goBack()
  await at.page.getByRole('heading', { name: 'Goals' }).waitFor()
  await at.open(`/journeys?${WEEK}&funnel=${funnel}`)
  await at.page.locator('.falling > li').nth(1).getByRole('button').click()
  await at.page.getByRole('link', { name: 'Explain change' }).click()
  await at.page.getByText('The share that reached Signup fell by 7.1 pt (50% → 43%).').waitFor()
  await at.page.getByLabel('Explain').selectOption('Visits')
  await at.page.getByText('Visits stayed the same.').waitFor()
  await at.page.goBack()
  await at.page.getByText('Of 140 who began').waitFor()
})

test('numbers say what they are and between what they lie', async () => {
  await at.open(`/journeys?${WEEK}&funnel=${funnel}`)
  const cell = at.page.getByRole('row', { name: 'Direct' }).locator('td span[title]').first()
  expect(await cell.getAttribute('title')).toContain('60 of 140: between 35% and 51%')
  await at.page.getByRole('button', { name: 'What is Where they stop' }).click()
  await at.page.getByText('Each bar is a step, on the scale of the first.').waitFor()
})

test.each([
  ['on a desk, by day', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const }],
  [
    'on a phone in Chinese, by night',
    { viewport: { width: 390, height: 844 }, locale: 'zh-CN', colorScheme: 'dark' as const },
  ],
])('%s, they hinder nobody, shift and overflow nowhere', async (_, options) => {
  const storageState = await at.context.storageState()
  const own = await at.browser.newContext({ ...options, storageState, bypassCSP: true })
  await watchShifts(own)
  const page = await own.newPage()
  const pages = [
    '/',
    '/journeys',
    `/journeys?funnel=${funnel}&step=1`,
    `/goals?goal=${goal}`,
    `/changes?metric=step&funnel=${funnel}`,
  ]
  for (const path of pages) {
    await page.goto(`${at.server.url}/sites/${SITE}${path}`)
    await page.locator('.card').first().waitFor()
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
    if (path === '/journeys') await page.getByRole('combobox').nth(3).focus()
    const { violations, overflow, shift } = await hindrances(page)
    expect([path, violations, overflow, Math.round(shift * 100)]).toEqual([path, [], 0, 0])
  }
  await own.close()
})

test('what a funnel excludes is added, read back, kept and removed', async () => {
  await at.open(`/journeys?${WEEK}&funnel=${funnel}`)
  await at.page.getByText('Of 140 who began, 60 went all the way').waitFor()
  await at.page
    .getByRole('button', { name: 'Add what must not lie between step 1 and the next' })
    .click()
  await at.page.getByLabel('Not after step 1').last().fill('/pricing')
  await at.page.getByText('meanwhile never saw /pricing').waitFor()
  await at.page.getByRole('button', { name: 'Save changes' }).click()
  await at.saved()
  const kept = (await (await at.api('GET', `/funnels/${funnel}`)).json()) as { exclude: unknown }
  expect(kept.exclude).toEqual([{ page: '/pricing', after: 0 }])
  await at.page.getByRole('button', { name: 'Remove what must not lie after step 1' }).click()
  await at.page.getByRole('button', { name: 'Save changes' }).click()
  await expect
    .poll(async () => (await (await at.api('GET', `/funnels/${funnel}`)).json()).exclude)
    .toEqual([])
})
