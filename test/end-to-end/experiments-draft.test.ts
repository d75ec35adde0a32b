import { expect, test } from 'vitest'
import { bring, experiment, exposures, html, idIn } from './experiment-pages.ts'
import { drafts, useStage } from './stage.ts'

const stage = useStage()
const BODY = `<main id="content-1234"><h1>Control</h1>
<ul class="plans css-1x2y3z"><li><a href="/a">Small</a></li><li><a href="/b">Large</a></li></ul>
<button data-testid="buy">Buy</button><p class="price"><b>10</b></p><p class="price"><b>20</b></p></main>`

const serve = (head = '') => {
  stage.pages['/a'] = html(`${head}${stage.tag()}`, BODY)
}
const open = (path: string) => stage.page.goto(`${stage.origin}${path}`)
const bar = () => stage.page.locator('tributary-preview')
const h1 = () => stage.page.textContent('h1')
const said = () => bar().locator('output').textContent()

test('a draft is shown as it is filled in, on a site that runs nothing', async () => {
  stage.settings = { drafts: true }
  serve()
  drafts.set('t1', [{ op: 'text', selector: 'h1', value: 'First' }])
  await open('/a?tributary=edit:t1')
  await expect.poll(h1).toBe('First')
  drafts.set('t1', [
    { op: 'text', selector: 'h1', value: 'Second' },
    { op: 'css', value: 'h1{color:rgb(1,2,3)}' },
  ])
  await expect.poll(h1).toBe('Second')
  expect(await stage.call(`getComputedStyle(document.querySelector('h1')).color`)).toBe(
    'rgb(1, 2, 3)',
  )
})

test('a draft that leads to another page is followed there within the preview, and exposes nobody', async () => {
  const hero = experiment([{ op: 'text', selector: 'b', value: 'x' }])
  stage.settings = { drafts: true, identity: 'stored', experiments: [hero] }
  await bring(stage, idIn(hero, 'b'))
  serve()
  stage.pages['/b'] = html(stage.tag(), '<h1>Other</h1><b>10</b>')
  drafts.set('t8', [])
  await open('/a?tributary=edit:t8&x=1')
  await bar().waitFor()
  drafts.set('t8', [{ op: 'redirect', value: '/b?x=2' }])
  await expect.poll(h1).toBe('Other')
  expect(stage.page.url()).toBe(`${stage.origin}/b?tributary=edit:t8&x=2`)
  await expect.poll(() => bar().locator('form').textContent()).toContain('leads to /b?x=2')
  // Whoever looks around from there is not led away from the other pages.
  await open('/a')
  await expect.poll(() => bar().locator('form').textContent()).toContain('leads to /b?x=2')
  await stage.settled()
  expect(new URL(stage.page.url()).pathname).toBe('/a')
  expect(exposures(stage)).toEqual([])
})

test('a draft that leads to a page which leads back is followed once', async () => {
  stage.settings = { drafts: true }
  serve()
  stage.pages['/b'] = html(`<script>location.replace('/a' + location.search)</script>`, '')
  drafts.set('t9', [{ op: 'redirect', value: '/b' }])
  const asked: string[] = []
  stage.page.on('framenavigated', (frame) => asked.push(new URL(frame.url()).pathname))
  await open('/a?tributary=edit:t9')
  await expect.poll(() => asked.filter((path) => path === '/a').length).toBe(2)
  await expect.poll(() => bar().locator('form').textContent()).toContain('leads to /b')
  await stage.settled()
  expect(asked.filter((path) => path === '/b').length).toBeLessThanOrEqual(1)
})

// css-what reads :contains, which no browser selects by.
test('a change that a browser cannot make takes those before it off the page, and the next draft is shown whole', async () => {
  stage.settings = { drafts: true }
  serve()
  const first = { op: 'text', selector: 'h1', value: 'First' } as const
  const added = { op: 'insert', selector: 'ul', value: '<p id="added">more</p>' } as const
  drafts.set('t5', [first, added])
  await open('/a?tributary=edit:t5')
  await expect.poll(h1).toBe('First')
  drafts.set('t5', [first, added, { op: 'text', selector: 'h1:contains(x)', value: 'x' }])
  await expect.poll(() => bar().locator('form').textContent()).toContain('could not be made')
  expect(await h1()).toBe('Control')
  expect(await stage.page.locator('#added').count()).toBe(0)
  drafts.set('t5', [{ op: 'text', selector: 'h1', value: 'Second' }])
  await expect.poll(h1).toBe('Second')
})

