import { expect, test } from 'vitest'
import {
  bring,
  experiment,
  exposures,
  film,
  headOf,
  html,
  idIn,
  patient,
  redIn,
} from './experiment-pages.ts'
import { useStage } from './stage.ts'

const stage = useStage()

/** Case E3. */
const split = (more = {}) =>
  experiment([{ op: 'redirect', value: '/lp-b?v=3' }], {
    target: { urls: ['/lp*'], when: [] },
    ...more,
  })

const serve = () => {
  for (const path of ['/lp', '/lp-b'])
    stage.pages[path] = html(headOf(stage), `<h1>${path}</h1><p id="t">t</p>`)
}

/** Documents that were asked for, in their order. */
const navigations = () => {
  const all: string[] = []
  stage.page.on('request', (request) => {
    if (request.isNavigationRequest()) all.push(request.url().replace(stage.origin, ''))
  })
  return all
}

const openB = async (one: ReturnType<typeof split>, path: string) => {
  stage.settings = { identity: 'stored', experiments: [one] }
  await bring(stage, idIn(one, 'b'))
  serve()
  await stage.page.goto(stage.origin + path).catch(() => {})
}

test('a variant that differs in its query alone is gone to once', async () => {
  const one = experiment([{ op: 'redirect', value: '/lp?lp=v3' }], {
    target: { urls: ['/lp'], when: [] },
  })
  const all = navigations()
  await openB(one, '/lp?a=1')
  await stage.page.waitForURL('**/lp?a=1&lp=v3')
  await stage.receiver.event('exposure')
  await stage.page.reload()
  await stage.settled()
  expect(all).toEqual(['/lp?a=1', '/lp?a=1&lp=v3', '/lp?a=1&lp=v3'])
  expect(exposures(stage)).toHaveLength(1)
})

test('a link back to the page asked for leads to the variant again', async () => {
  const all = navigations()
  await openB(split(), '/lp')
  await stage.page.waitForURL('**/lp-b?v=3')
  await stage.page.evaluate(() => location.assign('/lp'))
  await expect.poll(() => all.length).toBe(4)
  expect(all).toEqual(['/lp', '/lp-b?v=3', '/lp', '/lp-b?v=3'])
  await stage.receiver.event('exposure')
  await stage.settled()
  expect(exposures(stage)).toHaveLength(1)
})

test('a page that is reached within the page is left for the variant, too', async () => {
  stage.pages['/start'] = html(headOf(stage), '<h1>start</h1>')
  await openB(split(), '/start')
  await stage.receiver.event('pageview')
  await stage.call(`setTimeout(() => history.pushState({}, '', '/lp?x=1'))`)
  await stage.page.waitForURL('**/lp-b?x=1&v=3')
  await stage.receiver.event('exposure')
  await stage.settled()
  const views = stage.receiver.events().filter(({ name }) => name === 'pageview')
  expect(new Set(views.map(({ url }) => new URL(url ?? '').pathname))).toEqual(
    new Set(['/start', '/lp-b']),
  )
})

test('the page asked for is not seen by who is sent on', async () => {
  const one = split()
  stage.settings = { identity: 'stored', experiments: [one] }
  await bring(stage, idIn(one, 'b'))
  const red = '<style>body{background:red}</style>'
  await patient(stage, '/lp')
  stage.pages['/lp'] = html(headOf(stage) + red, '<h1>control</h1>')
  stage.pages['/lp-b'] = html(headOf(stage), '<h1>/lp-b</h1>')
  await stage.context.route('**/lp-b?*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 250))
    await route.continue()
  })
  const frames = await film(stage.page)
  await stage.page.goto(`${stage.origin}/lp`).catch(() => {})
  await stage.page.waitForFunction(`document.querySelector('h1')?.textContent === '/lp-b'`)
  await stage.settled()
  expect(Math.max(...(await redIn(stage, frames)))).toBeLessThan(0.02)
})

test('a page that is prerendered is left once it is shown', async () => {
  await stage.context.addInitScript(`
    window.hidden = location.pathname === '/lp'
    Object.defineProperty(document, 'prerendering', { get: () => window.hidden })`)
  await openB(split(), '/lp')
  await stage.settled()
  expect(await stage.call('location.pathname')).toBe('/lp')
  expect(stage.names()).not.toContain('pageview')
  expect(exposures(stage)).toEqual([])
  await stage.call(`setTimeout(() => {
    window.hidden = false
    document.dispatchEvent(new Event('prerenderingchange'))
  })`)
  await stage.page.waitForURL('**/lp-b?v=3')
  await stage.receiver.event('exposure')
  await stage.settled()
  expect(exposures(stage)).toHaveLength(1)
})
