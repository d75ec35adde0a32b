import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { hindrances, watchShifts } from './hindrances.ts'
import { useSignedIn } from './signed-in.ts'

const SITE = 'shop.example'
const HOUR = 3_600_000
const AD = 'utm_source=google&utm_medium=cpc&utm_campaign=brand'
const MAIL = 'utm_source=weekly&utm_medium=email&utm_campaign=news'

interface Kind {
  country: string
  query: string
  visitors: number
  buyers: number
}

const DAY = 24 * HOUR
/** Of yesterday, whatever hour it is. */
const NOON = Math.floor(Date.now() / DAY) * DAY - 12 * HOUR

/** Yesterday, one visit a visitor. */
function came({ country, query, visitors, buyers }: Kind): object[] {
  return Array.from({ length: visitors }, (_, i) => {
    const visitor = `${country}-${query === AD ? 'ad' : 'mail'}-${i}`
    const at = NOON + i * 1_000
    const own = { visitor, at, url: `https://${SITE}/?${query}`, country, device: 'desktop' }
    const buys = { ...own, at: at + 100, id: `${visitor}-buys`, name: 'Purchase' }
    return [{ ...own, id: `${visitor}-page`, name: 'pageview' }, ...(i < buyers ? [buys] : [])]
  }).flat()
}

const at = useSignedIn({
  site: SITE,
  events: [
    ...came({ country: 'DE', query: AD, visitors: 30, buyers: 15 }),
    ...came({ country: 'DE', query: MAIL, visitors: 10, buyers: 1 }),
    ...came({ country: 'FR', query: AD, visitors: 60, buyers: 12 }),
  ],
})
let germany: string
let france: string

beforeAll(async () => {
  const segment = async (name: string, country: string) => {
    const filters = [['is', 'country', [country]]]
    return (await (await at.api('POST', '/segments', { name, filters })).json()).id
  }
  germany = await segment('Germany', 'DE')
  france = await segment('France', 'FR')
  const goal = { name: 'Purchase', event: 'Purchase', value: 'none', count: 'every' }
  await at.api('POST', '/goals', goal)
})

const beside = () => `segment=${germany}&compare=segment:${france}`
const button = (name: string | RegExp) => at.page.getByRole('button', { name, exact: true })
const quiet = () =>
  at.page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'))
const rows = async () => {
  const told = await at.page.locator('table.table :is(thead, tbody) tr').allInnerTexts()
  return told.map((row) => row.replace(/\s+/gu, ' ').trim())
}

/** What a click hands out, by the names of the files. */
async function taken(name: string) {
  const [file] = await Promise.all([
    at.page.waitForEvent('download'),
    at.page.getByRole('button', { name }).first().click(),
  ])
  return { name: file.suggestedFilename(), bytes: readFileSync((await file.path()) ?? '') }
}

