import { afterAll, expect, test } from 'vitest'
import { mailServer } from '../sending/mail-server.ts'
import { parseMail } from '../sending/mime.ts'
import { hindrances } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const HOSTILE = '"><img src=https://evil.example/p.gif onerror=alert(1)>'
const DAY = 86_400_000

const mail = await mailServer()
afterAll(() => mail.close())
const on = useSignedIn({
  site: SITE,
  env: { TRIBUTARY_SMTP_URL: `smtp://127.0.0.1:${mail.port}?from=growth@example.com` },
  events: [
    ...visits(SITE, [{ query: `utm_source=${encodeURIComponent(HOSTILE)}`, visitors: 40 }], DAY),
    // The first day there is data of is no whole one; the likes of the days told of lie after it.
    ...visits(SITE, [{ query: 'utm_source=weekly', visitors: 5 }], 40 * DAY).map((event, n) => ({
      ...event,
      id: `before-${n}`,
    })),
  ],
})

const item = () => on.page.locator('.things li').filter({ hasText: 'ada@example.com' })

test('a digest is set up, looked at, removed and brought back', async () => {
  await on.open('/settings/digests')
  await on.page.getByText('No digest yet').waitFor()
  await on.page.getByLabel('To', { exact: true }).fill('ada@example.com, bob')
  await on.page.getByLabel('How often').selectOption({ label: 'Every day' })
  await on.page.getByRole('button', { name: 'Add digest' }).click()
  await on.page.getByRole('alert').filter({ hasText: 'bob' }).waitFor()
  // The browser writes a refusal down, too.
  on.failures.splice(0)
  await on.page.getByLabel('To', { exact: true }).fill('ada@example.com, bob@example.com')
  await on.page.getByRole('button', { name: 'Add digest' }).click()
  await on.saved()
  await item().getByText('Every day: ada@example.com and 1 more').waitFor()
  expect(await hindrances(on.page)).toMatchObject({ violations: [], overflow: 0 })

  const asked: string[] = []
  on.page.on('request', (request) => asked.push(request.url()))
  await item().getByRole('button', { name: 'Preview' }).click()
  const shown = on.page.frameLocator('.mail-preview iframe')
  await shown.getByText('Daily digest').waitFor()
  await shown.getByText(HOSTILE).waitFor()
  expect(asked.filter((url) => !url.startsWith(on.server.url))).toEqual([])
  await on.page.getByRole('button', { name: 'Close' }).click()

  await item().getByRole('button', { name: 'Remove' }).click()
  await on.page.getByText('No digest yet').waitFor()
  await on.page.getByRole('button', { name: 'Undo' }).click()
  await item().waitFor()
})

test('a test arrives, and its link asks before it unsubscribes', async () => {
  await on.open('/settings/digests')
  await item().getByRole('button', { name: 'Send me a test' }).click()
  await on.page.getByText('On its way to owner@example.com').waitFor()
  await expect.poll(() => mail.got.length, { timeout: 30_000 }).toBe(1)
  expect(mail.got[0]?.to).toEqual(['owner@example.com'])
  const { html, headers } = parseMail(mail.got[0]?.text ?? '')
  expect(headers.get('subject')).toContain(SITE)
  const link = /href="([^"]*\/u\/[^"]*)"/u.exec(html)?.[1] ?? ''
  await on.page.goto(link)
  await on.page.getByText(`Get no more daily digests of ${SITE}?`).waitFor()
  expect(await hindrances(on.page)).toMatchObject({ violations: [], overflow: 0 })
  await on.page.getByRole('button', { name: 'Unsubscribe' }).click()
  await on.page.getByText(`You get no more daily digests of ${SITE}.`).waitFor()
  await on.page.getByRole('button', { name: 'Get them again' }).click()
  await on.page.getByText('You get them again.').waitFor()
})
