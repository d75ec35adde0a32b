import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { bring, experiment, exposures, headOf, html, idIn, patient } from './experiment-pages.ts'
import { useStage } from './stage.ts'

const stage = useStage()
const text = (value: string, selector = 'h1') => ({ op: 'text', selector, value }) as const
const run = (...experiments: ReturnType<typeof experiment>[]) => {
  stage.settings = { identity: 'stored', experiments }
}
const open = (path = '/a') => stage.page.goto(`${stage.origin}${path}`)
const h1 = () => stage.page.textContent('h1')

/** ms until the page first paints something. */
const firstPaint = () =>
  stage.page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list) => done(list.getEntries()[0]?.startTime ?? 0)).observe({
          type: 'paint',
          buffered: true,
        })
      }),
  )

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a collector that never answers holds the first paint for 500 ms, and the page not at all', async () => {
  const server = createServer(() => {})
  const nowhere = await listening(server)
  const head = headOf(stage).replace(stage.receiver.origin, nowhere)
  stage.pages['/a'] = html(
    `<script>setTimeout(() => { window.givenUp = performance.now() }, 500)</script>${head}`,
    '<h1>control</h1><script>window.parsed = performance.now()</script>',
  )
  await stage.page.goto(`${stage.origin}/a`, { waitUntil: 'commit' })
  const painted = await firstPaint()
  const givenUp = Number(await stage.call('window.givenUp'))
  expect(painted).toBeGreaterThan(400)
  expect(await stage.call('window.parsed')).toBeLessThan(givenUp)
  server.closeAllConnections()
  server.close()
})

test('a collector that is down holds nothing', async () => {
  const server = createServer(() => {})
  const nowhere = await listening(server)
  server.close()
  // Without the line that gives it up nothing would ever be painted, were it waited for.
  const [tag] = /<script async.*/.exec(headOf(stage)) ?? ['']
  stage.pages['/a'] = html(tag.replace(stage.receiver.origin, nowhere), '<h1>control</h1>')
  await open()
  await firstPaint()
})

test('a script that comes before it is given up is waited for', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  await patient(stage, '/a')
  await stage.context.route('**/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 150))
    await route.continue()
  })
  stage.pages['/a'] = html(headOf(stage), '<h1>control</h1>')
  await open()
  const came = await stage.call(
    `performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.js')).responseEnd`,
  )
  expect(came).toBeGreaterThan(140)
  expect(await firstPaint()).toBeGreaterThan(Number(came))
  expect(await h1()).toBe('b')
})

