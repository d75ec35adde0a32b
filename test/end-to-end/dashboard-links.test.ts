import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { qrDrawing, qrFile } from '../../dashboard/blocks/downloads/qr-drawing.ts'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const TAGS = { source: 'facebook', medium: 'paid_social', campaign: 'spring' }
const QUERY = 'utm_source=facebook&utm_medium=paid_social&utm_campaign=spring'

const at = useSignedIn({
  site: SITE,
  events: visits(SITE, [
    { query: `${QUERY}&tl=poster`, visitors: 7 },
    { query: `${QUERY}&tl=bio`, visitors: 3 },
    { query: 'utm_source=newsletter&utm_medium=email&utm_campaign=may', visitors: 12 },
  ]),
})
const button = (name: string | RegExp) => at.page.getByRole('button', { name })
const row = (name: string) => at.page.getByRole('row', { name: new RegExp(name) })
const stored = async () => (await (await at.api('GET', '/links')).json()).items

beforeAll(async () => {
  const url = `https://${SITE}/sale`
  const poster = { slug: 'Poster', owner: 'Ada', note: 'in the hall' }
  await at.api('POST', '/links', { ...TAGS, url, ...poster })
  await at.api('POST', '/links', { ...TAGS, url, slug: 'bio', owner: 'Ben' })
})

test('links of the same tags have each their own visits, and are found by their owner', async () => {
  await at.open('/links')
  await at.page.getByRole('link', { name: 'Saved' }).click()
  await row('/l/Poster').getByRole('link', { name: '7' }).waitFor()
  await row('/l/bio').getByRole('link', { name: '3' }).waitFor()
  await button('Visits').click()
  await at.page.getByRole('searchbox', { name: 'Find a link…' }).fill('ada hall')
  await row('/l/bio').waitFor({ state: 'detached' })
  const [file] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('region', { name: 'Short links' }).getByLabel('Download CSV').click(),
  ])
  const lines = readFileSync((await file.path()) ?? '', 'utf8').split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain('Ada,in the hall,false,0,0,7,7,0,0')
})

test('what came by tags without a short link is listed, and becomes one with its tags', async () => {
  await at.open('/links/saved')
  const others = at.page.getByRole('region', { name: 'Other tagged links' })
  await others.getByRole('row', { name: /newsletter \/ email \/ may/u }).waitFor()
  expect(await others.getByRole('row').count()).toBe(2)
  await others.getByRole('link', { name: 'Save as short link' }).click()
  await at.page.getByLabel('Campaign').waitFor()
  expect(await at.page.getByLabel('Source').inputValue()).toBe('newsletter')
  expect(await at.page.getByLabel('Campaign').inputValue()).toBe('may')
})

test('a link is archived, shown when asked for, and restored', async () => {
  await at.open('/links/saved')
  await button('Archive /l/bio').click()
  await row('/l/bio').waitFor({ state: 'detached' })
  await button('Undo').click()
  await row('/l/bio').waitFor()
  await button('Archive /l/bio').click()
  await at.page.getByLabel('Show archived (1)').check()
  await row('/l/bio').getByText('archived', { exact: true }).waitFor()
  expect(await stored()).toMatchObject([{ slug: 'bio', archived: true, owner: 'Ben' }, {}])
  await button('Restore /l/bio').click()
  await row('/l/bio').waitFor()
})

test('owner and note are changed, and nothing else with them', async () => {
  await at.open('/links/saved')
  await button('Edit /l/Poster').click()
  const dialog = at.page.getByRole('dialog')
  await dialog.getByLabel('Owner').fill('Cleo')
  await dialog.getByLabel('Note').fill('in the yard')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await row('/l/Poster').getByText('Cleo').waitFor()
  expect((await stored())[1]).toMatchObject({ ...TAGS, owner: 'Cleo', note: 'in the yard' })
})

