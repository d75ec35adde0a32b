import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { pages } from './pages.ts'
import { openRoad, type Road, type Weather } from './road.ts'
import { serve } from './served.ts'
import { useTrial } from './trial.ts'
import { arrived, follow } from './walk.ts'

const trial = useTrial('failing')

/** As the docs give them, so that what is recommended is what is tried. */
const SNIPPET = readFileSync('README.md', 'utf8').match(/<script .*src="https:.*<\/script>/)?.[0]
const STUB = readFileSync('docs/script.md', 'utf8').match(/<script>window\.tributary.*<\/script>/)

const tagOf = (road: Road) =>
  (SNIPPET ?? '').replace(/src="[^"]*"/, `src="${road.url}/t/${trial.site}.js"`)

async function visit(road: Road, more = ''): Promise<void> {
  const head = `${STUB?.[0]}${tagOf(road)}${more}`
  await trial.visit(await serve(pages(() => ({ head }))), '/?utm_source=letter&utm_medium=email')
}

const like = async () => {
  await trial.page.getByRole('button', { name: 'Like' }).click()
  await trial.page.waitForTimeout(300)
}

/** The console says by itself that a request failed; the page must not say more. */
beforeEach(() => {
  trial.provoked = /Failed to load resource|blocked by CORS policy/
})

const FAULTS: readonly { fault: string; posts: Weather }[] = [
  { fault: 'answers 500', posts: 500 },
  { fault: 'answers 503', posts: 503 },
  { fault: 'breaks the connection', posts: 'broken' },
]

test.each(FAULTS)(
  'a collector that $fault, then recovers: all of the page is there, once',
  async ({ posts }) => {
    const road = await openRoad(trial.collector.url)
    road.posts = posts
    await visit(road)
    await arrived(trial.page, 'Home')
    await like()
    road.posts = 'open'
    await like()
    await follow(trial.page, 'About')
    await trial.leave()
    const { pageviews, events, visits } = await trial.collected()
    await road.close()
    expect(pageviews).toEqual(['/ Home', '/about About'])
    expect(events).toEqual({ Like: 2 })
    expect(visits).toMatchObject([{ landing_page: '/', source: 'letter' }])
  },
)

test.each([...FAULTS, { fault: 'leaves requests hanging', posts: 'hanging' as const }])(
  'a stored visitor leaves while the collector $fault: the next page brings what was missing',
  async ({ posts }) => {
    await trial.configure({ identity: 'stored' })
    const road = await openRoad(trial.collector.url)
    road.posts = posts
    await visit(road)
    await arrived(trial.page, 'Home')
    await like()
    await follow(trial.page, 'Contact')
    road.posts = 'open'
    await follow(trial.page, 'About')
    await like()
    await trial.leave()
    const { pageviews, events, visits } = await trial.collected()
    await road.close()
    expect(pageviews).toEqual(['/ Home', '/contact Contact', '/about About'])
    expect(events).toEqual({ Like: 2 })
    expect(visits).toMatchObject([{ landing_page: '/', source: 'letter' }])
  },
)

test('a first request of three seconds and a fast second are one visit, in their order', async () => {
  const road = await openRoad(trial.collector.url)
  road.posts = { slow: 3000 }
  await visit(road)
  await arrived(trial.page, 'Home')
  await trial.page.waitForTimeout(1000)
  road.posts = 'open'
  await follow(trial.page, 'About')
  await trial.page.waitForTimeout(3000)
  await trial.leave()
  const { pageviews, visits } = await trial.collected()
  await road.close()
  expect(pageviews).toEqual(['/ Home', '/about About'])
  expect(visits).toEqual([
    { landing_page: '/', exit_page: '/about', source: 'letter', pageviews: 2 },
  ])
})

/** Like what follows the tag in an application: a deferred script and a module. */
const APPLICATION = `
  <script>began = performance.now()</script>
  <script type="module">document.documentElement.dataset.module = performance.now() - began</script>
  <script>
    addEventListener('DOMContentLoaded', () => {
      document.documentElement.dataset.ready = performance.now() - began
    })
  </script>`

/** Nobody waits for `load`: the script that hangs holds that up, whatever its attributes. */
async function visitWithoutLoad(road: Road): Promise<void> {
  const site = await serve(pages(() => ({ head: STUB?.[0] + tagOf(road) + APPLICATION })))
  await trial.page.goto(`http://${trial.site}:${site.port}/`, { waitUntil: 'commit' })
  await trial.page.getByRole('heading', { name: 'Home' }).waitFor()
}

test('a script that hangs holds up neither the page nor its application', async () => {
  const road = await openRoad(trial.collector.url)
  road.script = { slow: 6000 }
  await visitWithoutLoad(road)
  const root = trial.page.locator('html[data-module][data-ready]')
  await root.waitFor({ timeout: 3000 })
  expect(Number(await root.getAttribute('data-module'))).toBeLessThan(2000)
  expect(Number(await root.getAttribute('data-ready'))).toBeLessThan(2000)
  await trial.page.waitForLoadState('load')
  await trial.page.waitForTimeout(500)
  await trial.leave()
  expect((await trial.collected()).pageviews).toEqual(['/ Home'])
  await road.close()
})

test('where the script never comes, calls of it stop nothing on the page', async () => {
  const road = await openRoad(trial.collector.url)
  road.script = 'broken'
  const order = `<script>
    addEventListener('click', ({ target }) => {
      if (!target.closest('[data-track]')) return
      tributary('Purchase', { revenue: { amount: '49.00', currency: 'EUR' } })
      tributary.identify('user-42', { account: 'acme' })
      tributary.page()
      tributary.consent(true)
      tributary.reset()
      if (tributary.variant('hero') === 'b') return
      document.title = 'ordered'
    })
  </script>`
  await visit(road, order)
  await arrived(trial.page, 'Home')
  await like()
  expect(await trial.page.title()).toBe('ordered')
  await road.close()
})
