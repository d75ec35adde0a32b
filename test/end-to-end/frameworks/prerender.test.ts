import { afterEach, beforeEach, expect, test } from 'vitest'
import { pages } from './pages.ts'
import { serve } from './served.ts'
import { openTabBrowser, type TabBrowser } from './tab-browser.ts'
import { type Served, useTrial } from './trial.ts'

const trial = useTrial('prerender')
let tab: TabBrowser
let site: Served

/** Home speculates on About; a link that is easy to hit leads there. */
const dress = (action: string) => ({
  head: `<script type="speculationrules">
    { "${action}": [{ "source": "list", "urls": ["/about"], "eagerness": "immediate" }] }
  </script>
  <script>
    whenRun = document.prerendering
    addEventListener('load', () => {
      localStorage[location.pathname] = 1
      setTimeout(() => tributary('Early'), 50)
    })
  </script>
  ${trial.tag()}`,
  foot: '<a href="/about" style="position:fixed;top:200px;left:0;width:400px;height:200px">Next</a>',
})

beforeEach(async () => {
  tab = await openTabBrowser()
})

afterEach(async () => {
  await tab.close()
  await site.close()
})

/** Opens Home, waits until About is speculated on, and reads the collector's mind. */
async function openHome(action: string) {
  site = await serve(pages(() => dress(action)))
  await tab.open(`http://${trial.site}:${site.port}/`)
  // What is only fetched tells nothing.
  if (action === 'prerender') await expect.poll(() => tab.ask("localStorage['/about']")).toBe('1')
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return await trial.collected()
}

async function openAbout(): Promise<void> {
  await tab.click(100, 300)
  await expect.poll(() => tab.ask('document.title')).toBe('About')
  await new Promise((resolve) => setTimeout(resolve, 600))
}

test('a prerendered page counts from when it is shown, with all that it does', async () => {
  const before = await openHome('prerender')
  expect(before.pageviews).toEqual(['/ Home'])
  await openAbout()
  expect(await tab.ask('whenRun')).toBe(true)
  await tab.leave()
  const { pageviews, events, raw, visits } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About'])
  expect(events).toEqual({ Early: 2 })
  expect(raw.filter(({ name, url }) => name === 'engagement' && /about/.test(url))).toHaveLength(1)
  expect(visits).toMatchObject([{ landing_page: '/', exit_page: '/about' }])
})

test('a prerendered page that nobody opens is nothing', async () => {
  await openHome('prerender')
  await tab.leave()
  const { pageviews, events } = await trial.collected()
  expect(pageviews).toEqual(['/ Home'])
  expect(events).toEqual({ Early: 1 })
})

test('a prefetched page counts once, when it is opened', async () => {
  const before = await openHome('prefetch')
  expect(before.pageviews).toEqual(['/ Home'])
  await openAbout()
  expect(await tab.ask('whenRun')).toBe(false)
  await tab.leave()
  const { pageviews, events } = await trial.collected()
  expect(pageviews).toEqual(['/ Home', '/about About'])
  expect(events).toEqual({ Early: 2 })
})