test('every change works under a policy that forbids inline code and style', async () => {
  const hero = experiment([
    text('b'),
    { op: 'html', selector: '#html', value: '<b>bold</b>' },
    { op: 'attribute', selector: 'a', name: 'href', value: '/new' },
    { op: 'class', selector: '#class', value: 'big -small' },
    { op: 'style', selector: '#style', value: 'color: rgb(1, 2, 3)' },
    { op: 'remove', selector: '#remove' },
    { op: 'insert', selector: '#style', value: '<i id="new">new</i>' },
    { op: 'move', selector: '#move', value: 'h1' },
    { op: 'css', value: '#class { color: rgb(4, 5, 6) }' },
  ])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  const { origin } = stage.receiver
  const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; style-src 'none'`
  stage.pages['/a'] = html(
    `<meta http-equiv="content-security-policy" content="${policy}"><script async blocking="render" data-bots src="${origin}/t/example.com.js"></script>`,
    `<h1>control</h1><p id="html">x</p><a href="/old">a</a><p id="class" class="small">c</p>
     <p id="style">s</p><p id="remove">r</p><p id="move">m</p>`,
  )
  const refused: string[] = []
  stage.page.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  await open()
  await stage.receiver.event('exposure')
  const seen = () =>
    stage.page.evaluate(() => {
      const one = (selector: string) => document.querySelector<HTMLElement>(selector)
      const color = (selector: string) => getComputedStyle(one(selector) ?? document.body).color
      return [
        one('h1')?.textContent,
        one('#html')?.innerHTML,
        one('a')?.getAttribute('href'),
        one('#class')?.className,
        color('#style'),
        one('#remove')?.offsetParent === null,
        one('#style')?.nextElementSibling?.id,
        one('h1')?.previousElementSibling?.id,
        color('#class'),
      ]
    })
  expect(await seen()).toEqual([
    'b',
    '<b>bold</b>',
    '/new',
    'big',
    'rgb(1, 2, 3)',
    true,
    'new',
    'move',
    'rgb(4, 5, 6)',
  ])
  await stage.call('tributary.consent(false)')
  expect(await seen()).toEqual([
    'control',
    'x',
    '/old',
    'small',
    'rgb(0, 0, 0)',
    false,
    'remove',
    undefined,
    'rgb(0, 0, 0)',
  ])
  expect(refused).toEqual([])
})

test('within the page a target is left and found again', async () => {
  const hero = experiment([text('b')], { target: { urls: ['/a'], when: [] } })
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  stage.pages['/a'] = html(headOf(stage), '<h1>control</h1>')
  await open()
  await stage.receiver.event('exposure')
  await stage.call(`history.pushState({}, '', '/b')`)
  expect(await h1()).toBe('control')
  await stage.call(
    `history.pushState({}, '', '/a'); document.querySelector('h1').outerHTML = '<h1>new</h1>'`,
  )
  await expect.poll(h1).toBe('b')
  await stage.settled()
  expect(exposures(stage)).toHaveLength(1)
})

test('what a framework draws again is changed again, and a fight has an end', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  stage.pages['/a'] = html(headOf(stage), '<h1>control</h1>')
  await open()
  await stage.receiver.event('exposure')
  await stage.call(`document.querySelector('h1').firstChild.nodeValue = 'drawn again'`)
  await expect.poll(h1).toBe('b')
  await stage.call(`document.body.innerHTML = '<main><h1>another</h1></main>'`)
  await expect.poll(h1).toBe('b')
  await stage.call(`
    const own = document.querySelector('h1')
    window.rounds = 0
    new MutationObserver(() => { rounds++; if (own.textContent !== 'mine') own.textContent = 'mine' })
      .observe(own, { childList: true })
    own.textContent = 'mine'`)
  await stage.page.waitForTimeout(500)
  expect(await h1()).toBe('mine')
  // Ours and its own, twenty times and a little.
  expect(await stage.call('rounds')).toBeLessThan(60)
})

test('an element that is still parsed is whole before it is changed', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  // After 500 ms a half would do: here no time passes, however slow the machine is.
  await stage.context.addInitScript('performance.now = () => 0')
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.write(`<!doctype html><html><head>${headOf(stage)}</head><body><h1>control, first`)
    setTimeout(() => response.end(' and second half</h1><p>behind</p></body></html>'), 300)
  })
  const origin = await listening(server)
  await stage.page.goto(origin)
  await stage.receiver.event('exposure')
  expect(await h1()).toBe('b')
  server.closeAllConnections()
  server.close()
})

test('a page that is prerendered tells nothing before it is shown, and is changed already', async () => {
  const hero = experiment([text('b')])
  run(hero)
  await bring(stage, idIn(hero, 'b'))
  await stage.context.addInitScript(`
    window.hidden = true
    Object.defineProperty(document, 'prerendering', { get: () => window.hidden })`)
  stage.pages['/a'] = html(headOf(stage), '<h1>control</h1>')
  await open()
  await stage.settled()
  expect(await h1()).toBe('b')
  expect(stage.names()).not.toContain('pageview')
  expect(exposures(stage)).toEqual([])
  await stage.call(`window.hidden = false; document.dispatchEvent(new Event('prerenderingchange'))`)
  await stage.receiver.event('exposure')
  expect(stage.names().indexOf('exposure')).toBeGreaterThan(stage.names().indexOf('pageview'))
})
