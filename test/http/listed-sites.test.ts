import { expect, test } from 'vitest'
import { useApp } from './server.ts'
import { csv, spending } from './spending.ts'

const app = useApp()

test('the list of sites tells which have spend, until all of it is removed', async () => {
  await app.site('example.com')
  await app.site('other.example')
  const token = await app.token(['read', 'write'])
  const { send, remove } = spending(app, () => token)
  const told = async () => {
    const { items } = await (await app.ask('/api/sites', { token })).json()
    return items.map(({ domain, has_spend }: Record<string, unknown>) => [domain, has_spend])
  }
  const without = [
    ['example.com', false],
    ['other.example', false],
  ]
  expect(await told()).toEqual(without)
  await send(csv('2026-04-01,x,a,1,EUR'), 'import=daily')
  expect(await told()).toEqual([['example.com', true], without[1]])
  await remove('daily')
  expect(await told()).toEqual(without)
})

test('the list of sites tells which have accounts', async () => {
  await app.site('accounts.example')
  const token = await app.token(['read', 'ingest'])
  const told = async () => {
    const { items } = await (await app.ask('/api/sites', { token })).json()
    return items.find(({ domain }: { domain: string }) => domain === 'accounts.example')
  }
  expect(await told()).toMatchObject({ has_accounts: false })
  const event = { id: 'event-of-an-account', at: Date.now(), url: 'https://accounts.example/' }
  const body = {
    visitor: 'visitor-1',
    user: 'ann',
    account: 'acme',
    events: [{ name: 'pageview', ...event }],
  }
  const sent = await app.ask('/api/sites/accounts.example/events', { token, body })
  expect(await sent.json()).toMatchObject({ accepted: 1 })
  expect(await told()).toMatchObject({ has_accounts: true })
})
