import { setImmediate as turn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { databasePath } from '../../collector/database-path.ts'
import { CHROME, useApp } from './server.ts'

const app = useApp({}, () => now)
let token: string
const now = Date.UTC(2026, 4, 1, 12)

beforeAll(async () => {
  token = await app.token(['write'])
  await app.site('example.com')
  await app.site('other.example')
})

const SPRING = {
  slug: 'Spring-1',
  url: 'https://example.com/sale?color=red&utm_source=old#top',
  source: 'newsletter',
  medium: 'email',
  campaign: 'spring sale',
}

const at = (path = '') => `/api/sites/example.com/links${path}`
const add = (body: object, site = 'example.com') =>
  app.ask(`/api/sites/${site}/links`, { token, body })
const click = (slug: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.ask(`/l/${slug}`, { method, headers: { 'user-agent': CHROME, ...headers } })
const clicks = async (id: string) =>
  (await (await app.ask(at(`/${id}`), { token })).json()).clicks as number

describe('a link', () => {
  test('is added, redirects with its tags, changes and goes', async () => {
    const added = await add(SPRING)
    expect(added.status).toBe(201)
    const link = await added.json()
    expect(link).toMatchObject({ ...SPRING, clicks: 0, last_click_at: null })
    const answer = await click('spring-1')
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(
      'https://example.com/sale?color=red&utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale&tl=Spring-1#top',
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await click('spring-1/')).headers.get('location')).toBe(answer.headers.get('location'))
    const { slug: _, ...unnamed } = SPRING
    const changed = await app.ask(at(`/${link.id}`), {
      token,
      method: 'PUT',
      body: { ...unnamed, term: 'shoes' },
    })
    const last_click_at = new Date(now).toISOString()
    expect(await changed.json()).toMatchObject({
      slug: 'Spring-1',
      term: 'shoes',
      clicks: 2,
      last_click_at,
    })
    expect((await app.ask(at(`/${link.id}`), { token, method: 'DELETE' })).status).toBe(204)
    expect((await click('spring-1')).status).toBe(404)
  })

  test('counts browsers and, apart, robots: no look-ahead, no HEAD (case L2)', async () => {
    const { id, slug } = await (await add({ ...SPRING, slug: 'counted' })).json()
    await click(slug)
    await click(slug)
    const others = [
      await click(slug, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }),
      await click(slug, { 'user-agent': 'Slackbot-LinkExpanding 1.0' }),
      await click(slug, { 'user-agent': 'facebookexternalhit/1.1' }),
      await click(slug, { 'sec-purpose': 'prefetch;prerender' }),
      await click(slug, { 'user-agent': '' }),
      await click(slug, {}, 'HEAD'),
    ]
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 302))
    const counted = await (await app.ask(at(`/${id}`), { token })).json()
    expect(counted).toMatchObject({ clicks: 2, bots: 4 })
  })

  test('leads elsewhere with the next click after a change, also by another process', async () => {
    const { id, slug } = await (await add({ ...SPRING, slug: 'moved' })).json()
    await click(slug)
    const body = { ...SPRING, slug, url: 'https://example.com/second' }
    await app.ask(at(`/${id}`), { token, method: 'PUT', body })
    // Here no network lies between the answer and who has it.
    await turn()
    expect((await click(slug)).headers.get('location')).toMatch(/^https:\/\/example.com\/second\?/u)
    const other = new Database(databasePath(app.folder))
    other.prepare("update link set url = 'https://example.com/third' where id = ?").run(id)
    other.close()
    await turn()
    expect((await click(slug)).headers.get('location')).toMatch(/^https:\/\/example.com\/third\?/u)
    expect(await clicks(id)).toBe(3)
  })

  test('redirects while nothing can be written, and counts when it can', async () => {
    const { id, slug } = await (await add({ ...SPRING, slug: 'locked' })).json()
    const other = new Database(databasePath(app.folder))
    other.exec('begin immediate')
    for (let i = 0; i < 3; i++) expect((await click(slug)).status).toBe(302)
    other.exec('commit')
    other.close()
    expect(await clicks(id)).toBe(3)
  })

  test('gets a slug of its own where none is given', async () => {
    const { slug: _, ...unnamed } = SPRING
    for (const nameless of [unnamed, { ...SPRING, slug: '' }]) {
      const { slug } = await (await add(nameless)).json()
      expect(slug).toMatch(/^[a-z2-9]{7}$/u)
      expect((await click(slug)).status).toBe(302)
    }
  })

  test('has a slug that no other link has, on whichever site', async () => {
    await add({ ...SPRING, slug: 'once' })
    for (const slug of ['once', 'ONCE']) {
      const answer = await add({ ...SPRING, slug }, 'other.example')
      expect(answer.status).toBe(409)
      // Case L4: it does not say whose.
      expect(await answer.text()).not.toContain('example.com')
    }
  })

  test('is another site’s business alone', async () => {
    const { id } = await (await add({ ...SPRING, slug: 'theirs' }, 'other.example')).json()
    expect((await app.ask(at(`/${id}`), { token })).status).toBe(404)
    expect((await app.ask(at(`/${id}`), { token, method: 'DELETE' })).status).toBe(404)
  })

  test('is gone with its site', async () => {
    const admin = await app.token(['admin'])
    await app.site('gone.example')
    await add({ ...SPRING, slug: 'gone' }, 'gone.example')
    await app.ask('/api/sites/gone.example', { token: admin, method: 'DELETE' })
    expect((await click('gone')).status).toBe(404)
  })
})

