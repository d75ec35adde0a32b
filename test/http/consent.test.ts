import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boxOf } from '../../collector/auth/box.ts'
import { DAY, HOUR, MINUTE } from '../../collector/durations.ts'
import { messagePlace } from '../../collector/sending/enqueue.ts'
import type { Message } from '../../collector/sending/message.ts'
import { openWaysOut } from '../../collector/settings/alert-names.ts'
import { cookieOf, ORIGIN, useApp } from './server.ts'

let now = Date.parse('2026-11-30T09:00:00Z')
const app = useApp(
  { smtpUrl: 'smtp://localhost:2525?from=growth@example.com', publicUrl: ORIGIN },
  () => now,
)
const HERE = '/api/sites/example.com'
const STRANGER = 'stranger@elsewhere.example'

let site: number
let owner: string
let editor: string
let token: string

async function signedIn(email: string): Promise<string> {
  const body = { email, password: 'correct horse' }
  return cookieOf(await app.ask('/api/session', { body }))
}

beforeAll(async () => {
  site = Number((await app.site('example.com')).id)
  await app.user('owner@example.com', 'owner', 'correct horse')
  await app.user('ed@example.com', 'editor', 'correct horse')
  owner = await signedIn('owner@example.com')
  editor = await signedIn('ed@example.com')
  token = await app.token(['write'], site)
})
beforeEach(async () => {
  for (const table of ['channel_out', 'delivery', 'address_answer'] as const)
    await app.settings.deleteFrom(table).execute()
})

interface Way {
  id: string
  to: string
  confirmed: boolean
  declined: boolean
}

const put = (cookie: string, id: string, body: object) =>
  app.ask(`${HERE}/channels-out/${id}`, { cookie, method: 'PUT', body })

async function add(who: { cookie: string } | { token: string }, to = STRANGER, kind = 'email') {
  return await app.ask(`${HERE}/channels-out`, { ...who, body: { kind, to } })
}

async function added(who: { cookie: string } | { token: string }, to = STRANGER): Promise<Way> {
  const answer = await add(who, to)
  expect(answer.status).toBe(201)
  return await answer.json()
}

async function way(id: string): Promise<Way> {
  return await (await app.ask(`${HERE}/channels-out/${id}`, { token })).json()
}

async function letters(): Promise<(Message & { email: string | null })[]> {
  const rows = await app.settings
    .selectFrom('delivery')
    .selectAll()
    .where('kind', '=', 'confirmation')
    .orderBy('created_at')
    .execute()
  const { open } = boxOf(app.settings)
  return rows.map(({ id, email, message }) => ({
    ...JSON.parse(open(message ?? '', messagePlace(id)) ?? ''),
    email,
  }))
}

