import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Bought', event: 'Purchase' })
})
beforeEach(() => at.page.clock.setFixedTime(NOW))

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const chip = (name: string) => button(`Remove filter: ${name}`)
const option = (name: string | RegExp) => at.page.getByRole('option', { name })
const field = () => at.page.locator('.finder').getByRole('combobox')
const parameters = () => Object.fromEntries(new URL(at.page.url()).searchParams)

/** A page whose keys are heard: nothing in it has the focus. */
async function openForKeys(): Promise<void> {
  await at.open('/sources')
  await at.page.getByRole('heading', { name: 'Sources', level: 1 }).click()
}

/** Keeps the answers back until it is called. */
async function held(path: string): Promise<() => void> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await at.page.route(path, async (route) => {
    await released
    await route.continue()
  })
  return release
}

describe('Enter before the values have come', () => {
  test('takes what is found of what was typed, once it is', async () => {
    const release = await held('**/reports/values')
    await at.open('/sources')
    await button('Filter').click()
    await field().fill('mobile')
    await at.page.keyboard.press('Alt+Enter')
    release()
    await chip('Device is not Mobile').waitFor()
  })

  test('of one dimension takes its value, not the letters that were typed', async () => {
    const release = await held('**/reports/values')
    await at.open('/sources')
    await button('Filter').click()
    await option('Country').click()
    await field().fill('germ')
    await at.page.keyboard.press('Enter')
    release()
    await chip('Country is Germany').waitFor()
  })

  test('asks the palette, too', async () => {
    const release = await held('**/reports/values')
    await openForKeys()
    await at.page.keyboard.press('Control+k')
    await field().fill('germany, mobile, last week')
    await at.page.keyboard.press('Enter')
    release()
    await at.page.waitForURL(/period=lastweek/)
    expect(parameters()).toMatchObject({ country: 'DE', device: 'mobile' })
  })

  test('takes nothing where something else is typed by then', async () => {
    const release = await held('**/reports/values')
    await at.open('/sources')
    await button('Filter').click()
    await field().fill('mobile')
    await at.page.keyboard.press('Enter')
    await field().fill('germany')
    release()
    await option('Country: Germany').waitFor()
    expect(parameters()).toEqual({})
  })
})

describe('what is typed before the panel of filters is loaded', () => {
  test.each([
    ['F', () => at.page.keyboard.press('f')],
    ['a press', () => button('Filter').click()],
  ])('after %s is in its field, and chosen by the Enter after it', async (_, open) => {
    const release = await held('**/filter-panel*')
    await openForKeys()
    await open()
    await at.page.keyboard.type('paidd')
    await at.page.keyboard.press('Backspace')
    await at.page.keyboard.type(' search')
    await at.page.keyboard.press('Enter')
    release()
    await chip('Channel is Paid Search').waitFor()
  })

  test('is dropped with the panel, and letters are shortcuts again', async () => {
    const release = await held('**/filter-panel*')
    await openForKeys()
    await at.page.keyboard.press('f')
    await at.page.keyboard.type('germany')
    await at.page.keyboard.press('Escape')
    await at.page.keyboard.press('y')
    await at.page.waitForURL(/period=12mo/u)
    release()
    await at.page.keyboard.press('f')
    await at.page.keyboard.type('mob')
    await option('Device: Mobile').waitFor()
    expect(await field().inputValue()).toBe('mob')
  })
})

test('Escape closes the palette before it is loaded, which does not open later', async () => {
  const release = await held('**/palette-dialog*')
  await openForKeys()
  await at.page.keyboard.press('Control+k')
  await at.page.keyboard.type('germany')
  await at.page.keyboard.press('Escape')
  await at.page.keyboard.press('y')
  await at.page.waitForURL(/period=12mo/u)
  const loaded = at.page.waitForResponse('**/palette-dialog*')
  release()
  await (await loaded).finished()
  await at.page.getByRole('button', { name: 'Search' }).first().click()
  await field().waitFor()
  expect(await field().inputValue()).toBe('')
})

describe('Enter in the palette when all else has come', () => {
  test.each([
    ['goals', '**/goals?*', 'bought', /goals\?goal=/u],
    ['people', '**/reports/people', 'ann-sm', /people\/user:ann-smith/u],
  ])('waits for the %s', async (_, path, typed, url) => {
    const release = await held(path)
    const values = at.page.waitForResponse('**/reports/values')
    await openForKeys()
    await at.page.keyboard.press('Control+k')
    await field().fill(typed)
    await (await values).finished()
    await at.page.keyboard.press('Enter')
    release()
    await at.page.waitForURL(url)
  })
})
