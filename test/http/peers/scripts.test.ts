import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../server.ts'

const app = useApp()
const WEBSITE = '94db1cb1-74f4-4a40-ad6c-962362670409'

beforeAll(async () => {
  await app.site('example.com')
  await app.site('shop.example.com')
  const token = await app.token(['write'])
  const body = { umami_website_id: WEBSITE.toUpperCase(), hostnames: ['other.example'] }
  await app.ask('/api/sites/example.com', { method: 'PUT', token, body })
})

const served = async (path: string, referer?: string) => {
  const answer = await app.ask(path, { ...(referer && { headers: { referer } }) })
  return { answer, text: await answer.text() }
}
/** Whose script it is. */
const siteIn = (text: string) => /\{"site":(?:"([^"]+)"|null)/.exec(text)?.[1]

describe('their scripts', () => {
  test.each([
    '/js/script.js',
    '/js/script.hash.outbound-links.js',
    '/js/plausible.js',
    '/js/pa-XyZ_1-2.js',
    '/script.js',
    '/numbers.js',
  ])('%s is served to any page, and kept by browsers alone', async (path) => {
    const { answer, text } = await served(path, 'https://example.com/')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('cache-control')).toMatch(/^private, max-age=300/)
    expect(siteIn(text)).toBe('example.com')
  })

  test.each(['/js/script.strange.js', '/js/tracker.js', '/js/', '/deep/script.js'])(
    '%s is none of theirs',
    async (path) => {
      expect((await served(path)).answer.headers.get('content-type')).not.toContain('javascript')
    },
  )

  test.each([
    ['https://example.com/', 'example.com'],
    ['https://www.example.com/a', 'example.com'],
    ['https://eu.shop.example.com/', 'shop.example.com'],
    ['https://other.example/', 'example.com'],
    ['https://nobody.example/', undefined],
    ['about:client', undefined],
    [undefined, undefined],
  ])('a page of %s gets the script of %s', async (referer, site) => {
    expect(siteIn((await served('/js/script.js', referer)).text)).toBe(site)
  })

  test.each([
    ['shop.example.com', 'shop.example.com'],
    [WEBSITE, 'example.com'],
  ])('whose tag names %s gets that of %s', async (name, site) => {
    expect(siteIn((await served(`/script.js?site=${name}`, 'https://x.example/')).text)).toBe(site)
  })

  test('a page below a site’s domain gets no script of another that lists its host', async () => {
    const hostnames = ['pay.shop.example.com', 'www.example.com']
    await app.site('taker.example')
    const token = await app.token(['write'])
    await app.ask('/api/sites/taker.example', { method: 'PUT', token, body: { hostnames } })
    for (const [host, site] of [
      ['pay.shop.example.com', 'shop.example.com'],
      ['www.example.com', 'example.com'],
    ] as const)
      expect(siteIn((await served('/js/pa-x.js', `https://${host}/`)).text)).toBe(site)
  })

  test('a site that was just added is known at once', async () => {
    expect(siteIn((await served('/script.js', 'https://new.example/')).text)).toBeUndefined()
    await app.site('new.example')
    expect(siteIn((await served('/script.js', 'https://new.example/')).text)).toBe('new.example')
  })

  test('a name that is no site’s is said in the page’s console', async () => {
    const { text } = await served('/js/script.js?site=typo.example')
    expect(text).toMatch(/^console\.error\(/)
    expect(text).toContain('typo.example')
  })

  test('the name switches on what the settings do not', async () => {
    const code = async (file: string) => (await served(`/js/${file}`, 'https://example.com/')).text
    const auto = (text: string) =>
      /"auto":\[([^\]]*)\]/.exec(text)?.[1]?.replaceAll('"', '').split(',')
    expect(auto(await code('script.manual.js'))).not.toContain('pageview')
    expect(await code('script.hash.js')).toContain('"hash":true')
    const token = await app.token(['write'])
    const script = { auto: ['pageview'] }
    await app.ask('/api/sites/example.com', { method: 'PUT', token, body: { script } })
    expect(auto(await code('script.js'))).toEqual(['pageview'])
    expect(auto(await code('script.file-downloads.outbound-links.js'))).toEqual(
      expect.arrayContaining(['pageview', 'outbound', 'download']),
    )
  })
})

describe('the uuid of a site', () => {
  test('is kept in lower case, and is of one site', async () => {
    const token = await app.token(['write'])
    const site = await app.ask('/api/sites/example.com', { token: await app.token(['read']) })
    expect(await site.json()).toMatchObject({ umami_website_id: WEBSITE })
    const body = { umami_website_id: WEBSITE }
    const taken = await app.ask('/api/sites/shop.example.com', { method: 'PUT', token, body })
    expect(taken.status).toBe(409)
    expect(await taken.json()).toMatchObject({ errors: [{ path: 'umami_website_id' }] })
    const again = await app.ask('/api/sites/example.com', { method: 'PUT', token, body })
    expect(again.status).toBe(200)
    const wrong = { umami_website_id: 'no uuid' }
    const refused = await app.ask('/api/sites/example.com', { method: 'PUT', token, body: wrong })
    expect(refused.status).toBe(422)
  })
})

describe('their scripts beside ours at /js', () => {
  const beside = useApp({ trackerPath: '/js' })

  test('are still theirs', async () => {
    await beside.site('example.com')
    const code = async (path: string) => await (await beside.ask(path)).text()
    expect(await code('/js/script.js')).toContain('"path":"/js"')
    expect(await code('/js/example.com.js')).not.toContain('"path":"/js"')
    expect(await code('/js/unknown.example.js')).toMatch(/^console\.error/)
  })
})
