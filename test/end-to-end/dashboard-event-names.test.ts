import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })
const HOSTILE = '<img src=x onerror=alert(1)>'
const PERIOD = 'period=2026-11-02..2026-11-15'
const STEPS = JSON.stringify([{ page: '*' }, { event: 'Purchase' }])

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Buyers', event: 'Purchase' })
})
beforeEach(() => at.page.clock.setFixedTime(NOW))

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const option = (name: string | RegExp) => at.page.getByRole('option', { name })
const name = (names: object[]) => at.api('PUT', '/event-names', { names })

test('an event is named in the settings, shown by that name at once, changed and given back its own', async () => {
  await at.open('/settings/events')
  await at.page.getByText('Every event goes by its own name').waitFor()
  await at.page.getByLabel('Event', { exact: true }).fill('Purchase')
  await at.page.getByLabel('In English').fill('Order paid')
  await at.page.getByLabel('In Chinese').fill('支付订单')
  await button('Save').click()
  const entry = at.page.locator('.things li')
  await entry.getByText('Order paid').waitFor()
  expect(await entry.textContent()).toContain('Purchase')
  await at.page.goto(`${at.server.url}/sites/${SITE}/goals/events?${PERIOD}`)
  await at.page.getByTitle('Show only Order paid (Purchase)').waitFor()
  await at.page.goBack()
  await entry.getByRole('button', { name: 'Edit' }).click()
  expect(await at.page.getByLabel('In Chinese').inputValue()).toBe('支付订单')
  await at.page.getByLabel('In English').fill('Paid')
  await button('Save').click()
  await entry.getByText('Paid', { exact: true }).waitFor()
  await entry.getByRole('button', { name: 'Remove' }).click()
  await at.page.getByText('Every event goes by its own name').waitFor()
  await button('Undo').click()
  await entry.getByText('Paid', { exact: true }).waitFor()
})

test('the name stands wherever the event does, and the address keeps the one that is sent', async () => {
  await name([{ event: 'Purchase', en: 'Order paid', zh: '支付订单' }])
  await at.open(`/goals/events?${PERIOD}`)
  const row = at.page.getByTitle('Show only Order paid (Purchase)')
  expect(await row.textContent()).toBe('Order paid')
  await row.click()
  await at.page.waitForURL(/event=Purchase/)
  await at.page.getByRole('button', { name: 'Remove filter: Event is Order paid' }).waitFor()
  await at.open(`/journeys?${PERIOD}&steps=${encodeURIComponent(STEPS)}`)
  await at.page.getByText(/then did Order paid/u).waitFor()
  const field = at.page.getByLabel('What of step 2')
  expect(await field.inputValue()).toBe('Order paid')
  expect(await field.getAttribute('title')).toBe('Order paid (Purchase)')
  await at.open(`/journeys/paths?${PERIOD}&events=1`)
  await at.page.getByTitle('Order paid (Purchase)').first().waitFor()
  expect(await at.page.locator('main').getByText('Purchase', { exact: true }).count()).toBe(0)
  await at.open(`/retention/features?${PERIOD}`)
  await at.page.getByText('Order paid').first().waitFor()
  await at.open(`/customers/people/visitor:visitor-2?${PERIOD}`)
  await at.page.getByTitle('Order paid (Purchase)').first().waitFor()
})

test('a filter is found by either name, and so is a step', async () => {
  await name([{ event: 'Purchase', en: 'Order paid', zh: '支付订单' }])
  for (const typed of ['order pa', 'purch']) {
    await at.open(`?${PERIOD}`)
    await at.page.getByRole('heading', { name: 'Overview' }).click()
    await at.page.keyboard.press('f')
    await at.page.locator('.finder').getByRole('combobox').fill(typed)
    await option('Event: Order paid').first().waitFor()
    await at.open(`/journeys?${PERIOD}&steps=${encodeURIComponent(STEPS)}`)
    await at.page.getByLabel('What of step 2').fill(typed)
    await option(/^Order paid/u)
      .first()
      .click()
    await at.page.getByText(/then did Order paid/u).waitFor()
    expect(decodeURIComponent(at.page.url())).toContain('"Purchase"')
    expect(await at.page.getByLabel('What of step 2').inputValue()).toBe('Order paid')
  }
  // While it is typed no such event is known yet, if it was asked for by then.
  at.failures.splice(0)
})

test('it is called otherwise in Chinese, and a hostile name is a text', async () => {
  await name([{ event: 'Purchase', en: HOSTILE, zh: '支付订单' }])
  await at.open(`/goals/events?${PERIOD}`)
  await at.page.getByText(HOSTILE).first().waitFor()
  expect(await at.page.locator('main img').count()).toBe(0)
  await at.page.evaluate(() => localStorage.setItem('tributary.language', 'zh'))
  await at.page.reload()
  await at.page.getByText('支付订单').first().waitFor()
  await at.page.evaluate(() => localStorage.clear())
})
