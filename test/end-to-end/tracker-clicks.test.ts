import { expect, test } from 'vitest'
import { keptAddress } from '../../collector/intake/kept-address.ts'
import { ALL, useStage } from './stage.ts'

const stage = useStage()
/** The links of these pages go nowhere, so that the page stays to be looked at. */
const STAY = `<script>addEventListener('click', (event) => event.target.closest('a') && event.preventDefault());
  addEventListener('submit', (event) => event.preventDefault())</script>`

const open = async (body: string) => {
  stage.head = STAY
  stage.body = body
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
}

/** What the collector keeps of the address in a property of the event. */
const stored = async (name: string, prop: string) =>
  keptAddress(String((await stage.receiver.event(name)).props?.[prop]), [])

test('a link to another host is outbound, of the same host it is nothing', async () => {
  await open(`<a id=out href="https://other.example/x?y=1"><b>out</b></a> <a id=in href="/b">in</a>
    <a id=mail href="mailto:a@b.example">mail</a>`)
  await stage.page.click('#in')
  await stage.page.click('#mail')
  await stage.page.click('#out b')
  expect(await stage.receiver.event('outbound')).toMatchObject({
    url: `${stage.origin}/a`,
    props: { url: 'https://other.example/x?y=1' },
  })
  await stage.settled()
  expect(stage.names()).toEqual(['pageview', 'outbound'])
})

test.each([
  [
    'an icon in a link',
    `<a href="https://x.example/acme?key=s"><svg width=20 height=20><use href="#i"/><rect width=20 height=20 /></svg></a>`,
    'rect',
  ],
  [
    'a link in SVG',
    `<svg><a href="https://x.example/acme"><rect width=20 height=20 /></a></svg>`,
    'rect',
  ],
  [
    'an old link in SVG',
    `<svg><a xlink:href="https://x.example/acme"><rect width=20 height=20 /></a></svg>`,
    'rect',
  ],
  ['a link that names a user', `<a href="https://u:p@x.example/acme?code=1#t">x</a>`, 'a'],
  [
    'an area of a map',
    `<img usemap="#m" width=50 height=50 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><map name=m><area shape=rect coords="0,0,50,50" href="https://x.example/acme"></map>`,
    'img',
  ],
])('%s is outbound, and its host and path are kept', async (_, body, at) => {
  await open(body.replace('<area', '<area onclick="event.preventDefault()"'))
  await stage.page.click(at, { position: { x: 5, y: 5 } })
  expect(await stored('outbound', 'url')).toBe('https://x.example/acme')
})

const SHADOW = (inside: string) => `<x-host></x-host><script>
  customElements.define('x-host', class extends HTMLElement {
    constructor() { super(); this.attachShadow({ mode: 'open' }).innerHTML = \`${inside}\` } })</script>`

test('what is clicked inside of an open shadow root is seen, and a link around one', async () => {
  await open(
    `${SHADOW('<button data-track="Signup" data-track-plan="pro"><b id=go>go</b></button><a id=file href="/a.zip" onclick="event.preventDefault()">f</a>')}`,
  )
  await stage.page.click('#go')
  expect(await stage.receiver.event('Signup')).toMatchObject({ props: { plan: 'pro' } })
  await stage.page.click('#file')
  expect(await stage.receiver.event('download')).toMatchObject({
    props: { url: `${stage.origin}/a.zip` },
  })
  await open(
    `<a href="https://x.example/" onclick="event.preventDefault()">${SHADOW('<i id=icon>icon</i>')}</a>`,
  )
  await stage.page.click('#icon')
  await stage.receiver.event('outbound')
})

test('a form inside of one is seen when it is sent, by its button or the enter key, once', async () => {
  stage.settings = ALL
  await open(
    SHADOW(
      '<form data-track="Lead" action="/send" onsubmit="return false"><input name=mode><button>go</button></form>',
    ),
  )
  await stage.page.click('button')
  await stage.receiver.event('Lead')
  await stage.page.fill('input', 'a')
  await stage.page.press('input', 'Enter')
  await stage.receiver.event('Lead', 2)
  await stage.settled()
  expect(stage.names()).toEqual(['pageview', 'Lead', 'form', 'Lead', 'form'])
  expect(await stored('form', 'action')).toBe(`${stage.origin}/send`)
})

test('a link that leaves the page in the same tab is sent on the way out', async () => {
  stage.body = `<a href="${stage.receiver.origin}/elsewhere">out</a>`
  await stage.page.goto(`${stage.origin}/a`)
  await stage.receiver.event('pageview')
  await stage.page.click('a')
  await stage.receiver.event('outbound')
})

test.each([
  ['a file by its name', '<a href="/files/Report.PDF?v=2">x</a>'],
  ['any link with the attribute', '<a download href="/export">x</a>'],
  ['a file of another host', '<a href="https://other.example/setup.exe">x</a>'],
])('%s is a download, and only that', async (_, link) => {
  await open(link)
  await stage.page.click('a')
  await stage.receiver.event('download')
  await stage.settled()
  expect(stage.names()).toEqual(['pageview', 'download'])
})

