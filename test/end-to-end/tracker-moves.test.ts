import { expect, test } from 'vitest'
import { useStage } from './stage.ts'

/** Pages as routers, redirects and frames make them. */
const stage = useStage()

/** Goes on to another address so many ms after the tag has run, whenever that is. */
const goesOn = (to: string, ms: number) =>
  `<script>document.addEventListener('load', () => setTimeout(() => history.replaceState({}, '', '${to}'), ${ms}), true)</script>`

test.each([
  ['/%61b%63', '/abc'],
  ['/caf%C3%A9/1', '/café*'],
  ['/café/1', '/caf%C3%A9*'],
  ['/thank%20you', '/x , /thank you ,/y'],
])('the page %s is excluded by "%s"', async (path, globs) => {
  stage.attributes = `data-exclude="${globs}"`
  await stage.page.goto(`${stage.origin}${path}`)
  await stage.call(`history.pushState({}, '', '/seen')`)
  expect(await stage.receiver.event('pageview')).toMatchObject({ url: `${stage.origin}/seen` })
})

test('a redirect by the client is the page that it leads to, with the campaign and referrer of the first', async () => {
  stage.head = goesOn('/en?tab=1', 30)
  await stage.page.goto(`${stage.origin}/old?utm_source=news`, {
    referer: 'https://www.google.com/',
  })
  expect(await stage.receiver.event('pageview')).toMatchObject({
    url: `${stage.origin}/en?tab=1&utm_source=news`,
    referrer: 'https://www.google.com/',
  })
  await stage.call(`history.pushState({}, '', '/two'); history.replaceState({}, '', '/three')`)
  expect(await stage.receiver.event('pageview', 2)).toMatchObject({
    url: `${stage.origin}/three`,
    referrer: `${stage.origin}/en?tab=1&utm_source=news`,
  })
  await stage.settled()
  await stage.call(`history.replaceState({}, '', '/four')`)
  expect(await stage.receiver.event('pageview', 3)).toMatchObject({ url: `${stage.origin}/four` })
  await stage.settled()
  expect(stage.names().filter((name) => name === 'pageview')).toHaveLength(3)
})

test('a redirect to an excluded page is no pageview at all', async () => {
  stage.attributes = 'data-exclude="/private"'
  stage.head = goesOn('/private', 30)
  await stage.page.goto(`${stage.origin}/old`)
  await stage.settled()
  expect(stage.names()).toEqual([])
})

test('navigations of the Navigation API are pages, with what happens on them', async () => {
  stage.body = `<script>navigation.addEventListener('navigate', (event) =>
    event.canIntercept && event.intercept({ async handler() {} }))</script>`
  await stage.page.goto(`${stage.origin}/one`)
  await stage.receiver.event('pageview')
  await stage.call(`navigation.navigate('/two').finished.then(() => tributary('Purchase'))`)
  expect(await stage.receiver.event('pageview', 2)).toMatchObject({ url: `${stage.origin}/two` })
  expect(await stage.receiver.event('Purchase')).toMatchObject({ url: `${stage.origin}/two` })
  await stage.call(`navigation.back().finished.then(() => 1)`)
  expect(await stage.receiver.event('pageview', 3)).toMatchObject({ url: `${stage.origin}/one` })
  await stage.settled()
  expect(stage.names().filter((name) => name === 'pageview')).toHaveLength(3)
})

test('an element called navigation or tributary stands in nobody’s way', async () => {
  stage.body = '<nav id="navigation"></nav><nav id="navigation"></nav><form id="tributary"></form>'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.call(`history.pushState({}, '', '/b'); tributary('X')`)
  expect(await stage.receiver.event('X')).toMatchObject({ url: `${stage.origin}/b` })
})

test('a title that comes late is told when the page is left', async () => {
  await stage.page.goto(`${stage.origin}/a`)
  const { id } = await stage.receiver.event('pageview')
  await stage.call(`document.title = 'At last'`)
  await stage.page.waitForTimeout(200)
  await stage.page.mouse.click(5, 5)
  await stage.call(`history.pushState({}, '', '/b'); document.title = 'B'`)
  expect(await stage.receiver.event('engagement')).toMatchObject({ of: id, title: 'At last' })
})

test('a hash router’s entry is one page, and a query inside of the fragment makes no other', async () => {
  stage.attributes = 'data-hash'
  stage.head = goesOn('/#/', 20)
  await stage.page.goto(`${stage.origin}/`)
  await stage.receiver.event('pageview')
  await stage.call(`location.hash = '/?page=2'`)
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
  await stage.call(`location.hash = '/list?page=2'`)
  await stage.receiver.event('pageview', 2)
})

test('data-hash="false" is off, whatever the site says', async () => {
  stage.settings = { hash: true }
  stage.attributes = 'data-hash="false"'
  await stage.page.goto(`${stage.origin}/#/one`)
  await stage.call(`location.hash = '/two'`)
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
})

test('a frame of the same site is no page of its own unless data-frames says so, but its events count', async () => {
  stage.pages = { '/inner': '' }
  stage.pages['/inner'] = `<title>Inner</title>${stage.tag()}`
  stage.body = '<iframe src="/inner"></iframe><iframe srcdoc="<p>x</p>"></iframe>'
  await stage.page.goto(`${stage.origin}/outer`)
  await stage.receiver.event('pageview')
  await stage.page.frames()[1]?.evaluate(`tributary('Inside')`)
  expect(await stage.receiver.event('Inside')).toMatchObject({ url: `${stage.origin}/inner` })
  await stage.settled()
  expect(stage.names().filter((name) => name === 'pageview')).toHaveLength(1)
  stage.attributes = 'data-frames'
  stage.pages['/inner'] = stage.tag()
  await stage.page.goto(`${stage.origin}/outer`)
  await stage.receiver.event('pageview', 3)
})

test('a page that is nowhere sends nothing', async () => {
  stage.body = `<iframe srcdoc='${stage.tag()}<script>addEventListener("load", () => tributary("Nowhere"))</script>'></iframe>`
  await stage.page.goto(`${stage.origin}/outer`)
  await stage.receiver.event('pageview')
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
})

test('no two events share an instant, and they keep their order', async () => {
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.call(`for (let n = 0; n < 20; n++) tributary('N' + n)`)
  await stage.receiver.event('N19')
  const instants = stage.receiver.events().map(({ at }) => at)
  expect(new Set(instants).size).toBe(instants.length)
  expect(instants).toEqual(instants.toSorted((a, b) => a - b))
})
