import { beforeAll, describe, expect, test } from 'vitest'
import { ORIGIN, useApp } from './server.ts'

const app = useApp()
let token: string

beforeAll(async () => {
  token = await app.token(['admin'])
  await app.site('example.com')
})

const at = (path: string) => `/api/sites/example.com/${path}`

describe.each([
  ['goals', { name: 'Signup', event: 'Signup' }, { name: 'Thanks', page: '/thanks*' }],
  [
    'segments',
    { name: 'Germans', filters: [['is', 'country', ['DE']]] },
    { name: 'French', filters: [['is', 'country', ['FR']]] },
  ],
  [
    'views',
    { name: 'Paid', path: '/sources', search: '?period=30d&channel=Paid+Search', pinned: true },
    { name: 'Saved links', path: '/links/saved', search: '', pinned: false },
  ],
  [
    'annotations',
    { day: '2026-01-02', text: 'Launch' },
    { day: '2026-01-03', to: '2026-01-05', text: 'Sale', color: 'pink' },
  ],
])('%s', (noun, first, second) => {
  test('are added, listed, read, replaced and removed', async () => {
    const added = await app.ask(at(noun), { token, body: first })
    expect(added.status).toBe(201)
    const { id, ...stored } = await added.json()
    expect(stored).toMatchObject(first)
    const list = await (await app.ask(at(noun), { token })).json()
    expect(list).toEqual({ items: [{ id, ...stored }], next: null })
    const replaced = await app.ask(at(`${noun}/${id}`), { token, method: 'PUT', body: second })
    expect(await replaced.json()).toMatchObject({ id, ...second })
    expect(await (await app.ask(at(`${noun}/${id}`), { token })).json()).toMatchObject(second)
    expect((await app.ask(at(`${noun}/${id}`), { token, method: 'DELETE' })).status).toBe(204)
    expect((await app.ask(at(`${noun}/${id}`), { token })).status).toBe(404)
  })

  test('of another site are not found', async () => {
    await app.site(`other-${noun}.example`)
    const added = await app.ask(`/api/sites/other-${noun}.example/${noun}`, { token, body: first })
    const { id } = await added.json()
    const gone = await app.ask(at(`${noun}/${id}`), { token, method: 'DELETE' })
    expect(gone.status).toBe(404)
  })
})

test('a list goes on at its cursor', async () => {
  for (const day of ['2026-02-01', '2026-02-02', '2026-02-03']) {
    await app.ask(at('annotations'), { token, body: { day, text: day } })
  }
  const first = await (await app.ask(at('annotations?limit=2'), { token })).json()
  expect(first.items).toHaveLength(2)
  const rest = await app.ask(at(`annotations?limit=2&cursor=${first.next}`), { token })
  expect(await rest.json()).toMatchObject({ items: [{ day: '2026-02-03' }], next: null })
})

describe('a segment made of segments', () => {
  const put = (id: string, body: object) =>
    app.ask(at(`segments/${id}`), { token, method: 'PUT', body })
  const add = async (name: string, filters: unknown[]) => {
    const answer = await app.ask(at('segments'), { token, body: { name, filters } })
    return { status: answer.status, ...(await answer.json()) }
  }

  test('is not part of itself, directly or through another', async () => {
    const inner = await add('Inner', [['is', 'country', ['DE']]])
    const outer = await add('Outer', [['not', ['segment', inner.id]]])
    expect(outer.status).toBe(201)
    const loop = await put(inner.id, { name: 'Inner', filters: [['segment', outer.id]] })
    expect(loop.status).toBe(422)
    expect((await loop.json()).detail).toContain('Inner → Outer → Inner')
    const self = [
      [
        'or',
        [
          ['segment', inner.id],
          ['is', 'country', ['FR']],
        ],
      ],
    ]
    expect((await put(inner.id, { name: 'Inner', filters: self })).status).toBe(422)
    const kept = await (await app.ask(at(`segments/${inner.id}`), { token })).json()
    expect(kept.filters).toEqual([['is', 'country', ['DE']]])
  })

  test('names only segments that there are, and they stay while they are named', async () => {
    const filters = [['segment', 'nowhere']]
    expect(await add('Lost', filters)).toMatchObject({ status: 422 })
    const goal = { name: 'Lost', event: 'Signup', where: filters }
    expect((await app.ask(at('goals'), { token, body: goal })).status).toBe(422)
    const used = await add('Used', [['is', 'country', ['DE']]])
    const body = { ...goal, where: [['segment', used.id]] }
    const { id } = await (await app.ask(at('goals'), { token, body })).json()
    const remove = async (path: string) =>
      (await app.ask(at(path), { token, method: 'DELETE' })).status
    expect(await remove(`segments/${used.id}`)).toBe(409)
    expect(await remove(`goals/${id}`)).toBe(204)
    expect(await remove(`segments/${used.id}`)).toBe(204)
  })
})

