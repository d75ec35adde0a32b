import { beforeEach, expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'
import { events, NOW, SITE } from './two-weeks.ts'

const at = useSignedIn({ site: SITE, events })

beforeEach(() => at.page.clock.setFixedTime(NOW))

interface Deed {
  selector: string
  /** Is typed into it, where it is a field. */
  text?: string
  /** Is pressed upon it. */
  key?: string
}

/** Does it as the next thing after the element has come into the page, before anything is painted. */
async function atOnce(deed: Deed): Promise<void> {
  await at.page.addInitScript(({ selector, text, key }) => {
    const act = (found: HTMLElement) => {
      found.focus()
      if (text !== undefined && found instanceof HTMLInputElement) {
        found.value = text
        found.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
      if (key !== undefined)
        found.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
    const next = new MessageChannel()
    const observer = new MutationObserver(() => {
      const found = document.querySelector<HTMLElement>(selector)
      if (!found) return
      observer.disconnect()
      next.port1.onmessage = () => act(found)
      next.port2.postMessage(undefined)
    })
    observer.observe(document, { childList: true, subtree: true })
  }, deed)
}

const parameters = () => Object.fromEntries(new URL(at.page.url()).searchParams)

test('what is typed into a field that finds, as soon as it is there, is sought', async () => {
  await atOnce({ selector: 'input.find', text: 'partner' })
  await at.open('/sources/source')
  await at.page.waitForURL(/find=partner/u)
  expect(await at.page.locator('input.find').inputValue()).toBe('partner')
})

test('what is typed into a field that the address keeps, as soon as it is there, is kept', async () => {
  await atOnce({ selector: 'input[placeholder="80"]', text: '40' })
  await at.open('/customers/revenue/calculators')
  await at.page.waitForURL(/=40/u)
})

test('a step that is typed as soon as its field is there is counted', async () => {
  await atOnce({ selector: '.step-fields:nth-of-type(2) [role=combobox]', text: '/landing' })
  await at.open('/journeys?period=lastweek')
  await expect.poll(() => parameters().steps ?? '').toContain('/landing')
})

test('a chart is read by a key that is pressed as soon as it is there', async () => {
  await atOnce({ selector: '.chart-canvas', key: 'End' })
  await at.open('?period=lastweek')
  await at.page.locator('.chart-tip').waitFor()
})

test('the arrow that follows a letter goes from the first that is found by it', async () => {
  await at.open('/sources')
  await at.page.getByRole('button', { name: 'Filter', exact: true }).click()
  const field = at.page.locator('.finder').getByRole('combobox')
  await field.fill('germ')
  await at.page.getByRole('option', { name: 'Country: Germany' }).waitFor()
  await field.evaluate(async (input: HTMLInputElement) => {
    input.value = 'c'
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await new Promise<void>((resolve) => queueMicrotask(resolve))
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
    await new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  })
  const options = at.page.locator('.finder').getByRole('option')
  expect(await options.nth(1).getAttribute('aria-selected')).toBe('true')
})