test('an ad’s placeholders stand unencoded in the link, which is then no short one', async () => {
  await at.open('/links')
  await at.page.getByLabel('Address').fill('shop.example/sale')
  await at.page.getByLabel('Where does it run?').selectOption('Google Ads')
  await at.page
    .getByText('utm_source=google&utm_medium=cpc&utm_campaign={campaignid}&utm_content={creative}')
    .waitFor()
  await at.page.getByText('behind a short link no placeholder is filled in').waitFor()
  expect(await button('Save short link').isDisabled()).toBe(true)
  await at.page.getByLabel('Campaign').fill('{{ad.name}}')
  await at.page.getByText('{{ad.name}} is not filled in where this link runs.').waitFor()
})

test('all that is doubtful is told at once, and fixed by one click', async () => {
  await at.open('/links')
  await at.page.getByLabel('Address').fill('shop.example/sale?utm_source=x')
  await at.page.getByLabel('Source').fill('Face Book')
  await at.page.getByLabel('Medium').fill('emial')
  await at.page.getByText('5 issues').waitFor()
  await button('Fix all 5').click()
  expect(await at.page.getByLabel('Source').inputValue()).toBe('facebook')
  expect(await at.page.getByLabel('Medium').inputValue()).toBe('email')
  expect(await at.page.getByLabel('Address').inputValue()).toBe('https://shop.example/sale')
  await at.page.getByText('5 issues').waitFor({ state: 'detached' })
})

test('many links are mended in a grid and saved one by one, a refusal in its own line', async () => {
  await at.open('/links')
  await button('Many links').click()
  await at.page
    .getByLabel('Addresses, one a line')
    .fill(
      [
        'url\tsource\tmedium\tcampaign\tslug\towner',
        'shop.example/a\tPartner\treferral\tmay\tmay-a\tDora',
        'shop.example/b\tpartner\treferral\tmay sale\tbio',
        'shop.example/c\tpartner\treferral',
      ].join('\n'),
    )
  await button('Fix all 2').click()
  await at.page.getByLabel('Campaign, line 3').fill('june')
  await button('Save 3 as short links').click()
  // That first: it is said for a moment only.
  await at.page.getByText('Saved as short links: 2').waitFor()
  await at.page.getByText('This is taken already. Choose another.').waitFor()
  await at.page.getByLabel('Short name, line 2').fill('bio-2')
  await button('Save 1 as short links').click()
  await at.page.getByText('/l/bio-2').waitFor()
  const archive = at.page.waitForEvent('download')
  await button('QR codes (ZIP)').click()
  const codes = unzipSync(readFileSync(await (await archive).path()))
  const drawn = qrFile(qrDrawing(`${new URL(at.page.url()).origin}/l/bio-2`))
  expect(Buffer.from(codes['bio-2.svg'] ?? []).toString()).toBe(drawn)
  const named = ({ source, campaign }: Record<string, string>) => `${source} ${campaign}`
  const saved = (await stored()).map(named)
  expect(saved.slice(0, 3).toSorted()).toEqual(['partner june', 'partner may', 'partner may_sale'])
  expect(at.failures.splice(0).join()).toContain('409')
})

test('names in use are allowed, and from then on links are held against them', async () => {
  await at.open('/links/names')
  await button('Allow facebook').click()
  await button('Allow newsletter').click()
  expect(await at.page.getByLabel('Sources').inputValue()).toBe('facebook\nnewsletter')
  await at.page.getByLabel('Pattern of campaigns').fill('de-*')
  await at.page.getByRole('button', { name: 'Save', exact: true }).click()
  await at.saved()
  await at.open('/links')
  await at.page.getByLabel('Source').fill('newslettr')
  await at.page.getByLabel('Campaign').fill('fr-may')
  await at.page.getByText('Looks like a typo of newsletter.').waitFor()
  await at.page.getByText('Does not keep to de-*.').waitFor()
  await at.api('PUT', '/naming', {})
})

