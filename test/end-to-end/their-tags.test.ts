import { describe, expect, test } from 'vitest'
import { useTheirStage } from './their-stage.ts'

/** Pages as users of Plausible and Umami have them, with nothing changed but the host name. */

const WEBSITE = '94db1cb1-74f4-4a40-ad6c-962362670409'
const stage = useTheirStage()
const path = ({ url }: Record<string, unknown>) => new URL(String(url)).pathname

describe('Plausible’s tag', () => {
  const tag = (domain: string, file: string, more = '') =>
    `<script defer data-domain="${domain}" ${more} src="${stage.host}/js/${file}"></script>`
  const QUEUE =
    '<script>window.plausible = window.plausible || function() { (window.plausible.q = window.plausible.q || []).push(arguments) }</script>'

  test('counts pageviews, navigation, links, tagged events, properties and money', async () => {
    const domain = await stage.newSite()
    const file = 'script.file-downloads.hash.outbound-links.pageview-props.revenue.tagged-events.js'
    const early = `<script>plausible('Early', { props: { plan: 'pro' }, callback: (r) => { window.called = r } })</script>`
    await stage.visit(domain, tag(domain, file, 'event-author="ada"') + QUEUE + early, {
      body: `<a id=out href="https://other.example/x">out</a>
        <a id=tagged class="plausible-event-name=Partner+Click plausible-event-position=footer" href="https://partner.example/">p</a>
        <a id=file href="/guide.pdf">file</a>
        <div class="plausible-event-name--Buy plausible-revenue-amount--10.29 plausible-revenue-currency--EUR"><button id=buy>buy</button></div>
        <form id=form class="plausible-event-name=Contact"><button id=send>send</button></form>`,
    })
    await stage.until(domain, 'Early')
    for (const id of ['out', 'tagged', 'file', 'buy', 'send']) await stage.page.click(`#${id}`)
    await stage.page.evaluate("location.hash = '#/second'")
    await stage.until(domain, 'pageview', 2)
    await stage.until(domain, 'Contact')
    const events = await stage.stored(domain)
    const brief = events.map(({ name, props, revenue }) => ({ name, props, revenue }))
    const author = { author: 'ada' }
    expect(brief).toEqual(
      expect.arrayContaining([
        { name: 'pageview', props: author, revenue: undefined },
        { name: 'Early', props: { ...author, plan: 'pro' }, revenue: undefined },
        { name: 'outbound', props: { ...author, url: 'https://other.example/x' } },
        {
          name: 'Partner Click',
          props: { ...author, position: 'footer', url: 'https://partner.example/' },
        },
        { name: 'download', props: { ...author, url: `http://${domain}:${stage.port}/guide.pdf` } },
        { name: 'Buy', props: author, revenue: { amount: '10.29', currency: 'EUR' } },
        { name: 'Contact', props: author },
      ]),
    )
    expect(events.filter(({ name }) => name === 'outbound')).toHaveLength(1)
    expect(await stage.page.evaluate('window.called')).toEqual({ status: 202 })
    const urls = (await stage.named(domain, 'pageview')).map(
      ({ url }) => String(url).split(domain)[1],
    )
    expect(urls).toEqual(['/#/', '/#/second'])
  })

  test('a router’s navigation is a pageview, and time is of its page', async () => {
    const domain = await stage.newSite()
    await stage.visit(domain, tag(domain, 'script.js'))
    await stage.until(domain, 'pageview')
    await stage.page.waitForTimeout(200)
    await stage.page.evaluate("history.pushState({}, '', '/next')")
    await stage.until(domain, 'engagement')
    const [first, second] = await stage.named(domain, 'pageview')
    expect([first, second].map((one) => path(one ?? {}))).toEqual(['/', '/next'])
    expect((await stage.named(domain, 'engagement'))[0]).toMatchObject({ of: first?.id })
  })

  test('leaves out what its attributes leave out, and counts by hand where its name says manual', async () => {
    const domain = await stage.newSite()
    const exclude = 'data-exclude="/admin/*, /deep/**"'
    for (const path of ['/admin/a', '/deep/a/b', '/admin/a/b'])
      await stage.visit(domain, tag(domain, 'script.exclusions.js', exclude), { path })
    await stage.until(domain, 'pageview')
    await stage.visit(domain, tag(domain, 'script.manual.js') + QUEUE)
    await stage.page.evaluate(
      "plausible('pageview', { u: location.origin + '/made', props: { a: 'b' } })",
    )
    await stage.until(domain, 'pageview', 2)
    expect((await stage.named(domain, 'pageview')).map(path)).toEqual(['/admin/a/b', '/made'])
  })

  test('an opted-out browser is left alone, before and after the page has loaded', async () => {
    const domain = await stage.newSite()
    await stage.visit(domain, '')
    await stage.page.evaluate("localStorage.plausible_ignore = 'true'")
    await stage.visit(domain, tag(domain, 'script.js') + QUEUE)
    await stage.page.evaluate("plausible('Never')")
    await stage.page.waitForTimeout(300)
    await stage.page.evaluate('delete localStorage.plausible_ignore')
    await stage.visit(domain, tag(domain, 'script.js') + QUEUE, { path: '/seen' })
    await stage.until(domain, 'pageview')
    await stage.page.evaluate("localStorage.plausible_ignore = 'true'; plausible('Never')")
    await stage.page.waitForTimeout(300)
    expect((await stage.stored(domain)).map(({ name }) => name)).not.toContain('Never')
    expect((await stage.named(domain, 'pageview')).map(path)).toEqual(['/seen'])
  })

  test('a tag for several sites, neither of which is the page’s, counts for each', async () => {
    const [one, other] = [
      await stage.newSite({ hostnames: ['*'] }),
      await stage.newSite({ hostnames: ['*'] }),
    ]
    await stage.visit('elsewhere.localhost', tag(`${one},${other}`, 'plausible.js') + QUEUE)
    await stage.page.evaluate("plausible('Both')")
    for (const domain of [one, other]) {
      await stage.until(domain, 'Both')
      expect(await stage.named(domain, 'pageview')).toHaveLength(1)
    }
  })

  test('what leaves by data-api is ours, and knows its site', async () => {
    const domain = await stage.newSite()
    const api = `http://${domain}:${stage.port}/pl/event`
    await stage.context.route(api, async (route) => {
      const answer = await route.fetch({ url: `${stage.host}/api/event` })
      await route.fulfill({ response: answer })
    })
    await stage.visit(domain, tag(domain, 'script.js', `data-api="${api}"`))
    await stage.until(domain, 'pageview')
  })
})

