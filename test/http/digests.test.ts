import { beforeAll, describe, expect, test } from 'vitest'
import { subscriptionToken } from '../../collector/digests/unsubscribed.ts'
import { cookieOf, ORIGIN, useApp } from './server.ts'

const app = useApp(
  { smtpUrl: 'smtp://localhost:2525?from=growth@example.com', publicUrl: ORIGIN },
  () => Date.parse('2026-11-30T09:00:00Z'),
)
const HERE = '/api/sites/example.com/digests'
const INPUT = {
  to: ['ada@example.com', 'Bob@example.com', 'ada@example.com'],
  per: 'week',
  at: '08:30',
  weekday: 1,
  timezone: 'Europe/Berlin',
  language: 'zh',
}
let token: string
let owner: string
let site: number

beforeAll(async () => {
  site = Number((await app.site('example.com')).id)
  token = await app.token(['admin'])
  await app.user('owner@example.com', 'owner', 'correct horse')
  const body = { email: 'owner@example.com', password: 'correct horse' }
  owner = cookieOf(await app.ask('/api/session', { body }))
})

async function added(more: object = {}): Promise<{ id: string }> {
  return await (await app.ask(HERE, { token, body: { ...INPUT, ...more } })).json()
}

const tokenFor = (email: string, per: 'day' | 'week' = 'week') =>
  subscriptionToken(app.settings, { site, per, email, language: 'en' })

describe('digests', () => {
  test('are added, listed, replaced and removed, and say what comes next', async () => {
    const before = Date.now()
    const { id, ...stored } = (await added()) as { id: string; next: { at: string } }
    expect(stored).toMatchObject({
      ...INPUT,
      to: ['ada@example.com', 'bob@example.com'],
      unsubscribed: [],
    })
    expect(Date.parse(stored.next.at)).toBeGreaterThan(before)
    const body = { ...INPUT, per: 'month', weekday: null }
    const replaced = await app.ask(`${HERE}/${id}`, { token, method: 'PUT', body })
    expect(await replaced.json()).toMatchObject({ id, per: 'month', weekday: null })
    const { items } = await (await app.ask(HERE, { token })).json()
    expect(items).toHaveLength(1)
    expect((await app.ask(`${HERE}/${id}`, { token, method: 'DELETE' })).status).toBe(204)
    expect((await app.ask(`${HERE}/${id}`, { token })).status).toBe(404)
  })

  test.each([
    ['to', []],
    ['to.0', ['nobody']],
    ['to.0', ['a@b.example\r\nBcc: c@d.example']],
    ['to', Array.from({ length: 51 }, (_, i) => `a${i}@example.com`)],
    ['at', '24:00'],
    ['weekday', 8],
    ['timezone', '+02:00'],
    ['language', 'fr'],
  ])('with a bad %s are refused', async (path, value) => {
    const name = path.split('.')[0] ?? path
    const answer = await app.ask(HERE, { token, body: { ...INPUT, [name]: value } })
    expect(answer.status).toBe(422)
    const { errors } = await answer.json()
    expect(errors.map((error: { path: string }) => error.path)).toContain(path)
  })

  test('of a day have no weekday', async () => {
    const answer = await app.ask(HERE, { token, body: { ...INPUT, per: 'day' } })
    expect(answer.status).toBe(422)
  })

  test('are their owners’ to see and to change', async () => {
    const write = await app.token(['write'])
    expect((await app.ask(HERE, { token: write })).status).toBe(403)
    expect((await app.ask(HERE, { token: write, body: INPUT })).status).toBe(403)
  })
})

describe('a preview', () => {
  test('is the mail, which runs and loads nothing', async () => {
    const { id } = await added({ language: 'en' })
    const answer = await app.ask(`${HERE}/${id}/preview`, { token })
    expect(answer.status).toBe(200)
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('sandbox')
    expect(policy).toContain("frame-ancestors 'self'")
    const page = await answer.text()
    expect(page).toContain('Weekly digest')
    expect(page).toContain('Nothing was counted in the week of Nov 23 – 29, 2026')
    expect(page).toContain('Nothing has ever arrived from this site')
    await app.ask(`${HERE}/${id}`, { token, method: 'DELETE' })
  })
})