describe('two segments side by side', () => {
  test('the comparison offers the saved segments, and everyone else of one', async () => {
    await at.open('/sources')
    await button('Previous period').click()
    await at.page.getByRole('menuitemradio', { name: 'Segment: France' }).waitFor()
    expect(await at.page.getByRole('menuitemradio', { name: 'Everyone else' }).count()).toBe(0)
    await at.open(`/sources?segment=${germany}`)
    await button('Previous period').click()
    await at.page.getByRole('menuitemradio', { name: 'Everyone else' }).click()
    await at.page.waitForURL(/compare=others/u)
    await button('Everyone else').waitFor()
    await at.page.getByRole('row', { name: /^Paid Search\W.*30 60/u }).waitFor()
  })

  test('a table has both and the difference, of rates in points', async () => {
    await at.open(`/sources?${beside()}`)
    await at.page.getByRole('row', { name: /Paid Search/u }).waitFor()
    const [head, ...found] = await rows()
    expect(head).toBe(
      'Channel Visitors Germany Visitors France Difference Bounce rate Germany Bounce rate France Difference Conversion rate Germany Conversion rate France Difference',
    )
    expect(found[0]).toMatch(/^Paid Search 30 60 50% 50% less than France, .* 50% 20% 30 pt/u)
    expect(found[1]).toMatch(/^Email 10 0 only here/u)
    expect(await at.page.locator('main').textContent()).not.toMatch(/previous|before|Movers/iu)
  })

  test('a filter holds on both sides', async () => {
    await at.open(`/pages?${beside()}&channel=Paid+Search`)
    await at.page.getByRole('row', { name: /^\/ .*30 .*60/u }).waitFor()
  })

  test.each([
    ['/audience', /^Germany .*40 0 only here/u],
    ['/goals', /^Purchase.* 16 12 .*33% .*40% 20% 20 pt/u],
    ['/goals/events', /^Purchase.* 16 12 .*33%/u],
  ])('%s has them, too', async (path, row) => {
    await at.open(`${path}?${beside()}`)
    await at.page
      .getByRole('row', { name: /Germany|Purchase/u })
      .last()
      .waitFor()
    await quiet()
    expect((await rows()).some((one) => row.test(one))).toBe(true)
  })

  test('the overview draws two lines by their names, and tells both numbers', async () => {
    await at.open(`?${beside()}`)
    await at.page.locator('.chart canvas').waitFor()
    await expect
      .poll(() => at.page.locator('.chart-keys .key').allInnerTexts())
      .toEqual(['Germany', 'France'])
    const tile = at.page.locator('.metric').first()
    expect(await tile.textContent()).toMatch(/^Visitors.*40.*33%.*France: 60.*France60$/u)
    const chart = at.page.getByRole('group', { name: 'Visitors over time' })
    await chart.focus()
    for (const key of ['End', 'ArrowLeft']) await at.page.keyboard.press(key)
    await at.page.getByText(/Germany: 40, France: 60/u).waitFor({ state: 'attached' })
    await button('Show as table').click()
    await at.page.getByRole('columnheader', { name: 'Difference' }).waitFor()
    const heads = await at.page.locator('.series-table th').allInnerTexts()
    expect(heads).toEqual(['Day', 'Germany', 'France', 'Difference'])
    expect(await at.page.locator('main').textContent()).not.toMatch(/previous|before|Movers/iu)
  })

  test('a file says whose the numbers are', async () => {
    await at.open(`/sources?${beside()}`)
    await at.page.getByRole('row', { name: /Paid Search/u }).waitFor()
    const csv = (await taken('Download CSV')).bytes.toString()
    expect(csv).toMatch(/^\uFEFFChannel,Visitors \(Germany\),.*Visitors \(France\)/u)
    await at.open(`/goals?${beside()}`)
    await at.page.getByRole('row', { name: /Purchase/u }).waitFor()
    const goals = (await taken('Download CSV')).bytes.toString()
    expect(goals).toMatch(/Conversions \(Germany\),.*Conversions \(France\)/u)
  })

  test('pages that know no segments beside theirs hide it, and it waits for the next', async () => {
    await at.open(`/journeys?${beside()}`)
    await button('No comparison').click()
    await at.page.getByRole('menuitemradio').first().waitFor()
    expect(await at.page.getByRole('menuitemradio', { name: /Segment:/u }).count()).toBe(0)
    await at.page.keyboard.press('Escape')
    await at.page.getByRole('link', { name: 'Sources' }).first().click()
    await button('France').waitFor()
  })

  test('a segment that was removed is told of, and the page is there', async () => {
    await at.open('/pages?compare=segment:removed')
    await at.page.getByRole('alert').filter({ hasText: 'does not exist any more' }).waitFor()
    await at.page.getByRole('row', { name: /^\/ /u }).waitFor()
    // Before the list of segments is there, the server may be asked, and refuses.
    at.failures = at.failures.filter((failure) => !failure.includes('422'))
    await button('Compare with the previous period').click()
    await button('Previous period').waitFor()
    expect(await at.page.getByRole('alert').count()).toBe(0)
  })

  test('the palette compares with a segment', async () => {
    await at.open('/sources')
    await at.page.getByRole('heading', { level: 1 }).click()
    await at.page.keyboard.press('Control+k')
    await at.page.getByRole('combobox').first().fill('compare france')
    await at.page.getByRole('option', { name: /Compare with segment France/u }).click()
    await at.page.waitForURL(new RegExp(`/sources\\?compare=segment:${france}$`, 'u'))
  })

  test('guests are offered no segment, and see none by an address', async () => {
    const share = await (await at.api('POST', '/shares', { name: 'Board' })).json()
    const context = await at.browser.newContext({ locale: 'en-GB' })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.postData() ?? ''))
    await page.goto(`${at.server.url}${share.path}/sources?compare=segment:${france}`)
    await page.getByRole('row', { name: /Paid Search/u }).waitFor()
    expect(await page.locator('body').textContent()).not.toContain('France')
    await page.getByRole('button', { name: 'No comparison' }).click()
    await expect
      .poll(() => page.getByRole('menuitemradio').allInnerTexts())
      .toEqual(['Previous period', 'Same period last year', 'No comparison'])
    await context.close()
  })

  test.each([
    ['', 1440],
    ['', 390],
    ['/sources', 390],
    ['/goals', 1440],
  ])('%s at %i hinders nobody', async (path, width) => {
    await watchShifts(at.context)
    await at.page.setViewportSize({ width, height: 900 })
    await at.open(`${path}?${beside()}`)
    await at.page.locator('.bars, .table').first().waitFor()
    await quiet()
    expect(await hindrances(at.page)).toMatchObject({ violations: [], overflow: 0 })
  })
})

describe('all tables at once', () => {
  test('the overview gives a file of each card, named as single ones are', async () => {
    await at.open('')
    await at.page.locator('.bars').nth(3).waitFor()
    await quiet()
    const { name, bytes } = await taken('Download all tables (ZIP)')
    expect(name).toMatch(/^shop\.example-overview-[\d-]{10}--[\d-]{10}\.zip$/u)
    const files = unzipSync(bytes)
    const told = Object.keys(files).map((one) => one.replace(/-\d{4}.*$/u, ''))
    expect(told.toSorted()).toEqual(
      ['by-time', 'channel', 'country', 'device', 'event', 'goals', 'page'].map(
        (one) => `shop.example-${one}`,
      ),
    )
    const [channel] = Object.entries(files).filter(([one]) => one.includes('-channel-'))
    const single = await taken('Download CSV')
    expect(Object.keys(files)).toContain(single.name)
    expect(Buffer.from(channel?.[1] ?? []).toString()).toContain('Paid Search,90')
  })

  test('the palette does it on the page in view, with the tables that it shows', async () => {
    await at.open('/audience')
    await at.page.getByRole('row', { name: /France/u }).waitFor()
    await at.page.getByRole('heading', { level: 1 }).click()
    await at.page.keyboard.press('Control+k')
    await at.page.getByRole('combobox').first().fill('all tables')
    const [file] = await Promise.all([
      at.page.waitForEvent('download'),
      at.page.getByRole('option', { name: /Download all tables/u }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/-audience-.*\.zip$/u)
    const files = Object.keys(unzipSync(readFileSync((await file.path()) ?? '')))
    // The map and the table are both by country.
    expect(files).toHaveLength(2)
    expect(files[1]).toMatch(/-2\.csv$/u)
  })
})
