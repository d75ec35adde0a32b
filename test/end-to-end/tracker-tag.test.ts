import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useStage } from './stage.ts'

const stage = useStage()
const STUB = readFileSync('docs/script.md', 'utf8').match(
  /<script>window\.tributary.*<\/script>/,
)?.[0]

const tagOf = (attributes: string) =>
  `<script ${attributes} data-bots src="${stage.receiver.origin}/t/example.com.js"></script>`
const said = () => {
  const lines: string[] = []
  stage.page.on('console', (message) => lines.push(message.text()))
  return lines
}

test('the tag twice, or run again, counts once', async () => {
  stage.head = tagOf('async')
  stage.body = `${tagOf('defer')}<form data-track="Lead"><button>go</button></form>
    <script>addEventListener('submit', (event) => event.preventDefault())</script>`
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.call(`new Promise((done) => { const again = document.createElement('script')
    again.dataset.bots = ''; again.onload = done; again.src = document.scripts[0].src; document.body.append(again) })`)
  await stage.page.click('button')
  await stage.call(`history.pushState({}, '', '/b'); tributary('X')`)
  await stage.receiver.event('X')
  await stage.settled()
  expect(
    stage
      .names()
      .filter((name) => name !== 'engagement')
      .toSorted(),
  ).toEqual(['Lead', 'X', 'pageview', 'pageview'])
})

test('the tags of two sites both count, and both hear what the page calls', async () => {
  stage.head = `${STUB}<script>tributary('Early')</script>`
  stage.body = tagOf('async').replace('example.com.js', 'other.example.js')
  await stage.page.goto(`${stage.origin}/a`)
  await expect.poll(() => stage.names().filter((name) => name === 'Early').length).toBe(2)
  await stage.call(`tributary('Late'); tributary.identify('u')`)
  await expect.poll(() => stage.names().filter((name) => name === 'identify').length).toBe(2)
  for (const path of ['/t/example.com', '/t/other.example']) {
    const events = stage.receiver.received.filter((one) => one.path === path)
    expect(events.flatMap(({ body }) => body.events.map(({ name }) => name))).toEqual([
      'pageview',
      'Early',
      'Late',
      'identify',
    ])
  }
})

test('where a blocker stops the script, calls neither throw nor hold up what follows', async () => {
  await stage.context.route('**/*.js', (route) => route.abort())
  stage.head = STUB ?? ''
  stage.body = `<button onclick="tributary('Purchase'); tributary.identify('u'); tributary.page(); tributary.consent(true);
    tributary.reset(); tributary.ignore(false); window.variant = tributary.variant('hero'); window.ordered = true">x</button>`
  await stage.page.goto(`${stage.origin}/a`)
  await stage.page.click('button')
  expect(await stage.call('[window.ordered, window.variant]')).toEqual([true, null])
})

test('the one stub is the same in the README, the docs and the dashboard, and short', async () => {
  expect(STUB).toBeDefined()
  expect(readFileSync('README.md', 'utf8')).toContain(STUB)
  expect(readFileSync('dashboard/blocks/snippet.tsx', 'utf8')).toContain(
    STUB?.replace(/<\/?script>/g, ''),
  )
  expect(STUB?.length).toBeLessThan(250)
})

test.each([
  ['a module', () => tagOf('type="module"')],
  ['an address that is none', () => tagOf('async data-api="nowhere"')],
])('as %s it says one line, and throws nothing', async (_, tag) => {
  const lines = said()
  stage.pages = { '/a': `<title>A</title>${tag()}` }
  await stage.page.goto(`${stage.origin}/a`)
  await expect.poll(() => lines).toHaveLength(1)
  expect(lines[0]).toContain('<script async src>')
})

test('data-debug says what is sent, accepted, refused, and left out, and names what it does not know', async () => {
  const lines = said()
  const all = () => lines.join('\n')
  stage.attributes = `data-debug data-visitor="cookie" data-auto="pageview clicks" data-exlude="/x" data-exclude="/hidden"`
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await expect.poll(all).toContain('pageview')
  expect(all()).toContain('data-visitor="cookie" is not one of: cookieless, stored')
  expect(all()).toContain('data-auto="clicks" is not one of')
  expect(all()).toContain('data-exlude is no attribute')
  await stage.call(`history.pushState({}, '', '/hidden'); tributary('Hidden')`)
  await expect.poll(all).toContain('data-exclude leaves the page out: Hidden on /hidden')
  await stage.call(`history.pushState({}, '', '/b')`)
  stage.receiver.answer.status = 503
  await stage.call(`tributary('Kept')`)
  await expect.poll(all).toContain('the collector said 503')
  stage.receiver.answer.status = 400
  await stage.call(`tributary('Bad')`)
  await expect.poll(all).toContain('refused with 400')
})

test('data-debug says why nothing is sent', async () => {
  const lines = said()
  stage.pages = { '/a': `<title>A</title>${tagOf('async data-debug').replace('data-bots ', '')}` }
  await stage.page.goto(`${stage.origin}/a`)
  await expect.poll(() => lines.join('\n')).toContain('an automated browser needs data-bots')
})

test('data-debug captures what the site’s settings do', async () => {
  stage.attributes = 'data-debug'
  stage.settings = { auto: ['pageview'], clicks: [{ selector: 'b', event: 'Bold' }] }
  stage.body =
    '<form><button>x</button></form><b>y</b><script>addEventListener("submit", (e) => e.preventDefault())</script>'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.page.click('button')
  await stage.page.click('b')
  await stage.receiver.event('Bold')
  await stage.settled()
  expect(stage.names()).toEqual(['pageview', 'Bold'])
})

test('a page does not wait for a script that hangs', async () => {
  await stage.context.route('**/*.js', () => {})
  stage.body = '<script type="module">window.started = true</script>'
  await stage.page.goto(`${stage.origin}/a`, { waitUntil: 'commit' })
  await stage.page.waitForFunction('window.started')
})
