import { expect, test } from 'vitest'
import { ALL, scrollDown, useStage } from './stage.ts'

const stage = useStage()

test('a load is one pageview with its address, title, referrer and client', async () => {
  await stage.page.goto(`${stage.origin}/pricing?utm_source=google`, {
    referer: 'https://www.google.com/',
  })
  const event = await stage.receiver.event('pageview')
  expect(event).toMatchObject({
    url: `${stage.origin}/pricing?utm_source=google`,
    title: 'Page',
    referrer: 'https://www.google.com/',
    props: {},
  })
  expect(event.id).toMatch(/^[\w-]{15,36}$/)
  const [{ body: sent, contentType } = { body: undefined, contentType: '' }] =
    stage.receiver.received
  expect(contentType).toMatch(/^text\/plain/)
  expect(sent).toMatchObject({ screen: '800x600', language: 'de-DE' })
  expect(sent).not.toHaveProperty('visitor')
  expect(Math.abs((sent?.sent ?? 0) - Date.now())).toBeLessThan(10_000)
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
})

test('push, replace and back are pageviews that refer to the page before; the same path is none', async () => {
  await stage.page.goto(`${stage.origin}/a`)
  await stage.call(`history.pushState({}, '', '/b'); document.title = 'B'`)
  const second = await stage.receiver.event('pageview', 2)
  expect(second).toMatchObject({
    url: `${stage.origin}/b`,
    referrer: `${stage.origin}/a`,
    title: 'B',
  })
  await stage.call(`history.replaceState({}, '', '/b?sort=up')`)
  await stage.call(`history.replaceState({}, '', '/c')`)
  await stage.receiver.event('pageview', 3)
  await stage.call('history.back()')
  expect(await stage.receiver.event('pageview', 4)).toMatchObject({ url: `${stage.origin}/a` })
  await stage.settled()
  expect(stage.names().filter((name) => name === 'pageview')).toHaveLength(4)
})

test('the fragment makes pages with data-hash only', async () => {
  await stage.page.goto(`${stage.origin}/#/one`)
  await stage.receiver.event('pageview')
  await stage.call(`location.hash = '/two'`)
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
  stage.attributes = 'data-hash'
  stage.receiver.received.length = 0
  await stage.page.goto(`${stage.origin}/app#/one`)
  await stage.receiver.event('pageview')
  await stage.call(`location.hash = '/two'`)
  expect(await stage.receiver.event('pageview', 2)).toMatchObject({
    url: `${stage.origin}/app#/two`,
  })
  expect(stage.receiver.received.at(-1)?.body.hash).toBe(true)
})

test('what was engaged is reported against its pageview when the page changes', async () => {
  await stage.page.goto(`${stage.origin}/a`)
  const first = await stage.receiver.event('pageview')
  await scrollDown(stage, 1200)
  await stage.page.waitForTimeout(500)
  await stage.call(`history.pushState({}, '', '/b')`)
  const event = await stage.receiver.event('engagement')
  expect(event).toMatchObject({ of: first.id, url: `${stage.origin}/a` })
  expect(event.engaged).toBeGreaterThan(400)
  expect(event.scroll).toBeGreaterThan(50)
  expect(event.scroll).toBeLessThan(70)
  await stage.call(`history.pushState({}, '', '/c')`)
  expect((await stage.receiver.event('engagement', 2)).of).not.toBe(first.id)
})

test('a page is not made to lay itself out while it loads', async () => {
  stage.head = `<script>
    asked = []
    Object.defineProperty(document.documentElement, 'scrollHeight', {
      get: () => asked.push(document.readyState) && 3000,
    })
  </script>`
  await stage.page.goto(stage.origin)
  await stage.receiver.event('pageview')
  await stage.page.mouse.wheel(0, 500)
  await expect.poll(() => stage.call('asked.length')).toBeGreaterThan(0)
  expect(await stage.call('asked')).not.toContain('interactive')
})

test('closing the tab reports the engagement, once', async () => {
  await stage.page.goto(`${stage.origin}/a`)
  const { id } = await stage.receiver.event('pageview')
  await stage.page.waitForTimeout(300)
  await stage.page.close({ runBeforeUnload: true })
  const event = await stage.receiver.event('engagement')
  expect(event.of).toBe(id)
  expect(event.engaged).toBeGreaterThan(200)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(stage.names()).toEqual(['pageview', 'engagement'])
})

test('time without the focus is not engaged', async () => {
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  const until = await stage.call(
    `document.hasFocus = () => false; dispatchEvent(new Event('blur')); performance.now()`,
  )
  await stage.page.waitForTimeout(600)
  await stage.call(`history.pushState({}, '', '/b')`)
  const { engaged } = await stage.receiver.event('engagement')
  // As a whole number of ms.
  expect(engaged).toBeLessThanOrEqual(Math.ceil(Number(until)))
  await stage.call(`history.pushState({}, '', '/c')`)
  await stage.settled()
  expect(stage.names().filter((name) => name === 'engagement')).toHaveLength(1)
})

test('excluded pages are silent, and leaving for one still reports the page before', async () => {
  stage.attributes = 'data-exclude="/admin*, /x.y"'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.page.waitForTimeout(100)
  await stage.call(`history.pushState({}, '', '/admin/users'); tributary('Hidden')`)
  await stage.receiver.event('engagement')
  await stage.call(`history.pushState({}, '', '/xzy')`)
  await stage.receiver.event('pageview', 2)
  expect(stage.names()).not.toContain('Hidden')
})

test('only included pages are tracked', async () => {
  stage.attributes = 'data-include="/shop/*"'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.call(`history.pushState({}, '', '/shop/1')`)
  expect(await stage.receiver.event('pageview')).toMatchObject({ url: `${stage.origin}/shop/1` })
})

test('an automated browser is dropped unless data-bots says otherwise', async () => {
  stage.head = `<script async src="${stage.receiver.origin}/t/example.com.js"></script>`
  stage.attributes = 'data-exclude="*"'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.settled()
  expect(stage.receiver.received).toEqual([])
})

test('do not track is honoured when the site says so', async () => {
  await stage.context.addInitScript(
    `Object.defineProperty(navigator, 'doNotTrack', { value: '1' })`,
  )
  stage.settings = { do_not_track: true }
  await stage.page.goto(`${stage.origin}/a`)
  await stage.settled()
  expect(stage.receiver.received).toEqual([])
  stage.settings = {}
  await stage.page.goto(`${stage.origin}/b`)
  await stage.receiver.event('pageview')
})

test('a missing page is a pageview and a notfound where the site captures it', async () => {
  stage.settings = ALL
  await stage.page.goto(`${stage.origin}/missing`)
  await stage.receiver.event('notfound')
  expect(stage.names()).toEqual(['pageview', 'notfound'])
})

test('frozen history and a hostile page break nothing', async () => {
  stage.head = `<script>Object.freeze(history); </script>`
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.call(`document.dispatchEvent(new Event('click'))`)
  await stage.call(
    `tributary(); tributary.page({ url: 'http://[' }); tributary('Loop', { props: window })`,
  )
  await stage.call(`tributary('Fine')`)
  await stage.settled()
})
