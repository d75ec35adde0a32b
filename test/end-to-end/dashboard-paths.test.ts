import { expect, test } from 'vitest'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({
  site: SITE,
  events: ['/caf%C3%A9', '/caf%c3%a9', '/%D9%85%D8%B1%D8%AD%D8%A8%D8%A7'].map((path, i) => ({
    id: `event-00${i}`,
    name: 'pageview',
    at: Date.now() - 86_400_000,
    url: `https://${SITE}${path}`,
    visitor: `visitor-${i}`,
  })),
})

test('a page is shown as people read it, and filters by that', async () => {
  await at.open('/pages')
  const row = at.page.getByRole('button', { name: '/café', exact: true }).first()
  await row.click()
  await at.page.getByRole('button', { name: 'Remove filter: Page is /café' }).waitFor()
  expect([...new URL(at.page.url()).searchParams]).toContainEqual(['page', '/café'])
  await at.page.getByRole('button', { name: '/café', exact: true }).first().waitFor()
})

test('a name stands in the direction of its own script', async () => {
  await at.open('/pages')
  const name = at.page.getByText('/مرحبا', { exact: true }).first()
  await name.waitFor()
  expect(await name.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
  expect(await name.getAttribute('dir')).toBe('auto')
  const row = at.page.getByText('/café', { exact: true }).first()
  expect(await row.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr')
})
