import { beforeAll, expect, test } from 'vitest'
import { hindrances } from './hindrances.ts'
import { useSignedIn, visits } from './signed-in.ts'

const SITE = 'shop.example'
const at = useSignedIn({
  site: SITE,
  events: visits(SITE, [{ query: 'utm_source=x', visitors: 40 }]),
})

beforeAll(async () => {
  await at.api('POST', '/goals', { name: 'Signup', event: 'Signup' })
})

/** People who are shown their variant now; the first of each sign up. */
async function show(people: Record<string, number>, signing: number) {
  const now = Date.now()
  const lines = Object.entries(people).flatMap(([variant, n]) =>
    Array.from({ length: n }, (_, i) => {
      const visitor = `${variant}-${i}`
      const sent = (k: number, name: string, more = {}) => ({
        ...{ name, visitor, id: `exp-${visitor}-${k}`, url: `https://${SITE}/`, at: now + k },
        ...more,
      })
      return [
        sent(0, 'pageview'),
        sent(1, 'exposure', { props: { experiment: 'short-words', variant } }),
        ...(i < signing ? [sent(2, 'Signup')] : []),
      ]
    }).flat(),
  )
  await at.api('POST', '/events', { events: [] })
  for (const { visitor, ...event } of lines) {
    const answer = await at.api('POST', '/events', { visitor, events: [event] })
    expect(answer.status).toBe(202)
  }
}

test('an experiment is written, started, watched and shipped by mouse and keyboard', async () => {
  const { page } = at
  await at.open('/experiments')
  await page.getByText('No experiment here').waitFor()
  await page.getByRole('link', { name: 'New experiment' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Short words')
  expect(await page.getByLabel('Key').inputValue()).toBe('short-words')
  await page.getByLabel('What you expect, and why').fill('Fewer words say it sooner.')
  await page.getByLabel('Element (CSS selector)').fill('h1')
  await page.getByLabel('Value', { exact: true }).fill('Ship faster')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.getByText('Not started yet').waitFor()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('What you expect, and why').fill('Fewer words say it better.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('changed what is expected').waitFor()
  await page.getByRole('button', { name: 'Start' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await show({ control: 9, b: 11 }, 3)
  await page.reload()
  await page.getByText('20 people exposed').waitFor()
  await page.getByText('Keep running').waitFor()
  expect(await page.locator('.sentence').first().textContent()).toContain('Still missing')
  await page.getByText('9 still have time').waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click()
  await page.locator('.experiment-state').getByText('Stopped').waitFor()
  await at.open('/experiments/done')
  await page.getByRole('link', { name: 'Short words' }).waitFor()
})

test('what cannot be meant is said beside its field', async () => {
  const { page } = at
  await at.open('/experiments/drafts?edit=new')
  await page.getByLabel('Name', { exact: true }).fill('Bad')
  await page.getByLabel('Element (CSS selector)').fill('h1 >>> (')
  await page.getByLabel('Value', { exact: true }).fill('x')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.getByText('is no CSS selector').first().waitFor()
  await page.getByLabel('Element (CSS selector)').fill('h1')
  await page.getByLabel('Share (%)').first().fill('20')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.getByText('The shares add up to 70 %, not to 100 %.').waitFor()
  at.failures.length = 0
})

test('a plan is told of what the form says now, and a refusal where a number would stand', async () => {
  const { page } = at
  const refuse = (reports: string) =>
    page.route(`**/reports/${reports}`, (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: 422, title: 'Refused', detail: `no ${reports} today` }),
      }),
    )
  await at.open('/experiments/drafts?edit=new')
  const without = page.getByText(/^Without traffic or conversions/)
  await without.waitFor()
  await page.getByLabel('Smallest change that matters (%)').last().fill('')
  await without.waitFor({ state: 'detached' })
  await refuse('stats')
  await refuse('experiment')
  await page.getByLabel('Pages').fill('/lp/*')
  await page.getByText('no stats today').waitFor()
  await at.open('/experiments/done')
  await page.getByText('no experiment today').waitFor()
  await page.unrouteAll()
  at.failures.length = 0
})

test('a ratio decides, with an effect of its own, in a test of nothing', async () => {
  const { page } = at
  await at.open('/experiments/drafts?edit=new')
  await page.getByLabel('Name', { exact: true }).fill('Nothing at all')
  await page.getByLabel('A/A test').check()
  await page.getByText('tries the split and the counting').first().waitFor()
  await page.getByLabel('Counted as').selectOption({ label: 'ratio' })
  await page.getByLabel('Numerator').selectOption({ label: 'conversions' })
  await page.getByLabel('Smallest change that matters (%)').first().fill('2.5')
  await page.getByRole('button', { name: 'Save as draft' }).click()
  await page.getByText('Not started yet').waitFor()
  const stored = await (await at.api('GET', '/experiments/nothing-at-all')).json()
  expect(stored).toMatchObject({
    ...{ same: true, variants: [{ changes: [] }, { changes: [] }] },
    metrics: {
      primary: { kind: 'ratio', of: 'conversions', per: 'Signup', minimum_effect: 0.025 },
    },
  })
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('A/A test: nothing is changed').waitFor()
  await page.getByText('Experiment started: Nothing at all').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a page' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${SITE}-nothing-at-all.html`)
})

test('what was archived is found by what it tried', async () => {
  const { page } = at
  await at.api('POST', '/experiments/short-words/stop', {})
  const stored = await (await at.api('GET', '/experiments/short-words')).json()
  await at.api('PUT', '/experiments/short-words', { ...stored, archived: true })
  await at.open('/experiments/done')
  await page.getByText('No experiment here').waitFor()
  await page.getByLabel('Find').fill('ship fas')
  await page.getByRole('link', { name: 'Short words' }).waitFor()
  await page.getByText('archived', { exact: true }).waitFor()
})

test('a share is held out where a browser keeps an id, and only there compared', async () => {
  const { page } = at
  await at.open('/experiments')
  await page.getByText('Nobody is held out').waitFor()
  await page.getByLabel('Share held out (%)').fill('10')
  await page.getByLabel('Share held out (%)').press('Enter')
  await page.getByText('This site stores no id').waitFor()
  await at.api('PUT', '', { identity: 'stored' })
  await page.reload()
  await page.getByText('Cannot be told apart yet').waitFor()
  await page.getByText(/^Everybody with an id, from their first pageview since/).waitFor()
})

test('the calculators need no experiment', async () => {
  const { page } = at
  await at.open('/experiments/calculators')
  await page.getByText('Different: p 0.035').waitFor()
  await page.getByLabel('Conversions').last().fill('100')
  await page.getByText('Not to be told apart').waitFor()
  // 5 % and a tenth more: (1.95996 + 0.84162)² (0.05·0.95 + 0.055·0.945) / 0.005² = 31,231.
  await page.getByText('31,231 in each variant').waitFor()
})

test('nothing hinders, wide and light or narrow and dark', async () => {
  const { page } = at
  for (const path of [
    '/experiments',
    '/experiments/done',
    '/experiments?experiment=short-words',
    '/experiments/drafts?edit=new',
    '/experiments/calculators',
  ]) {
    for (const [viewport, colorScheme] of [
      [{ width: 1440, height: 900 }, 'light'],
      [{ width: 390, height: 844 }, 'dark'],
    ] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await at.open(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
      const found = await hindrances(page)
      expect(found, `${path}, ${colorScheme}`).toMatchObject({ violations: [], overflow: 0 })
    }
  }
})