const PAGES = ['/links', '/links/saved', '/links/names']

test.each([
  ['at 1280, in the light', 1280, 'light'],
  ['at a phone’s width, in the dark', 390, 'dark'],
] as const)('%s nothing hinders and nothing overflows', async (_, width, colorScheme) => {
  await watchShifts(at.context)
  await at.page.setViewportSize({ width, height: 844 })
  await at.page.emulateMedia({ colorScheme })
  for (const path of PAGES) {
    await at.open(path)
    await at.page.getByRole('heading', { name: 'Links', exact: true }).waitFor()
    await at.page.waitForLoadState('networkidle')
    const { violations, overflow, shift } = await hindrances(at.page)
    expect([path, violations, overflow]).toEqual([path, [], 0])
    expect([path, shift < 0.01]).toEqual([path, true])
  }
})

test('a refused report is said above the links, which stay', async () => {
  await at.page.route('**/reports/stats', (route) => route.fulfill({ status: 500, body: '{}' }))
  await at.open('/links/saved')
  await at.page.getByRole('alert').waitFor()
  expect(await row('/l/Poster').textContent()).toContain('–')
  await at.page.waitForLoadState('networkidle')
  await at.page.unroute('**/reports/stats')
  expect(at.failures.splice(0).join()).toContain('500')
})

test('a link shows what came of it, from its clicks to money, and over time', async () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'
  for (let i = 0; i < 9; i++) {
    await fetch(`${at.server.url}/l/poster`, {
      redirect: 'manual',
      headers: { 'user-agent': agent },
    })
  }
  await at.open('/links/saved')
  await row('/l/Poster').locator('.spark path').first().waitFor()
  await at.page.getByRole('link', { name: '/l/Poster' }).click()
  const steps = at.page.getByRole('region', { name: 'From click to money' })
  await steps.getByText('78% of clicks').waitFor()
  expect(await steps.locator('.metric-value').allTextContents()).toEqual([
    '9',
    '7',
    '7',
    '0',
    '$0.00',
  ])
  await at.page.getByRole('list', { name: 'Clicks and visits' }).waitFor()
  await at.page.getByRole('link', { name: 'All short links' }).click()
  await row('/l/bio').first().waitFor()
})

test.each([1440, 390])('at %i px nothing hinders who looks at a link', async (width) => {
  const storageState = await at.context.storageState()
  const context = await at.browser.newContext({ storageState, viewport: { width, height: 900 } })
  await watchShifts(context)
  const page = await context.newPage()
  await page.goto(`${at.server.url}/sites/${SITE}/links/saved?open=Poster`)
  await page.getByText('of clicks').waitFor()
  const found = await hindrances(page)
  expect(found).toMatchObject({ violations: [], overflow: 0 })
  expect(found.shift).toBeLessThan(0.1)
  await context.close()
})

test('a site without links says how to come by one', async () => {
  for (const { id } of await stored()) await at.api('DELETE', `/links/${id}`)
  await at.open('/links/saved')
  await at.page.getByText('No short link yet').waitFor()
  await at.page.getByRole('link', { name: 'Build a link' }).click()
  await at.page.getByLabel('Where does it run?').waitFor()
})

// The language is kept in the browser: whatever comes after it is Chinese.
test.each([1280, 390])(
  'the grid of many links, in Chinese, hinders nobody at %i',
  async (width) => {
    await at.page.addInitScript(() => localStorage.setItem('tributary.language', 'zh'))
    await at.page.setViewportSize({ width, height: 844 })
    await at.open('/links')
    await button('多个链接').click()
    await at.page.getByLabel('地址，每行一个').fill('shop.example/a\tPartner\tbanana\nnowhere')
    await at.page.getByText('来源: 大写字母：报表会合并，但其他工具不会。').waitFor()
    const { violations, overflow } = await hindrances(at.page)
    expect([violations, overflow]).toEqual([[], 0])
  },
)
