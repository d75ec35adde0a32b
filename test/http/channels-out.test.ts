import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { says, useReceiver } from '../sending/receiver.ts'
import { useApp } from './server.ts'

const app = useApp({ privateWebhooks: true, publicUrl: 'https://growth.example' })
const receiver = useReceiver()
const HERE = '/api/sites/example.com'

let token: string
let reader: string
beforeAll(async () => {
  const { id } = await app.site('example.com')
  token = await app.token(['write'], Number(id))
  reader = await app.token(['read'], Number(id))
})
beforeEach(async () => {
  await app.settings.deleteFrom('channel_out').execute()
  await app.settings.deleteFrom('delivery').execute()
})

const ask = (path: string, body?: unknown, method?: string) =>
  app.ask(HERE + path, { token, body, ...(method && { method }) })

async function added(body: object): Promise<{ id: string; secret: string | null }> {
  const answer = await ask('/channels-out', body)
  expect(answer.status).toBe(201)
  return await answer.json()
}

const SLACK = 'https://hooks.slack.com/services/T00000000/B00000000/tokentokentoken1'

describe('a way out', () => {
  test('is told whole to nobody again, and not to the history', async () => {
    const webhook = await added({ kind: 'webhook', to: 'https://example.com/secret-path?key=abc' })
    expect(webhook.secret).toMatch(/^whsec_/u)
    await added({ kind: 'feishu', to: 'https://open.feishu.cn/hook/1234', secret: 'geheimgeheim' })
    await added({ kind: 'slack', to: SLACK, name: 'Team' })
    await ask(`/channels-out/${webhook.id}`, { to: 'https://example.com/other-secret' }, 'PUT')
    const list = await (await ask('/channels-out')).text()
    const admin = await app.token(['admin'])
    const audit = await (await app.ask(`${HERE}/audit`, { token: admin })).text()
    for (const text of [list, audit]) {
      expect(text).toContain('slack')
      for (const secret of [
        'secret-path',
        'other-secret',
        'key=abc',
        'geheim',
        'tokentoken',
        'T0000',
      ])
        expect(text).not.toContain(secret)
      expect(text).not.toContain(webhook.secret)
    }
    expect(JSON.parse(list).items).toMatchObject([
      { kind: 'webhook', to: 'https://example.com/…', secret_set: true, name: null },
      { kind: 'feishu', to: 'https://open.feishu.cn/…', secret_set: true },
      { kind: 'slack', to: 'https://hooks.slack.com/…ken1', secret_set: false, name: 'Team' },
    ])
    const rows = JSON.stringify(await app.settings.selectFrom('channel_out').selectAll().execute())
    expect(rows).not.toMatch(/hooks\.slack|geheim|example\.com/u)
  })

  test('keeps what a change leaves out, and its address where it comes back as it was told', async () => {
    const { id } = await added({ kind: 'slack', to: SLACK })
    const { to } = await (await ask(`/channels-out/${id}`)).json()
    const changed = await ask(`/channels-out/${id}`, { name: 'Sales', to, kind: 'slack' }, 'PUT')
    expect(await changed.json()).toMatchObject({ name: 'Sales', to })
    const [row] = await app.settings.selectFrom('channel_out').selectAll().execute()
    expect(row).toMatchObject({ name: 'Sales' })
  })

  test('stays of its kind, and whoever wants another is told so', async () => {
    const { id } = await added({ kind: 'webhook', to: 'https://example.com/a' })
    for (const change of [{ kind: 'email', to: 'ann@example.com' }, { kind: 'slack' }]) {
      const answer = await ask(`/channels-out/${id}`, change, 'PUT')
      expect(answer.status).toBe(422)
      expect(await answer.json()).toMatchObject({
        detail: `"kind" stays webhook: add a way out of the kind ${change.kind}, and remove this one`,
        errors: [{ path: 'kind' }],
      })
    }
    const same = await ask(`/channels-out/${id}`, { kind: 'webhook', name: 'Here' }, 'PUT')
    expect(await same.json()).toMatchObject({ kind: 'webhook', name: 'Here' })
  })

  test.each([
    [{ kind: 'email', to: 'ann@example.com\nBcc: x@example.com' }, 'to'],
    [{ kind: 'webhook', to: 'ftp://example.com' }, 'to'],
    [{ kind: 'webhook', to: 'https://me:pw@example.com/' }, 'to'],
    [{ kind: 'slack', to: SLACK, secret: 'geheimgeheim' }, 'secret'],
    [{ kind: 'webhook', to: 'https://example.com', secret: 'short' }, 'secret'],
    [{ kind: 'pigeon', to: 'https://example.com' }, 'kind'],
    [{ kind: 'webhook' }, 'to'],
    [{ kind: 'webhook', to: 'https://example.com', name: ' ' }, 'name'],
  ])('%j is refused, and told where', async (body, path) => {
    const answer = await ask('/channels-out', body)
    expect([400, 422]).toContain(answer.status)
    expect((await answer.json()).errors).toMatchObject([{ path }])
  })

  test('is seen and changed by those who may change the site', async () => {
    const { id } = await added({ kind: 'webhook', to: receiver.url })
    for (const path of ['/channels-out', `/channels-out/${id}`, '/deliveries']) {
      expect((await app.ask(HERE + path, { token: reader })).status).toBe(403)
    }
    for (const path of [`/channels-out/${id}/test`, `/channels-out/${id}/restore`]) {
      const answer = await app.ask(HERE + path, { token: reader, method: 'POST' })
      expect(answer.status).toBe(403)
    }
    expect(receiver.received).toEqual([])
  })

  test('that was removed can be brought back', async () => {
    const { id } = await added({ kind: 'slack', to: SLACK })
    expect((await ask(`/channels-out/${id}`, undefined, 'DELETE')).status).toBe(204)
    expect((await ask(`/channels-out/${id}`)).status).toBe(404)
    expect((await ask(`/channels-out/${id}/test`, undefined, 'POST')).status).toBe(404)
    const back = await ask(`/channels-out/${id}/restore`, undefined, 'POST')
    expect(await back.json()).toMatchObject({ id, kind: 'slack' })
    expect((await (await ask('/channels-out')).json()).items).toHaveLength(1)
    expect((await ask('/channels-out/nothing/restore', undefined, 'POST')).status).toBe(404)
  })

  test('is one of a hundred at most', async () => {
    for (let n = 0; n < 100; n++) await added({ kind: 'email', to: `ann${n}@example.com` })
    const answer = await ask('/channels-out', { kind: 'email', to: 'one@example.com' })
    expect(answer.status).toBe(422)
  })
})