test('a download that the page made itself counts under its file’s name', async () => {
  await open('<a id=blob download="report.csv">x</a>')
  await stage.call(`document.getElementById('blob').href = URL.createObjectURL(new Blob(['a']))`)
  await stage.page.click('#blob')
  expect(await stage.receiver.event('download')).toMatchObject({ props: { url: 'report.csv' } })
})

test('the middle button counts, the right one does not', async () => {
  await open('<a href="https://other.example/">x</a>')
  await stage.page.click('a', { button: 'right' })
  await stage.page.click('a', { button: 'middle' })
  await stage.receiver.event('outbound')
  await stage.settled()
  expect(stage.names().filter((name) => name === 'outbound')).toHaveLength(1)
})

test('data-auto narrows what is captured', async () => {
  stage.attributes = 'data-auto="pageview download"'
  await open('<a href="https://other.example/">x</a>')
  await stage.page.click('a')
  await stage.page.waitForTimeout(100)
  await stage.call(`history.pushState({}, '', '/b')`)
  await stage.receiver.event('pageview', 2)
  expect(stage.names()).toEqual(['pageview', 'pageview'])
})

test('a site may leave a kind out of what its script captures', async () => {
  stage.settings = { auto: ['pageview', 'download'] }
  await open('<a href="https://other.example/">x</a><a id=f href="/a.zip">f</a>')
  await stage.page.click('a')
  await stage.page.click('#f')
  await stage.receiver.event('download')
  expect(stage.names()).toEqual(['pageview', 'download'])
})

test('without pageview in data-auto pages are the code’s to send', async () => {
  stage.attributes = 'data-auto="engagement"'
  await stage.page.goto(`${stage.origin}/a`)
  await stage.call(`history.pushState({}, '', '/b')`)
  await stage.settled()
  expect(stage.names()).toEqual([])
  await stage.call(`tributary.page({ url: '/virtual', props: { step: 2 } }); tributary('Seen')`)
  expect(await stage.receiver.event('pageview')).toMatchObject({
    url: `${stage.origin}/virtual`,
    props: { step: 2 },
  })
  expect(await stage.receiver.event('Seen')).toMatchObject({ url: `${stage.origin}/virtual` })
})

test('marked elements send their event and properties even if the page stops the click', async () => {
  stage.attributes = 'data-props-plan="free" data-props-shop-id="7"'
  await open(`<button data-track="Signup" data-track-plan="pro" data-track-from-top="yes"
    onclick="event.stopPropagation()"><i>go</i></button>`)
  await stage.page.click('i')
  expect(await stage.receiver.event('Signup')).toMatchObject({
    props: { plan: 'pro', 'from-top': 'yes', 'shop-id': '7' },
  })
  expect((await stage.receiver.event('pageview')).props).toEqual({ plan: 'free', 'shop-id': '7' })
})

test('a marked form is sent with its submit, not with the clicks into it', async () => {
  await open(
    `<form data-track="Lead" data-track-kind="demo"><input name=action><button>go</button></form>`,
  )
  await stage.page.click('input')
  await stage.settled()
  expect(stage.names()).toEqual(['pageview'])
  await stage.page.click('button')
  expect(await stage.receiver.event('Lead')).toMatchObject({ props: { kind: 'demo' } })
  await stage.settled()
  expect(stage.names()).toEqual(['pageview', 'Lead'])
})

test('forms and configured clicks are captured where the site says so', async () => {
  stage.settings = ALL
  await open(`<form action="/send?x=1"><input name=action><button>go</button></form>
    <p class="cart"><i>buy</i></p>`)
  await stage.page.click('button')
  expect(await stored('form', 'action')).toBe(`${stage.origin}/send`)
  await stage.page.click('.cart i')
  await stage.receiver.event('Buy')
})

test.each([
  ['no action, by the page', '<form><button>x</button></form>', '/a'],
  [
    'an action, without its query',
    '<form action="/send?token=1"><button>x</button></form>',
    '/send',
  ],
  [
    'a button that says another',
    '<form action="/send"><button formaction="/other?x">x</button></form>',
    '/other',
  ],
  [
    'a framework’s action, by the page',
    `<form action="javascript:throw new Error('x')"><button>x</button></form>`,
    '/a',
  ],
  [
    'a field called action',
    '<form action="/send"><input name=action hidden><button>x</button></form>',
    '/send',
  ],
])('a form with %s', async (_, form, path) => {
  stage.settings = ALL
  stage.head = STAY
  stage.body = form
  await stage.page.goto(`${stage.origin}/a?secret=1`)
  await stage.receiver.event('pageview')
  await stage.page.click('button')
  expect(await stored('form', 'action')).toBe(`${stage.origin}${path}`)
})

test.each([
  '<form method="dialog"><button>x</button></form>',
  '<form><button formmethod="DIALOG">x</button></form>',
])('what closes a dialog is no form: %s', async (form) => {
  stage.settings = ALL
  await open(`<dialog open>${form}</dialog>`)
  await stage.page.click('button')
  await stage.settled()
  expect(stage.names()).not.toContain('form')
})
