import { expect, test } from 'vitest'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const LANDINGS = [
  { query: 'utm_source=google&utm_medium=cpc&utm_campaign=spring', visitors: 5 },
  { query: 'utm_source=weekly&utm_medium=email', visitors: 4 },
]
const at = useSignedIn({ site: SITE, events: visits(SITE, LANDINGS) })

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const chip = (name: string) => button(`Remove filter: ${name}`)
/** The long form of a dimension, for what is more than one value. */
const conditions = async (dimension: string) => {
  await button('Filter').click()
  await at.page.getByRole('option', { name: dimension, exact: true }).click()
  await button('Conditions…').click()
}
const parameters = () => [...new URL(at.page.url()).searchParams]

test('a row of what is absent filters as any other', async () => {
  await at.open('/sources/campaign')
  await button('(none)').click()
  await chip('Campaign is (none)').waitFor()
  expect(parameters()).toContainEqual(['campaign', ''])
  await at.page.getByText('4', { exact: true }).first().waitFor()
})

test('a filter takes several values, and is changed from its chip', async () => {
  await at.open('/sources')
  await conditions('Source')
  await at.page.getByRole('button', { name: /^google/ }).click()
  await at.page.getByLabel('Value', { exact: true }).fill('Weekly')
  await button('Apply filter').click()
  await chip('Source is google or weekly').waitFor()
  await button('Source is google or weekly').click()
  await at.page.getByLabel('Condition').selectOption('is not')
  await button('Leave out weekly').click()
  await button('Apply filter').click()
  await chip('Source is not google').waitFor()
  expect(parameters()).toEqual([['source.is_not', 'google']])
})

test.each([
  ['contains', 'goo', 'Source contains goo'],
  ['matches', 'g*e', 'Source matches g*e'],
])('a source %s a text', async (operator, text, sentence) => {
  await at.open('/sources/source')
  await conditions('Source')
  await at.page.getByLabel('Condition').selectOption(operator)
  await at.page.getByLabel('Value', { exact: true }).fill(text)
  await button('Apply filter').click()
  await chip(sentence).waitFor()
  await at.page.getByRole('row', { name: /google/ }).waitFor()
})

test('people who did not do something are chosen by goal or event', async () => {
  await at.api('POST', '/goals', { name: 'Landed', page: '/landing' })
  await at.open('/sources')
  await button('Filter').click()
  await at.page.getByRole('option', { name: 'Goal or event' }).click()
  await at.page.getByLabel('Condition').selectOption('did not')
  await at.page.getByRole('checkbox', { name: 'Landed' }).check()
  await button('Apply filter').click()
  await chip('Did not reach goal: Landed').waitFor()
  await at.page.getByText('No visit matches these filters').waitFor()
})

test('conditions joined by or are said in words', async () => {
  const where = JSON.stringify([
    'or',
    [
      ['is', 'channel', ['Email']],
      ['contains', 'source', ['goo']],
    ],
  ])
  await at.open(`/sources?where=${encodeURIComponent(where)}`)
  await chip('Channel is Email or Source contains goo').waitFor()
})

test('an hour of the week filters by both, and arrows move between hours', async () => {
  await at.open('/audience/when')
  const first = at.page.getByRole('button', { name: /^Mon 00:00/ })
  await first.focus()
  await at.page.keyboard.press('ArrowDown')
  await at.page.keyboard.press('ArrowRight')
  await at.page.keyboard.press('Enter')
  await chip('Weekday is Tue').waitFor()
  await chip('Hour of day is 01:00').waitFor()
  expect(parameters()).toEqual([
    ['weekday', '2'],
    ['hour', '1'],
  ])
})

test('any range can be compared with, stands in the address and on its button', async () => {
  await at.open('/sources')
  await button('Previous period').click()
  await at.page.getByLabel('From').fill('2026-01-05')
  await at.page.getByLabel('To', { exact: true }).fill('2026-01-11')
  await button('Apply').click()
  await at.page.waitForURL(/compare=2026-01-05\.\.2026-01-11/)
  await at.page.getByRole('button', { name: /5.+11 Jan 2026/ }).waitFor()
  await at.page.reload()
  await at.page.getByRole('button', { name: /5.+11 Jan 2026/ }).waitFor()
})

test('a question mark lists the keys, Escape closes the list, and keys rest meanwhile', async () => {
  await at.open('')
  await at.page.getByRole('heading', { name: 'Overview' }).click()
  await at.page.keyboard.press('?')
  await at.page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await at.page.keyboard.press('d')
  await at.page.keyboard.press('Escape')
  await at.page.getByRole('dialog', { name: 'Keyboard' }).waitFor({ state: 'detached' })
  expect(at.page.url()).not.toContain('period')
})

test.each([
  ['Landed', /goals\?goal=/u],
  ['alias', /settings\/aliases/u],
  ['audience', /audience/u],
])('the palette finds %s', async (typed, url) => {
  await at.open('')
  await at.page.getByRole('heading', { name: 'Overview' }).click()
  await at.page.keyboard.press('Control+k')
  await at.page.getByRole('combobox').fill(typed)
  await at.page.keyboard.press('Enter')
  await at.page.waitForURL(url)
})

test('channels have Chinese names on the page and the API’s own in the address', async () => {
  const page = await at.context.newPage()
  await page.addInitScript(() => localStorage.setItem('tributary.language', 'zh'))
  await page.goto(`${at.server.url}/sites/${SITE}/sources`)
  await page.getByRole('button', { name: '付费搜索' }).click()
  await page.waitForURL(/channel=Paid\+Search/)
  await page.getByRole('button', { name: '移除筛选：渠道 是 付费搜索' }).waitFor()
  await page.evaluate(() => localStorage.removeItem('tributary.language'))
  await page.close()
})