describe('a test', () => {
  test('goes out at once, says how it went, and stands with the deliveries', async () => {
    const { id } = await added({
      kind: 'discord',
      to: `${receiver.url}/api/webhooks/1`,
      name: 'Us',
    })
    const sent = await ask(`/channels-out/${id}/test?language=zh`, undefined, 'POST')
    expect(await sent.json()).toEqual({ sent: true, detail: null })
    expect(receiver.received[0]?.json.embeds[0]).toMatchObject({
      title: 'Tributary 可以联系到你',
      url: 'https://growth.example/sites/example.com',
    })
    receiver.respond = says(404, { message: 'Unknown Webhook', code: 10_015 })
    const failed = await ask(`/channels-out/${id}/test`, undefined, 'POST')
    const detail = 'answered 404: Unknown Webhook'
    expect(await failed.json()).toEqual({ sent: false, detail })
    const { items } = await (await ask('/deliveries')).json()
    expect(items).toHaveLength(2)
    const states = items.map(({ state }: { state: string }) => state)
    expect(states.toSorted()).toEqual(['failed', 'sent'])
    const told = {
      kind: 'test',
      channel: id,
      channel_name: 'Us',
      channel_kind: 'discord',
      tries: 1,
    }
    for (const item of items) expect(item).toMatchObject(told)
  })

  test('says what is missing where no mail server is named', async () => {
    const { id } = await added({ kind: 'email', to: 'ann@example.com' })
    const answer = await (await ask(`/channels-out/${id}/test`, undefined, 'POST')).json()
    expect(answer).toMatchObject({ sent: false, detail: expect.stringContaining('SMTP_URL') })
  })
})

describe('the deliveries', () => {
  test('are listed by state and way out, a page at a time, and sent again', async () => {
    const { id } = await added({ kind: 'webhook', to: receiver.url })
    receiver.respond = says(500, 'broken')
    for (let n = 0; n < 3; n++) await ask(`/channels-out/${id}/test`, undefined, 'POST')
    const list = async (query: string) => (await ask(`/deliveries?${query}`)).json()
    const first = await list(`limit=2&channel=${id}&state=failed`)
    expect(first).toMatchObject({ items: [{}, {}], next: '2' })
    expect(await list('limit=2&cursor=2')).toMatchObject({ items: [{}], next: null })
    expect(await list('state=sent')).toEqual({ items: [], next: null })
    const again = await ask(`/deliveries/${first.items[0].id}/again`, undefined, 'POST')
    expect(await again.json()).toMatchObject({ state: 'waiting', tries: 0, detail: null })
    expect((await list('state=waiting')).items).toHaveLength(1)
    await ask(`/channels-out/${id}`, undefined, 'DELETE')
    const gone = await ask(`/deliveries/${first.items[1].id}/again`, undefined, 'POST')
    expect(gone.status).toBe(422)
    expect((await ask('/deliveries/nothing/again', undefined, 'POST')).status).toBe(404)
  })
})

test('whoever is signed in is told whether there is a mail server', async () => {
  const { id } = await app.user('ann@example.com', 'owner', 'correct horse battery staple')
  expect(id).toBeDefined()
  const body = { email: 'ann@example.com', password: 'correct horse battery staple' }
  const answer = await app.ask('/api/session', { body })
  expect((await answer.json()).server).toMatchObject({ mail: false })
})