async function path(): Promise<string> {
  const all = await letters()
  return new URL(all.at(-1)?.link?.url ?? '').pathname
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const say = async (body: string) =>
  await app.ask(await path(), { method: 'POST', body, headers: FORM })

describe('an address is used at once', () => {
  test.each([
    ['that an owner types in', () => ({ cookie: owner }), STRANGER],
    ['that a program was given a token for', () => ({ token }), STRANGER],
    ['of an editor, whose own it has shown to be', () => ({ cookie: editor }), 'Ed@example.com'],
    ['of somebody who sees the site', () => ({ cookie: editor }), 'owner@example.com'],
  ])('%s', async (_, who, to) => {
    const { id, ...told } = await added(who(), to)
    expect(told).toMatchObject({ to, confirmed: true, declined: false })
    expect(await openWaysOut(app.settings, site)).toEqual(new Set([id]))
    expect(await letters()).toEqual([])
  })

  test('where it is no address of a person', async () => {
    const answer = await add({ cookie: editor }, 'https://example.com/hook', 'webhook')
    expect(await answer.json()).toMatchObject({ confirmed: true })
  })
})

describe('an address that an editor types in', () => {
  test('is asked by one letter, and told nothing until it says yes', async () => {
    const { id, confirmed } = await added({ cookie: editor })
    expect(confirmed).toBe(false)
    const [letter, ...more] = await letters()
    expect(more).toEqual([])
    expect(letter).toMatchObject({ email: STRANGER, title: 'May example.com send you messages?' })
    expect(await openWaysOut(app.settings, site)).toEqual(new Set())
    const test = await app.ask(`${HERE}/channels-out/${id}/test`, { token, method: 'POST' })
    expect(test.status).toBe(409)
    // What follows links to see where they lead says nothing.
    for (const method of ['GET', 'HEAD']) await app.ask(await path(), { method })
    expect(await way(id)).toMatchObject({ confirmed: false, declined: false })
    const page = await (await say('answer=yes')).text()
    expect(page).toContain('may send messages')
    expect(page).toContain('<button>Send no more, and do not ask again</button>')
    expect(await way(id)).toMatchObject({ confirmed: true, declined: false })
    expect(await openWaysOut(app.settings, site)).toEqual(new Set([id]))
  })

  test('says no by one click in a mail program, and is asked no more', async () => {
    const { id } = await added({ cookie: editor })
    const headers = (await letters())[0]?.mail?.headers ?? {}
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(headers['List-Unsubscribe']).toBe(`<${ORIGIN}${await path()}>`)
    const said = await say('List-Unsubscribe=One-Click')
    expect(await said.text()).toContain('<button>Let messages come</button>')
    expect(await way(id)).toMatchObject({ confirmed: false, declined: true })
    const again = await app.ask(`${HERE}/channels-out/${id}/confirmation`, {
      cookie: editor,
      method: 'POST',
    })
    expect(again.status).toBe(422)
    await app.ask(`${HERE}/channels-out/${id}`, { cookie: editor, method: 'DELETE' })
    expect((await add({ cookie: editor })).status).toBe(422)
    // An owner's word does not stand over the receiver's own.
    expect(await added({ cookie: owner })).toMatchObject({ confirmed: false, declined: true })
    expect(await letters()).toHaveLength(1)
    // Whoever said no can say yes by the same link.
    await say('answer=yes')
    expect(await way(id)).toMatchObject({ status: 404 })
    expect(await added({ cookie: editor })).toMatchObject({ confirmed: true })
  })

  test('can say no after a yes, and after the link has run out, but no yes any more', async () => {
    const { id } = await added({ cookie: editor })
    const begun = now
    now += 7 * DAY
    expect(await (await app.ask(await path())).text()).toContain('has run out')
    await say('answer=yes')
    expect(await way(id)).toMatchObject({ confirmed: false, declined: false })
    await say('answer=no')
    expect(await way(id)).toMatchObject({ declined: true })
    now = begun
  })

  test('is asked again three times a day, however often it is removed and added', async () => {
    const begun = now
    const { id } = await added({ cookie: editor })
    const again = () =>
      app.ask(`${HERE}/channels-out/${id}/confirmation`, { cookie: editor, method: 'POST' })
    // Impatience within a minute is one letter.
    expect((await again()).status).toBe(202)
    expect(await letters()).toHaveLength(1)
    for (let i = 0; i < 2; i += 1) {
      now += HOUR
      expect((await again()).status).toBe(202)
    }
    now += HOUR
    expect((await again()).status).toBe(429)
    expect((await add({ cookie: editor }, STRANGER.toUpperCase())).status).toBe(429)
    expect(await letters()).toHaveLength(3)
    now += DAY
    expect((await again()).status).toBe(202)
    now = begun
  })

  test('is one of twenty a day that a site may ask', async () => {
    for (let i = 0; i < 20; i += 1) await added({ cookie: editor }, `a${i}@elsewhere.example`)
    expect((await add({ cookie: editor }, 'one-more@elsewhere.example')).status).toBe(429)
    expect(await added({ cookie: owner }, 'one-more@elsewhere.example')).toMatchObject({
      confirmed: true,
    })
  })

  test('is no other than the one that was confirmed: a changed one is asked', async () => {
    const { id } = await added({ cookie: owner }, 'team@example.com')
    expect(
      await (await put(editor, id, { name: 'Team', to: 'team@example.com' })).json(),
    ).toMatchObject({ confirmed: true })
    expect(await (await put(editor, id, { to: STRANGER })).json()).toMatchObject({
      confirmed: false,
    })
    expect((await letters()).map(({ email }) => email)).toEqual([STRANGER])
    // An owner who saves it has typed it in.
    expect(await (await put(owner, id, { to: STRANGER })).json()).toMatchObject({
      confirmed: true,
    })
  })

  // https://github.com/metabase/metabase/issues/43543
  test('answers with a plus in it, too', async () => {
    const { id } = await added({ cookie: editor }, 'ann+alerts@elsewhere.example')
    await say('answer=yes')
    expect(await way(id)).toMatchObject({ confirmed: true })
  })

  test('is asked in the language of whoever typed it in', async () => {
    const headers = { 'accept-language': 'zh-CN,zh;q=0.9' }
    const body = { kind: 'email', to: STRANGER }
    await app.ask(`${HERE}/channels-out`, { cookie: editor, body, headers })
    expect((await letters())[0]?.title).toBe('是否允许 example.com 向您发送消息？')
    expect(await (await app.ask(await path())).text()).toContain('<html lang="zh">')
  })

  test('gets no letter again by the page of deliveries', async () => {
    await added({ cookie: editor })
    const [row] = await app.settings.selectFrom('delivery').select('id').execute()
    const again = await app.ask(`${HERE}/deliveries/${row?.id}/again`, { token, method: 'POST' })
    expect(again.status).toBe(422)
  })
})

test.each(['/confirm/x', '/confirm/a.b.c', `/confirm/${'a'.repeat(3_000)}`])(
  '%s answers nobody',
  async (made) => {
    for (const method of ['GET', 'POST']) {
      expect(
        (await app.ask(made, { method, ...(method === 'POST' && { body: 'answer=yes' }) })).status,
      ).toBe(404)
    }
  },
)

test('a link that unsubscribes confirms nothing, and the other way round', async () => {
  await added({ cookie: editor })
  const token_ = (await path()).split('/').at(-1)
  expect((await app.ask(`/u/${token_}`)).status).toBe(404)
})

test('two who type in the same address at once ask it once', async () => {
  now += MINUTE
  await Promise.all([add({ cookie: editor }), add({ cookie: editor }), add({ cookie: editor })])
  expect(await letters()).toHaveLength(1)
})
