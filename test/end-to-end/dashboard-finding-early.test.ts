import { beforeEach, describe, expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })

beforeEach(() => at.page.clock.setFixedTime(NOW))

const button = (name: string) => at.page.getByRole('button', { name, exact: true })
const chip = (name: string) => button(`Remove filter: ${name}`)
const option = (name: string | RegExp) => at.page.getByRole('option', { name })
const field = () => at.page.locator('.finder').getByRole('combobox')
const parameters = () => Object.fromEntries(new URL(at.page.url()).searchParams)

/** Keeps the site's values back until it is called. */
async function valuesHeld(): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await at.page.route('**/reports/values', async (route) => {
    await held
    await route.continue()
  })
  return release
}

describe('Enter before the values have come', () => {
  test('takes what is found of what was typed, once it is', async () => {
    const release = await valuesHeld()
    await at.open('/sources')
    await button('Filter').click()
    await field().fill('mobile')
    await at.page.keyboard.press('Alt+Enter')
    release()
    await chip('Device is not Mobile').waitFor()
  })

  test('of one dimension takes its value, not the letters that were typed', async () => {
    const release = await valuesHeld()
    await at.open('/sources')
    await button('Filter').click()
    await option('Country').click()
    await field().fill('germ')
    await at.page.keyboard.press('Enter')
    release()
    await chip('Country is Germany').waitFor()
  })

  test('asks the palette, too', async () => {
    const release = await valuesHeld()
    await at.open('/sources')
    await at.page.getByRole('heading', { name: 'Sources', level: 1 }).click()
    await at.page.keyboard.press('Control+k')
    await field().fill('germany, mobile, last week')
    await at.page.keyboard.press('Enter')
    release()
    await at.page.waitForURL(/period=lastweek/)
    expect(parameters()).toMatchObject({ country: 'DE', device: 'mobile' })
  })

  test('takes nothing where something else is typed by then', async () => {
    const release = await valuesHeld()
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
