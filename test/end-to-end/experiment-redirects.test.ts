import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { bring, experiment, exposures, headOf, html, idIn, variantFor } from './experiment-pages.ts'
import { useStage } from './stage.ts'

const stage = useStage()

/** Case E3. */
const split = (more = {}) =>
  experiment([{ op: 'redirect', value: '/lp-b?v=3' }], {
    target: { urls: ['/lp*'], when: [] },
    ...more,
  })

const ASKED = '/lp?utm_source=g&v=1&x=2#t'

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

test('b is one navigation to a page with the visitor’s query, whose own values win', async () => {
  const one = split()
  stage.settings = { identity: 'stored', experiments: [one] }
  await bring(stage, idIn(one, 'b'))
  serve()
  const all = navigations()
  await stage.page
    .goto(stage.origin + ASKED, { referer: 'https://www.google.com/' })
    .catch(() => {})
  await stage.page.waitForFunction(`document.querySelector('h1')?.textContent === '/lp-b'`)
  await stage.receiver.event('pageview')
  await stage.settled()
  expect(all.map((path) => path.replace(/#.*/, ''))).toEqual([
    '/lp?utm_source=g&v=1&x=2',
    '/lp-b?utm_source=g&x=2&v=3',
  ])
  expect(await stage.call('location.href')).toBe(`${stage.origin}/lp-b?utm_source=g&x=2&v=3#t`)
  expect(exposures(stage)).toHaveLength(1)
  const views = stage.receiver.events().filter(({ name }) => name === 'pageview')
  expect(new Set(views.map(({ id }) => id)).size).toBe(1)
  expect(views[0]?.referrer).toBe('https://www.google.com/')
  expect(views[0]?.url).toContain('/lp-b?v=1&utm_source=g')
  // Neither does a reload go on, nor does it expose again.
  await stage.page.reload()
  await stage.settled()
  expect(await stage.call('location.pathname')).toBe('/lp-b')
  expect(exposures(stage)).toHaveLength(1)
  expect(await stage.call('({ ...sessionStorage })')).toEqual({})
})

test('control stays, and is exposed by a beacon with its pageview', async () => {
  const one = split()
  stage.settings = { identity: 'stored', experiments: [one] }
  await bring(stage, idIn(one, 'control'))
  serve()
  const all = navigations()
  await stage.page.goto(stage.origin + ASKED)
  await stage.receiver.event('exposure')
  expect(stage.receiver.received[0]?.body.events.map(({ name }) => name)).toEqual([
    'pageview',
    'exposure',
  ])
  expect(all).toHaveLength(1)
})

test('of forty visitors everyone is exposed once, to what they were assigned, also with two controls', async () => {
  const one = split({
    variants: [
      { key: 'control', weight: 0.25, changes: [] },
      { key: 'control2', weight: 0.25, changes: [] },
      { key: 'b', weight: 0.5, changes: [{ op: 'redirect', value: '/lp-b?v=3' }] },
    ],
  })
  stage.settings = { identity: 'stored', experiments: [one] }
  serve()
  const expected: Record<string, string | null> = {}
  const contexts: BrowserContext[] = []
  for (let n = 0; n < 40; n++) {
    const context = await (stage.context.browser()?.newContext() ?? Promise.reject())
    contexts.push(context)
    const id = `someone-${n}`
    expected[id] = variantFor(one, id)
    await context.addInitScript(`localStorage.tributary_visitor ??= '"${id}"'`)
    const page = await context.newPage()
    await page.goto(`${stage.origin}/lp?gclid=x`).catch(() => {})
    await page.waitForLoadState()
    // Gone at once, as who bounces; what their browser still sends would go with the context.
    await page.close()
  }
  await expect.poll(() => exposures(stage).length).toBe(40)
  for (const context of contexts) await context.close()
  const told = stage.receiver.received.flatMap(({ body }) =>
    body.events
      .filter(({ name }) => name === 'exposure')
      .map(({ props }) => [body.visitor, props?.variant] as const),
  )
  expect(Object.fromEntries(told)).toEqual(expected)
  expect(new Set(Object.values(expected)).size).toBe(3)
})

test('a page that sends back, and two experiments that send to one another, end', async () => {
  const there = split()
  const back = experiment([{ op: 'redirect', value: '/lp' }], {
    key: 'back',
    target: { urls: ['/lp-b'], when: [] },
  })
  stage.settings = { identity: 'stored', experiments: [there, back] }
  await bring(stage, idIn(there, 'b'))
  serve()
  const all = navigations()
  await stage.page.goto(`${stage.origin}/lp`).catch(() => {})
  await stage.page.waitForFunction(`document.querySelector('h1')?.textContent === '/lp-b'`)
  await stage.receiver.event('exposure')
  await stage.page.waitForTimeout(1_000)
  expect(all).toHaveLength(2)
  expect(exposures(stage).map(({ props }) => props?.experiment)).toEqual(['hero'])
})

test('a server that sends back to the page asked for makes no loop', async () => {
  const one = split()
  stage.settings = { identity: 'stored', experiments: [one] }
  await bring(stage, idIn(one, 'b'))
  serve()
  stage.pages['/lp-b'] = '<script>location.replace("/lp")</script>'
  const all = navigations()
  await stage.page.goto(`${stage.origin}/lp`).catch(() => {})
  await expect.poll(() => all.length).toBe(3)
  await stage.page.waitForTimeout(1_000)
  expect(all).toEqual(['/lp', '/lp-b?v=3', '/lp'])
})

test('a variant on another host of the site has the same visitor, pageview and exposure', async () => {
  const other = stage.origin.replace('localhost', '127.0.0.1')
  const one = split({
    variants: [
      { key: 'control', weight: 0, changes: [] },
      { key: 'b', weight: 1, changes: [{ op: 'redirect', value: `${other}/lp-b` }] },
    ],
    target: { urls: ['/lp'], when: [] },
  })
  stage.settings = { identity: 'stored', experiments: [one], hostnames: ['localhost'] }
  serve()
  await stage.page.goto(`${stage.origin}/lp?utm_source=g`).catch(() => {})
  await stage.page.waitForURL(`${other}/lp-b?utm_source=g`)
  await stage.receiver.event('exposure')
  await stage.settled()
  expect(await stage.call('location.href')).toBe(`${other}/lp-b?utm_source=g`)
  const visitors = new Set(stage.receiver.received.map(({ body }) => String(body.visitor)))
  expect(visitors.size).toBe(1)
  expect(await stage.call('localStorage.tributary_visitor')).toBe(`"${[...visitors][0]}"`)
  expect(exposures(stage)).toHaveLength(1)
  const views = stage.receiver.events().filter(({ name }) => name === 'pageview')
  expect(new Set(views.map(({ id }) => id)).size).toBe(1)
})

test('a link from elsewhere brings nobody’s id', async () => {
  const one = split({ target: { urls: ['/nowhere'], when: [] } })
  stage.settings = { identity: 'stored', experiments: [one] }
  serve()
  const handed = encodeURIComponent(JSON.stringify([Date.now(), {}, null, 'somebody-else']))
  await stage.page.goto(`${stage.origin}/lp?&tributary_redirect=${handed}`, {
    referer: 'https://evil.example/',
  })
  await stage.receiver.event('pageview')
  expect(stage.receiver.received[0]?.body.visitor).not.toBe('somebody-else')
  expect(await stage.call('location.search')).toBe('')
})
