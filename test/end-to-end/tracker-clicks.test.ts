import { expect, test } from 'vitest'
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
  expect(await stage.receiver.event('form')).toMatchObject({
    props: { action: `${stage.origin}/send?x=1` },
  })
  await stage.page.click('.cart i')
  await stage.receiver.event('Buy')
})
