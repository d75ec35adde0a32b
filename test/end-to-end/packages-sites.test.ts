import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { serve } from './frameworks/served.ts'
import { useTrial } from './frameworks/trial.ts'

const trial = useTrial('sites')

describe('the template of Google Tag Manager', () => {
  const template = readFileSync('packages/tag-manager/template.tpl', 'utf8')
  const section = (name: string): string => {
    const [, after = ''] = template.split(`___${name}___`)
    return (after.split(/^___[A-Z_]+___$/m)[0] ?? '').trim()
  }
  const code = section('SANDBOXED_JS_FOR_WEB_TEMPLATE')

  test('asks leave for what it does, and for nothing else', () => {
    const asked = [...code.matchAll(/require\('(\w+)'\)/g)].map(([, name]) => name)
    expect(asked.toSorted()).toEqual([
      ...['createArgumentsQueue', 'encodeUriComponent', 'injectScript', 'makeTableMap'],
    ])
    const permissions = JSON.parse(section('WEB_PERMISSIONS')) as {
      instance: { key: { publicId: string } }
    }[]
    const ids = permissions.map(({ instance }) => instance.key.publicId)
    expect(ids).toEqual(['access_globals', 'inject_script'])
    expect(JSON.parse(section('INFO'))).toMatchObject({ type: 'TAG', containerContexts: ['WEB'] })
  })

  test('every field that it reads is one that is filled in', () => {
    const read = new Set([...code.matchAll(/\bdata\.(\w+)/g)].map(([, name]) => name))
    const fields = [...section('TEMPLATE_PARAMETERS').matchAll(/"name": "(\w+)"/g)].map(
      ([, name]) => name,
    )
    const own = ['gtmOnSuccess', 'gtmOnFailure']
    expect([...read].filter((name) => ![...fields, ...own].includes(name))).toEqual([])
  })

  /** What the container gives to a template, as its documentation says. */
  const CONTAINER = `
    const apis = {
      encodeUriComponent: encodeURIComponent,
      makeTableMap: (rows, key, value) => Object.fromEntries(rows.map((row) => [row[key], row[value]])),
      createArgumentsQueue: (name, list) => {
        window[name] ??= Object.assign(function () { window[name].q.push(arguments) }, { q: [] })
        return (...args) => window[name](...args)
      },
      injectScript: (src, success, failure) => {
        const tag = Object.assign(document.createElement('script'), { src, async: true })
        tag.onload = success
        tag.onerror = failure
        document.head.append(tag)
      },
    }
    const done = []
    const tag = (data) => new Function('require', 'data', CODE)(
      (name) => apis[name],
      { gtmOnSuccess: () => done.push('success'), gtmOnFailure: () => done.push('failure'), ...data },
    )`

  async function visit(tags: object[]): Promise<void> {
    const calls = tags.map((data) => `tag(${JSON.stringify(data)})`).join('\n')
    const script = `const CODE = ${JSON.stringify(code)}\n${CONTAINER}\n${calls}`
    const page = `<!doctype html><title>Home</title><link rel="icon" href="data:,"><script>${script}</script>`
    const server = await serve((_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    })
    await trial.visit(server, '/?utm_source=letter')
  }

  test('loads the script, and what was told before it is there is counted', async () => {
    const props = [{ name: 'plan', value: 'pro' }]
    await visit([
      { does: 'event', name: 'Early', props },
      { does: 'identify', user: 'user-42', account: 'acme' },
      { does: 'script', url: `${trial.collector.url}/`, site: trial.site },
      { does: 'event', name: 'Order', amount: '49.00', currency: 'EUR', order: 'A-1' },
      { does: 'event', name: 'Order', amount: '49.00', currency: 'EUR', order: 'A-1' },
    ])
    await expect.poll(() => trial.page.evaluate('done.length')).toBe(5)
    await trial.leave()
    const { events, pageviews, raw, visits } = await trial.collected()
    expect(pageviews).toEqual(['/ Home'])
    expect(visits).toMatchObject([{ source: 'letter' }])
    expect(events).toEqual({ Early: 1, Order: 2, identify: 1 })
    expect(raw.find(({ name }) => name === 'Early')).toMatchObject({ props: { plan: 'pro' } })
    expect(raw.find(({ name }) => name === 'Order')).toMatchObject({
      user: 'user-42',
      revenue: { amount: '49.00', currency: 'EUR', order: 'A-1' },
    })
  })
})

