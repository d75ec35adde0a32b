import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from './server.ts'

/** Reports go by the clock. */
const NOW = Date.now()
const DAY = 86_400_000
const app = useApp()
let token: string
let reader: string

const at = (account: string, query = '') =>
  `/api/sites/example.com/accounts/${encodeURIComponent(account)}${query}`

beforeAll(async () => {
  await app.site('example.com')
  await app.site('other.example')
  token = await app.token(['admin'])
  reader = await app.token(['read'])
  const event = (id: string, daysAgo: number, more: object) => ({
    ...{ id: `${id}-of-the-accounts`, name: 'pageview', at: NOW - daysAgo * DAY },
    ...{ url: 'https://example.com/app', ...more },
  })
  const pays = (id: string, daysAgo: number, more: object) =>
    event(`${id}-${daysAgo}`, daysAgo, {
      ...{ name: 'subscription', url: undefined, account: 'acme' },
      subscription: { id, amount: '120.00', currency: 'USD', interval: 'year', ...more },
    })
  const lines = [
    event('ann', 3, { visitor: 'browser-of-ann', user: 'ann', account: 'acme' }),
    event('bob', 1, { visitor: 'browser-of-bob', user: 'bob', account: 'acme' }),
    event('eve', 1, { visitor: 'browser-of-eve', user: 'eve', account: 'a/b?c' }),
    pays('small', 40, { status: 'active', plan: 'Small' }),
    pays('small', 20, { status: 'ended', plan: 'Small' }),
    pays('large', 20, { status: 'active', quantity: 3, renews_at: '2099-01-01T00:00:00Z' }),
  ]
  const answer = await app.ask('/api/sites/example.com/events', {
    ...{ token, body: lines.map((line) => JSON.stringify(line)).join('\n') },
    headers: { 'content-type': 'application/x-ndjson' },
  })
  expect(await answer.json()).toMatchObject({ accepted: 6 })
})

describe('accounts', () => {
  const names = async (query: string, as = reader) => {
    const answer = await app.ask(`/api/sites/example.com/accounts?${query}`, { token: as })
    return answer.status === 200 ? (await answer.json()).items : answer.status
  }

  test('are found by what their names have in them, those that begin with it first', async () => {
    expect(await names('search=A')).toEqual([{ account: 'a/b?c' }, { account: 'acme' }])
    expect(await names('search=C')).toEqual([{ account: 'a/b?c' }, { account: 'acme' }])
    expect(await names('search=CM')).toEqual([{ account: 'acme' }])
    expect(await names('search=a&limit=1')).toEqual([{ account: 'a/b?c' }])
    // A person's id is no account's name, and no sign stands for any letter.
    expect(await names('search=ann')).toEqual([])
    expect(await names('search=%25')).toEqual([])
    expect(await names('search=')).toBe(422)
    expect(await names('search=a&limit=101')).toBe(422)
  })
})

describe('an account', () => {
  test('tells what all of its people did, newest first, page by page', async () => {
    const first = await (await app.ask(at('acme', '?limit=1'), { token: reader })).json()
    expect(first.items).toMatchObject([{ person: 'user:bob', pageviews: 1 }])
    const rest = await (
      await app.ask(at('acme', `?limit=10&cursor=${first.next}`), { token: reader })
    ).json()
    const names = rest.items.map(({ person, items }: { person: string; items: object[] }) => [
      ...[person, items.length],
    ])
    expect(names).toEqual([
      ['user:ann', 1],
      // What servers said of nobody in it.
      ...[1, 2, 3].map(() => ['account:acme', 1]),
    ])
    expect(rest.next).toBeNull()
  })

  test('tells what it pays for, what runs first', async () => {
    const { account, meta } = await (await app.ask(at('acme'), { token: reader })).json()
    expect(account).toEqual({
      ...{ account: 'acme', owner: '', note: '', traits: null },
      subscriptions: [
        {
          ...{ id: 'large', plan: null, status: 'active', amount: 120, currency: 'USD' },
          ...{ interval: 'year', count: 1, quantity: 3, renews_at: '2099-01-01T00:00:00.000Z' },
          // 3 × 120 ÷ 12, in the site's own currency.
          ...{ mrr: 30, since: new Date(NOW - 20 * DAY).toISOString() },
        },
        {
          ...{ id: 'small', plan: 'Small', status: 'ended', amount: 120, currency: 'USD' },
          ...{ interval: 'year', count: 1, quantity: 1, renews_at: null },
          ...{ mrr: 0, since: new Date(NOW - 40 * DAY).toISOString() },
        },
      ],
    })
    expect(meta.unconverted).toEqual([])
  })

  test('that is unknown is not found, nor written about', async () => {
    expect((await app.ask(at('nobody'), { token })).status).toBe(404)
    const body = { owner: 'Ada' }
    expect((await app.ask(at('nobody'), { token, method: 'PUT', body })).status).toBe(404)
    const elsewhere = at('acme').replace('example.com', 'other.example')
    expect((await app.ask(elsewhere, { token })).status).toBe(404)
  })

  test('has an owner and a note, which its rows tell of and the history does not', async () => {
    const body = { owner: '  Ada ', note: 'Wants SSO.\nCall in June.' }
    const put = (account: string, said: object) =>
      app.ask(at(account), { token, method: 'PUT', body: said })
    const said = { owner: 'Ada', note: 'Wants SSO.\nCall in June.' }
    expect(await (await put('a/b?c', body)).json()).toEqual(said)
    const { account } = await (await app.ask(at('a/b?c'), { token: reader })).json()
    expect(account).toMatchObject({ account: 'a/b?c', ...said })
    const rows = async (more: object) => {
      const path = '/api/sites/example.com/reports/accounts'
      const { items } = await (await app.ask(path, { token: reader, body: more })).json()
      return items.map(({ account: key, owner }: { account: string; owner: string }) => [
        ...[key, owner],
      ])
    }
    expect(await rows({})).toEqual([
      ['acme', ''],
      ['a/b?c', 'Ada'],
    ])
    expect(await rows({ owner: 'Ada' })).toEqual([['a/b?c', 'Ada']])
    expect(await rows({ owner: '' })).toEqual([['acme', '']])
    const { items } = await (await app.ask('/api/sites/example.com/audit', { token })).json()
    expect(items[0]).toMatchObject({ what: 'changed', thing: 'account note' })
    expect(JSON.stringify(items[0])).not.toContain('SSO')
    await put('a/b?c', {})
    expect(await rows({ owner: 'Ada' })).toEqual([])
    expect((await put('acme', { note: 'x'.repeat(4_001) })).status).toBe(422)
    const mine = { token: reader, method: 'PUT', body }
    expect((await app.ask(at('acme'), mine)).status).toBe(403)
  })
})
