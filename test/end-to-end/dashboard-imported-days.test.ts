import { expect, test } from 'vitest'
import { zip } from '../moving/days/zip.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'moved.example'
const DAY = 86_400_000

const dateBefore = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10)
/** Own visits began four days ago. */
const OWN = 4

const events = Array.from({ length: 6 }, (_, i) => ({
  id: `own-visit-${i}`,
  name: 'pageview',
  at: Date.now() - (OWN - (i % 3)) * DAY,
  url: `https://${SITE}/own`,
  visitor: `visitor-${i}`,
}))

const at = useSignedIn({ site: SITE, events })

const DATES = [10, 9, 8, 7, 6, 5, 4].map(dateBefore)

const FILE = zip({
  'imported_visitors.csv': [
    'date,visitors,pageviews,bounces,visits,visit_duration',
    ...DATES.map((date) => `${date},50,120,20,60,3000`),
  ].join('\n'),
  'imported_sources.csv': [
    'date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,visit_duration,bounces',
    ...DATES.map((date) => `${date},Google,google.com,,,,,,120,50,60,3000,20`),
  ].join('\n'),
})

async function bring(): Promise<{ id: string; kind: string; stored: number; duplicate: number }> {
  const answer = await fetch(`${at.server.url}/api/sites/${SITE}/imports?name=export.zip`, {
    method: 'POST',
    headers: { ...(await bearer()), 'content-type': 'application/octet-stream' },
    body: FILE,
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Awaited<ReturnType<typeof bring>>
}

/** As the page itself would send it. */
async function bearer(): Promise<Record<string, string>> {
  const cookies = await at.context.cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return { cookie, origin: at.server.url }
}

test('what another tool summed is marked wherever it shows, and goes with its import', async () => {
  const { id, kind, stored } = await bring()
  expect({ kind, stored }).toEqual({ kind: 'days', stored: 14 })
  expect(await bring()).toMatchObject({ stored: 0, duplicate: 14 })
  const csv = await at.api('GET', `/imports/${id}/days`)
  expect((await csv.text()).split('\r\n')[1]).toMatch(/^visitors,20/)

  await at.open('?period=30d')
  const key = at.page.locator('.key[data-imported]').first()
  await key.waitFor()
  expect(await key.textContent()).toMatch(/^Imported until \d+ \w+/)
  expect(await key.getAttribute('title')).toContain('Plausible')
  // Six days of 50, the seventh being our own first, and six visitors of our own.
  const tile = at.page.locator('.metric').first()
  expect(await tile.textContent()).toMatch(/^Visitors306daily visitors, summed until/u)
  await at.page.getByRole('button', { name: 'Show as table' }).click()
  await at.page.locator('.series-table tbody tr').first().waitFor()
  expect(await at.page.getByRole('button', { name: /\(imported\)$/u }).count()).toBe(6)

  await at.open('/sources?period=30d')
  const row = at.page.getByRole('row', { name: /Organic Search/u })
  await row.waitFor()
  expect(await row.textContent()).toContain('300')
  await at.page.locator('.foot-note .key[data-imported]').waitFor()

  expect((await at.api('DELETE', `/imports/${id}`)).status).toBe(200)
  await at.open('?period=30d')
  await at.page.locator('.metric').first().waitFor()
  await at.page.locator('.chart-keys .key').first().waitFor()
  expect(await at.page.locator('.key[data-imported]').count()).toBe(0)
})