test.each([
  [{ slug: 'two words' }],
  [{ slug: 'a/b' }],
  [{ slug: 'x'.repeat(65) }],
  ...['api', 'API', 'health', 'new', 'ready', 'sign-in', 'Sites'].map((slug): [object] => [
    { slug },
  ]),
  [{ url: 'javascript:alert(1)' }],
  [{ url: '//evil.example/page' }],
  [{ url: 'data:text/html,hello' }],
  [{ url: 'https://ann:secret@example.com/' }],
  [{ url: '/sale' }],
  [{ source: ' ' }],
])('%o is a link that cannot be meant', async (part) => {
  const answer = await add({ ...SPRING, slug: 'fine', ...part })
  expect(answer.status).toBe(422)
  const { errors } = await answer.json()
  expect(errors[0].path).toBe(Object.keys(part)[0])
})

test('a link without an address cannot be read', async () => {
  const { url: _, ...rest } = SPRING
  expect((await add(rest)).status).toBe(400)
})

test('the query of a short link does not change where it leads', async () => {
  await add({ ...SPRING, slug: 'safe', url: 'https://example.com/' })
  const answer = await click('safe?url=https://evil.example&next=//evil.example')
  const url = new URL(answer.headers.get('location') ?? '')
  expect([url.origin, url.pathname]).toEqual(['https://example.com', '/'])
  expect(url.searchParams.get('utm_source')).toBe('newsletter')
})

test.each([
  ['gclid=AbC_9', 'color=red&gclid=AbC_9&'],
  ['color=blue&size=L', 'color=red&size=L&'],
  ['utm_source=evil&utm_term=x&tl=other', 'color=red&utm_term=x&'],
])('a click with ?%s keeps what the link does not say itself', async (query, carried) => {
  const slug = `pass-${query.length}`
  await add({ ...SPRING, slug })
  expect((await click(`${slug}?${query}`)).headers.get('location')).toBe(
    `https://example.com/sale?${carried}utm_source=newsletter&utm_medium=email&utm_campaign=spring+sale&tl=${slug}#top`,
  )
})

test('a macro stays as its platform wants it', async () => {
  await add({ ...SPRING, slug: 'macro', campaign: '{campaignid}', content: '{{ad.name}} & more' })
  const location = (await click('macro')).headers.get('location')
  expect(location).toContain('utm_campaign={campaignid}&utm_content={{ad.name}}+%26+more&tl=macro')
})

test('a link has an owner and a note, and can be put away', async () => {
  const { id } = await (await add({ ...SPRING, slug: 'owned', owner: 'Ada', note: 'print' })).json()
  const put = { ...SPRING, slug: 'owned', owner: 'Ada', archived: true }
  const changed = await app.ask(at(`/${id}`), { token, method: 'PUT', body: put })
  const stored = await changed.json()
  expect(stored).toMatchObject({ owner: 'Ada', archived: true })
  expect(stored).not.toHaveProperty('note')
  expect((await click('owned')).status).toBe(302)
})

test('a site keeps what its links may be called', async () => {
  const naming = { sources: ['newsletter'], media: ['email'], pattern: '*-2026' }
  const path = '/api/sites/example.com/naming'
  const stored = await (await app.ask(path, { token, method: 'PUT', body: naming })).json()
  expect(stored).toEqual({ ...naming, campaigns: [], required: [] })
  expect(await (await app.ask(path, { token })).json()).toEqual(stored)
})

test('a query that is too long to pass on is left out whole', async () => {
  await add({ ...SPRING, slug: 'long', url: 'https://example.com/' })
  const { headers } = await click(`long?a=${'x'.repeat(4_080)}&gclid=AbCdEfGhIjKlMnOp`)
  expect(new URL(headers.get('location') ?? '').search).not.toMatch(/gclid|[?&]a=/u)
})

test('whoever may only read sees links and makes none', async () => {
  const reader = await app.token(['read'])
  expect((await app.ask(at(), { token: reader })).status).toBe(200)
  expect((await app.ask(at(), { token: reader, body: SPRING })).status).toBe(403)
})