describe('the pixel of Shopify', () => {
  const pixel = readFileSync('packages/shopify/pixel.js', 'utf8')
  const at = () => new Date().toISOString()

  type Told = [name: string, event: ReturnType<typeof event>]

  /** As Shopify tells it. */
  const event = (id: string, data = {}) => ({
    id,
    clientId: '9a4c3e1b-0000-4000-8000-123456789abc',
    timestamp: at(),
    data,
    context: {
      document: {
        location: { href: `http://${trial.site}/products/tea?utm_source=letter` },
        referrer: '',
        title: 'Tea',
      },
      navigator: { language: 'de-DE' },
    },
  })
  const idOf = ([, { id }]: Told) => id
  const VARIANT = { title: '100 g', sku: 'T-100', product: { title: 'Tea' } }
  const CHECKOUT = {
    token: 'f00',
    order: { id: '5150' },
    currencyCode: 'EUR',
    totalPrice: { amount: 19.9, currencyCode: 'EUR' },
  }

  /** In a frame of its own origin, which a pixel runs in. */
  async function run(allowed: boolean, all: Told[]): Promise<void> {
    const code = pixel
      .replace('https://growth.example.com', trial.collector.url)
      .replace("'example.com'", `'${trial.site}'`)
    const setting = `const listeners = {}
      const analytics = { subscribe: (name, listener) => { listeners[name] = listener } }
      const init = { customerPrivacy: { analyticsProcessingAllowed: ${allowed} }, data: { customer: null } }`
    const calls = all.map(([name, one]) => `listeners['${name}'](${JSON.stringify(one)})`)
    const frame = `<script>${setting}\n${code}\n${calls.join('\n')}</script>`
    const server = await serve((_, response) => {
      const page = `<!doctype html><link rel="icon" href="data:,"><iframe sandbox="allow-scripts" srcdoc='${frame.replaceAll('&', '&amp;').replaceAll("'", '&#39;')}'></iframe>`
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page)
    })
    await trial.visit(server)
    // Such a frame's requests may be over before Playwright hears of it.
    const stored = async () => (await (await trial.api('GET', '/export')).text()).trim()
    await expect
      .poll(async () => (await stored()).split('\n').length)
      .toBe(new Set(all.map(idOf)).size)
  }

  const told = (): Told[] => [
    ['page_viewed', event('sh-88153c5a-8F2D-4CCA-3231-EF5C032A4C3B')],
    [
      'product_viewed',
      event('sh-88153c5a-8F2D-4CCA-3231-EF5C032A4C3C', { productVariant: VARIANT }),
    ],
    [
      'product_added_to_cart',
      event('sh-88153c5a-8F2D-4CCA-3231-EF5C032A4C3D', {
        cartLine: { quantity: 2, merchandise: VARIANT },
      }),
    ],
    ['checkout_started', event('sh-88153c5a-8F2D-4CCA-3231-EF5C032A4C3E')],
    [
      'checkout_completed',
      event('sh-88153c5a-8F2D-4CCA-3231-EF5C032A4C3F', { checkout: CHECKOUT }),
    ],
    [
      'checkout_completed',
      event('sh-88153c5a-8F2D-4CCA-3231-EF5C032A4C3F', { checkout: CHECKOUT }),
    ],
  ]

  test('tells pages, carts and orders, once each', async () => {
    await run(true, told())
    const { events, pageviews, raw, visits } = await trial.collected()
    expect(pageviews).toEqual(['/products/tea Tea'])
    expect(visits).toMatchObject([{ source: 'letter' }])
    expect(events).toEqual({
      ...{ 'Product viewed': 1, 'Added to cart': 1 },
      ...{ 'Checkout started': 1, Order: 1 },
    })
    expect(raw.find(({ name }) => name === 'Added to cart')).toMatchObject({
      visitor: '9a4c3e1b-0000-4000-8000-123456789abc',
      props: { product: 'Tea', sku: 'T-100', quantity: 2 },
    })
    expect(raw.find(({ name }) => name === 'Order')).toMatchObject({
      revenue: { amount: '19.90', currency: 'EUR', order: '5150' },
    })
  })

  test('uses no id of who has not allowed it', async () => {
    await run(false, told())
    const { raw } = await trial.collected()
    expect(raw).toHaveLength(5)
    expect(JSON.stringify(raw)).not.toContain('9a4c3e1b')
  })
})