describe('a test', () => {
  test('goes to whoever asks for it, once a minute', async () => {
    const { id } = await added()
    for (const _ of [1, 2]) {
      const method = { method: 'POST', cookie: owner, headers: { origin: ORIGIN } }
      const answer = await app.ask(`${HERE}/${id}/test`, method)
      expect(answer.status).toBe(202)
      expect(await answer.json()).toEqual({ to: 'owner@example.com' })
    }
    const rows = await app.settings.selectFrom('delivery').select(['email', 'kind']).execute()
    expect(rows).toEqual([{ email: 'owner@example.com', kind: 'digest' }])
    await app.ask(`${HERE}/${id}`, { token, method: 'DELETE' })
  })

  test('goes to no program', async () => {
    const { id } = await added()
    const answer = await app.ask(`${HERE}/${id}/test`, { method: 'POST', token })
    expect(answer.status).toBe(422)
    await app.ask(`${HERE}/${id}`, { token, method: 'DELETE' })
  })
})

describe('an unsubscribe link', () => {
  const gone = async () => {
    const { items } = await (await app.ask(HERE, { token })).json()
    return items.flatMap(({ unsubscribed }: { unsubscribed: string[] }) => unsubscribed)
  }
  const oneClick = (path: string) =>
    app.ask(path, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })

  test('does nothing for whoever only looks where it leads', async () => {
    // https://github.com/usesend/useSend/issues/412, https://github.com/Mailtrain-org/mailtrain/issues/1195
    const { id } = await added()
    const path = `/u/${tokenFor('ada@example.com')}`
    for (const method of ['GET', 'HEAD', 'GET']) {
      expect((await app.ask(path, { method })).status).toBe(200)
    }
    expect(await gone()).toEqual([])
    const page = await app.ask(path)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await page.text()).toContain('Get no more weekly digests of example.com?')
    await app.ask(`${HERE}/${id}`, { token, method: 'DELETE' })
  })

  test('works by one click, however often, and says so when it is looked at again', async () => {
    // https://github.com/0xdps/emailflare/issues/190: the second look found nothing.
    const { id } = await added()
    const path = `/u/${tokenFor('ada@example.com')}`
    for (const _ of [1, 2]) expect((await oneClick(path)).status).toBe(200)
    expect(await gone()).toEqual(['ada@example.com'])
    expect(await (await app.ask(path)).text()).toContain('You get no more weekly digests')
    // Written in again it stays out.
    await app.ask(`${HERE}/${id}`, { token, method: 'DELETE' })
    await added()
    expect(await gone()).toEqual(['ada@example.com'])
    const back = { method: 'POST', body: 'back=1' }
    expect((await app.ask(path, back)).status).toBe(200)
    expect(await gone()).toEqual([])
  })

  test('is of one address and one rhythm, and cannot be made up', async () => {
    const token = tokenFor('ada@example.com')
    await oneClick(`/u/${tokenFor('ada@example.com', 'day')}`)
    expect(await gone()).toEqual([])
    const [iv = '', tag = '', text = ''] = token.split('.')
    // The first character: of the last one not all bits count.
    const flipped = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
    for (const forged of ['x', 'a.b.c', `${iv}.${tag}`, `${iv}.${tag}.${flipped}`, '%00', '..']) {
      expect((await oneClick(`/u/${forged}`)).status).toBe(404)
    }
    expect(token).not.toContain('ada')
    expect(Buffer.from(text, 'base64url').toString()).not.toContain('ada')
  })

  test('takes no more than a click', async () => {
    const path = `/u/${tokenFor('ada@example.com')}`
    const answer = await app.ask(path, { method: 'POST', body: 'x'.repeat(20_000) })
    expect(answer.status).toBe(413)
    expect(await gone()).toEqual([])
  })
})
