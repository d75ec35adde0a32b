import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })
const RISES = '/sources/campaign?period=lastweek'
/** The weeks the other way round: what rose has fallen. */
const FALLS = '/sources/campaign?period=2026-11-02..2026-11-08&compare=2026-11-09..2026-11-15'

beforeEach(() => at.page.clock.setFixedTime(NOW))

const item = (name: string) => at.page.getByRole('menuitemradio', { name, exact: true })
const openMenu = () => at.page.getByRole('button', { name: 'owner@example.com' }).click()

/** The colours of the changes on show, and how many of them have an arrow and a sentence beside it. */
async function changesOf(page: Page) {
  await page.locator('main .delta[data-tone]').first().waitFor()
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    const nameOf = (element: Element): string => {
      if (!canvas) return 'unknown'
      canvas.fillStyle = getComputedStyle(element).color
      canvas.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0] = canvas.getImageData(0, 0, 1, 1).data
      return red > green ? 'red' : 'green'
    }
    const deltas = [...document.querySelectorAll('main .delta[data-tone]')]
    return {
      colours: [...new Set(deltas.map(nameOf))],
      bare: deltas.filter((one) => !one.querySelector('svg') || !one.textContent?.trim()).length,
    }
  })
}

const GREEN = { colours: ['green'], bare: 0 }
const RED = { colours: ['red'], bare: 0 }

test('green rises until red is chosen, and stays chosen in this browser', async () => {
  await at.open(RISES)
  await expect.poll(() => changesOf(at.page)).toEqual(GREEN)
  await at.open(FALLS)
  await expect.poll(() => changesOf(at.page)).toEqual(RED)
  await openMenu()
  await item('Red rises, green falls').click()
  await expect.poll(() => changesOf(at.page)).toEqual(GREEN)
  await at.open(RISES)
  await expect.poll(() => changesOf(at.page)).toEqual(RED)
  await openMenu()
  await at.page
    .getByRole('menuitemradio', { name: 'Red rises, green falls', exact: true, checked: true })
    .waitFor()
  await item('Green rises, red falls').click()
  await expect.poll(() => changesOf(at.page)).toEqual(GREEN)
})

test('in Chinese green rises, too, and the palette turns the colours', async () => {
  await at.open(RISES)
  await openMenu()
  await item('简体中文').click()
  await expect.poll(() => changesOf(at.page)).toEqual(GREEN)
  await at.page.keyboard.press('Escape')
  await at.page.keyboard.press('Control+k')
  await at.page.locator('.finder').getByRole('combobox').fill('红涨')
  await at.page.getByRole('option', { name: '红涨绿跌' }).click()
  await expect.poll(() => changesOf(at.page)).toEqual(RED)
  await at.page.evaluate(() => localStorage.clear())
})

test.each(['light', 'dark'] as const)(
  'red that rises and green that falls are read as well when it is %s',
  async (colorScheme) => {
    const context = await at.browser.newContext({
      colorScheme,
      locale: 'en-GB',
      storageState: await at.context.storageState(),
      bypassCSP: true,
    })
    await watchShifts(context)
    await context.addInitScript(() => localStorage.setItem('tributary.rise', 'red'))
    const page = await context.newPage()
    await page.clock.setFixedTime(NOW)
    for (const path of [RISES, FALLS, '/?period=lastweek', '/changes?period=lastweek']) {
      await page.goto(`${at.server.url}/sites/${SITE}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect([path, (await hindrances(page)).violations]).toEqual([path, []])
    }
    await context.close()
  },
)