test.each([429, 502])('an answer of %i ends no preview, a 404 does', async (status) => {
  stage.settings = { drafts: true }
  serve()
  drafts.set('t6', [{ op: 'text', selector: 'h1', value: 'First' }])
  await open('/a?tributary=edit:t6')
  await expect.poll(h1).toBe('First')
  const headers = { 'access-control-allow-origin': '*' }
  let asked = 0
  const answer = (given: number) =>
    stage.page.route(/draft=/, (route) => {
      asked++
      return route.fulfill({ status: given, headers, body: '{}' })
    })
  await answer(status)
  await expect.poll(() => asked).toBeGreaterThanOrEqual(1)
  await stage.page.unroute(/draft=/)
  drafts.set('t6', [{ op: 'text', selector: 'h1', value: 'Second' }])
  await expect.poll(h1).toBe('Second')
  await answer(404)
  await expect.poll(() => bar().locator('form').textContent()).toContain('has ended')
})

test.each(['edit:t7', 'other:b'])(
  'who previews %s is exposed to nothing that runs on the page',
  async (shown) => {
    const hero = experiment([{ op: 'text', selector: 'b', value: 'x' }])
    const other = { ...experiment([]), key: 'other', target: { urls: ['/nowhere'], when: [] } }
    stage.settings = { drafts: true, identity: 'stored', experiments: [hero, other] }
    await bring(stage, idIn(hero, 'b'))
    serve()
    drafts.set('t7', [])
    await open(`/a?tributary=${shown}`)
    await stage.receiver.event('pageview')
    await expect.poll(() => stage.page.textContent('.price b')).toBe('x')
    await stage.settled()
    expect(exposures(stage)).toEqual([])
    await open('/a?tributary=')
    await stage.receiver.event('exposure')
  },
)

test('who does not preview gets neither the bar nor its code', async () => {
  stage.settings = { drafts: true }
  serve()
  const asked: string[] = []
  stage.page.on('request', (request) => asked.push(new URL(request.url()).search))
  await open('/a?tributary=1&x=edit')
  await stage.receiver.event('pageview')
  await stage.settled()
  expect(await bar().count()).toBe(0)
  expect(asked).not.toContain('?preview')
  const script = await (await fetch(`${stage.receiver.origin}/t/example.com.js`)).text()
  expect(script).not.toContain('Pick an element')
})

test.each([
  ['h1', 'h1'],
  ['[href="/b"]', 'ul.plans > li:nth-of-type(2) > a'],
  ['main > button', 'button[data-testid="buy"]'],
  ['.price:last-child b', 'main > p:nth-of-type(2) > b'],
])(
  'an element is picked by its own names, then by those around it, then by its place: %s',
  async (at, selector) => {
    stage.settings = { drafts: true }
    serve()
    drafts.set('t2', [])
    await open('/a?tributary=edit:t2')
    await bar().getByText('Pick an element').click()
    await stage.page.locator(at).hover()
    await stage.page.locator(at).click({ noWaitAfter: true })
    await expect.poll(said).toContain(selector)
    expect(new URL(stage.page.url()).pathname).toBe('/a')
    expect(await stage.call(`document.querySelectorAll(${JSON.stringify(selector)}).length`)).toBe(
      1,
    )
  },
)

test('Escape leaves off picking, Enter picks what has the focus, and the page works again', async () => {
  stage.settings = { drafts: true }
  serve()
  drafts.set('t3', [])
  await open('/a?tributary=edit:t3')
  const toggle = bar().getByText('Pick an element')
  await toggle.click()
  expect(await toggle.getAttribute('aria-pressed')).toBe('true')
  await stage.page.keyboard.press('Escape')
  expect(await toggle.getAttribute('aria-pressed')).toBe('false')
  expect(await said()).toBe('')
  await toggle.press('Enter')
  await stage.page.locator('[data-testid=buy]').focus()
  await stage.page.keyboard.press('Enter')
  await expect.poll(said).toContain('button[data-testid="buy"]')
  await stage.page.locator('[href="/b"]').click()
  await expect.poll(() => new URL(stage.page.url()).pathname).toBe('/b')
})

test('beside what runs, the bar has both, and a policy that forbids styles and inline code forbids nothing of it', async () => {
  const hero = experiment([{ op: 'text', selector: 'b', value: 'x' }])
  stage.settings = { drafts: true, identity: 'stored', experiments: [hero] }
  const { origin } = stage.receiver
  serve(
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${origin}; connect-src ${origin}">`,
  )
  drafts.set('t4', [{ op: 'style', selector: 'h1', value: 'color: rgb(4,5,6)' }])
  await open('/a?tributary=edit:t4')
  await expect
    .poll(() => stage.call(`getComputedStyle(document.querySelector('h1')).color`))
    .toBe('rgb(4, 5, 6)')
  expect(await bar().locator('option').allTextContents()).toEqual([
    'Draft',
    'hero · control',
    'hero · b',
  ])
  await bar().getByText('End preview').click()
  await expect.poll(() => bar().count()).toBe(0)
})