describe('Plausible’s tag of 2025', () => {
  const SNIPPET = (init: string) => `<script async src="${stage.host}/js/pa-XyZ_123.js"></script>
    <script>window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},plausible.init=plausible.init||function(i){plausible.o=i||{}};plausible.init(${init})</script>`

  test('starts with what init says', async () => {
    const domain = await stage.newSite({ script: { auto: ['pageview', 'engagement'] } })
    const init = `{ outboundLinks: true, formSubmissions: true, customProperties: (name) => ({ kind: name }),
      transformRequest: (sent) => (sent.u.endsWith('/secret') ? null : { ...sent, u: sent.u.replace('/user/7', '/user/_') }) }`
    await stage.visit(domain, SNIPPET(init), {
      path: '/user/7',
      body: '<a id=out href="https://other.example/x">out</a><form action="/go"><button id=send>x</button></form>',
    })
    await stage.until(domain, 'pageview')
    await stage.page.click('#out')
    await stage.page.click('#send')
    await stage.page.evaluate(
      "plausible('Signup', { props: { plan: 'pro' }, interactive: false, revenue: { amount: 5, currency: 'USD' } })",
    )
    await stage.page.evaluate("history.pushState({}, '', '/secret')")
    await stage.page.evaluate("history.pushState({}, '', '/open')")
    await stage.until(domain, 'pageview', 2)
    await stage.until(domain, 'Signup')
    expect((await stage.named(domain, 'pageview')).map(path)).toEqual(['/user/_', '/open'])
    expect(await stage.named(domain, 'outbound')).toMatchObject([
      { props: { kind: 'Outbound Link: Click' } },
    ])
    expect(await stage.named(domain, 'form')).toHaveLength(1)
    expect(await stage.named(domain, 'Signup')).toMatchObject([
      { props: { kind: 'Signup', plan: 'pro' }, revenue: { amount: '5.00' }, interactive: false },
    ])
  })

  test('waits for init, and counts no pages where that says so', async () => {
    const domain = await stage.newSite()
    await stage.visit(domain, `<script src="${stage.host}/js/pa-XyZ_123.js"></script>`)
    await stage.page.evaluate("plausible.init({ autoCapturePageviews: false }); plausible('First')")
    await stage.until(domain, 'First')
    expect(await stage.named(domain, 'pageview')).toEqual([])
  })
})