describe('a site', () => {
  test('is added with what was given and the defaults for the rest', async () => {
    const body = { domain: 'Shop.Example', timezone: 'Europe/Berlin', currency: 'EUR' }
    const answer = await app.ask('/api/sites', { token, body })
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({
      domain: 'shop.example',
      name: 'shop.example',
      timezone: 'Europe/Berlin',
      visit_timeout_minutes: 30,
      identity: 'cookieless',
    })
    expect((await app.ask('/api/sites', { token, body })).status).toBe(409)
  })

  test('keeps what a change leaves out', async () => {
    const change = { visit_timeout_minutes: 60 }
    const answer = await app.ask('/api/sites/example.com', { token, method: 'PUT', body: change })
    expect(await answer.json()).toMatchObject({ domain: 'example.com', visit_timeout_minutes: 60 })
  })

  test('is gone with its things', async () => {
    await app.site('gone.example')
    const gone = await app.ask('/api/sites/gone.example', { token, method: 'DELETE' })
    expect(gone.status).toBe(204)
    expect((await app.ask('/api/sites/gone.example/goals', { token })).status).toBe(404)
  })
})

describe('what can’t be done', () => {
  test.each([
    ['goals', '{', 400],
    ['goals', { event: 'x' }, 400],
    ['goals', { name: 'x', event: 'a', page: '/b' }, 422],
    ['goals', { name: 'x', event: 'a', value: 1e308 }, 422],
    ['goals', { name: 'x', event: 'a', where: [['is', 'chanel', ['x']]] }, 422],
    ['segments', { name: 'x', filters: [['is', 'channel']] }, 400],
    ['annotations', { day: '2026-01-02', text: 'x', color: '#ff0000' }, 422],
    ['rates', { rows: [{ day: '2026-13-01', currency: 'EUR', rate: 1 }] }, 422],
    ['rates', { rows: [{ day: '2026-01-01', currency: 'EUR', rate: -1 }] }, 422],
  ])('%s %j is %i', async (noun, body, status) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await app.ask(at(noun), { token, method: 'POST', body, headers })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) })
  })

  test('of a new site names the word and the nearest known one, too', async () => {
    const body = { domain: 'zone.example', timezone: 'Europe/Berln', currency: 'EURO' }
    const answer = await app.ask('/api/sites', { token, body })
    expect(answer.status).toBe(422)
    expect((await answer.json()).errors).toEqual([
      {
        path: 'timezone',
        message: 'unknown time zone "Europe/Berln"; the nearest known is "Europe/Berlin"',
      },
      { path: 'currency', message: 'unknown currency "EURO"; the nearest known is "EUR"' },
    ])
  })

  test('names the word and the nearest known one', async () => {
    const body = { name: 'x', filters: [['is', 'chanel', ['x']]] }
    const answer = await app.ask(at('segments'), { token, body })
    expect((await answer.json()).errors).toEqual([
      {
        path: 'filters.0.1',
        message: 'unknown dimension "chanel"; the nearest known is "channel"',
      },
    ])
  })

  test('a body without end is cut off, whoever sends it', async () => {
    const megabyte = new Uint8Array(1_048_576).fill(32)
    const body = new ReadableStream({ pull: (stream) => stream.enqueue(megabyte) })
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body, duplex: 'half' }
    const answer = await app.send(new Request(`${ORIGIN}/api/session`, init))
    expect(answer.status).toBe(413)
  })

  test('a body is bounded whatever the thing it is for is called', async () => {
    const token = await app.token(['admin'])
    const body = { name: 'x'.repeat(3 * 1_048_576) }
    const path = '/api/sites/example.com/goals/events'
    expect((await app.ask(path, { token, method: 'PUT', body })).status).toBe(413)
  })

  test('unknown paths of the API are problems, not pages', async () => {
    const answer = await app.ask('/api/nothing')
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })
})

test('rates are stored by day and currency, and again replaces', async () => {
  const row = { day: '2026-01-01', currency: 'EUR', rate: 1.1 }
  expect((await app.ask(at('rates'), { token, body: { rows: [row] } })).status).toBe(201)
  await app.ask(at('rates'), { token, body: { rows: [{ ...row, rate: 1.2 }] } })
  const { items } = await (await app.ask(at('rates'), { token })).json()
  expect(items).toEqual([{ ...row, rate: 1.2 }])
  const gone = await app.ask(at('rates/2026-01-01/EUR'), { token, method: 'DELETE' })
  expect(gone.status).toBe(204)
})

test.each([
  ['aliases', { source: { fb: 'facebook' }, medium: {}, campaign: {} }],
  [
    'exclusions',
    { referrers: ['pay.example.com'], ips: ['10.0.0.0/8'], hostnames: [], defaults: true },
  ],
  ['channels', { rules: [{ channel: 'Partners', when: [['is', 'source', ['acme']]] }] }],
])('%s are replaced as a whole', async (noun, sheet) => {
  const stored = await app.ask(at(noun), { token, method: 'PUT', body: sheet })
  expect(stored.status).toBe(200)
  expect(await (await app.ask(at(noun), { token })).json()).toEqual(sheet)
})