describe('Umami’s tag', () => {
  const tag = (more = '', file = 'script.js') =>
    `<script defer src="${stage.host}/${file}" data-website-id="${WEBSITE}" ${more}></script>`
  let before: string | undefined
  /** The website is of the newest. */
  const newWebsite = async () => {
    const token = await stage.app.token(['write'])
    const body = { umami_website_id: null }
    if (before) await stage.app.ask(`/api/sites/${before}`, { method: 'PUT', token, body })
    before = await stage.newSite({ umami_website_id: WEBSITE })
    return before
  }

  test('counts pageviews, navigation, marked clicks and all that umami.track takes', async () => {
    const domain = await newWebsite()
    await stage.visit(domain, tag('data-tag="variant-b"'), {
      body: '<button id=buy data-umami-event="Buy" data-umami-event-plan="pro" data-umami-event-revenue="19.99" data-umami-event-currency="EUR"><i>Buy</i></button>',
    })
    await stage.until(domain, 'pageview')
    await stage.page.click('#buy i')
    await stage.page.evaluate(`(async () => {
      await umami.track('Named', { cart: { items: 2 } })
      await umami.track({ website: '${WEBSITE}', url: '/object', title: 'Object' })
      await umami.track((props) => ({ ...props, name: 'Made', data: { of: props.hostname } }))
      await umami.identify('user-42', { plan: 'pro' })
      await umami.track('Late')
    })()`)
    await stage.page.evaluate("history.pushState({}, '', '/next')")
    await stage.until(domain, 'Late')
    await stage.until(domain, 'pageview', 3)
    const events = await stage.stored(domain)
    const tagged = { tag: 'variant-b' }
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'Buy',
          props: { ...tagged, plan: 'pro' },
          revenue: { amount: '19.99', currency: 'EUR' },
        }),
        expect.objectContaining({ name: 'Named', props: { ...tagged, 'cart.items': 2 } }),
        expect.objectContaining({ name: 'Made', props: { ...tagged, of: domain } }),
        expect.objectContaining({ name: 'Late', user: 'user-42' }),
      ]),
    )
    expect((await stage.named(domain, 'pageview')).map(path)).toEqual(['/', '/object', '/next'])
  })

  test('of another name, with what its attributes leave out', async () => {
    const domain = await newWebsite()
    const hook = `<script>function before(type, payload) { return payload.name === 'Secret' ? null : Promise.resolve({ ...payload, url: payload.url.replace('/u/7', '/u/_') }) }</script>`
    const more = `data-exclude-search="true" data-before-send="before" data-domains="other.example, ${domain}"`
    await stage.visit(domain, hook + tag(more, 'numbers.js'), { path: '/u/7?utm_source=x' })
    await stage.until(domain, 'pageview')
    await stage.page.evaluate("umami.track('Secret')")
    await stage.page.evaluate("umami.track('Open')")
    await stage.until(domain, 'Open')
    expect(await stage.named(domain, 'Secret')).toEqual([])
    expect((await stage.named(domain, 'pageview'))[0]?.url).toBe(`https://${domain}/u/_`)
  })

  test('nothing is counted where it is switched off', async () => {
    const domain = await newWebsite()
    await stage.visit(domain, tag('data-domains="other.example"'))
    await stage.visit(domain, tag('data-auto-track="false"'))
    await stage.page.evaluate("umami.track('By hand')")
    await stage.until(domain, 'By hand')
    await stage.page.evaluate("localStorage.setItem('umami.disabled', 1)")
    await stage.visit(domain, tag())
    await stage.page.evaluate("umami.track('Never')")
    await stage.page.waitForTimeout(300)
    expect((await stage.stored(domain)).map(({ name }) => name)).toEqual(['By hand'])
  })
})
