import { expect, test } from 'vitest'
import { useApp } from './server.ts'

let time = Date.parse('2026-11-20T12:00:00Z')
const app = useApp({}, () => time)
const change = { op: 'text', selector: 'h1', value: 'Hi' }

test('what is filled in is told to a page that has its token, for two hours, and to no other site', async () => {
  const token = await app.token(['write'])
  await app.site('draft.example')
  await app.site('other.example')
  const keep = async (body: object) => {
    const answer = await app.ask('/api/sites/draft.example/draft-previews', { token, body })
    return [answer.status, await answer.json()]
  }
  const told = async (site: string, of: string) => {
    const answer = await app.ask(`/t/${site}.js?draft=${of}`)
    return [answer.status, await answer.json()]
  }
  const [status, kept] = await keep({ changes: [change] })
  expect([status, kept.until]).toEqual([200, '2026-11-20T14:00:00.000Z'])
  const inlined = { changes: [[4, 1, 'h1', 'Hi']], redirect: null }
  expect(await told('draft.example', kept.token)).toEqual([200, inlined])
  expect((await told('other.example', kept.token))[0]).toBe(404)
  expect((await told('draft.example', 'guessed'))[0]).toBe(404)
  const redirect = [{ op: 'redirect', value: '/b' }]
  expect((await keep({ token: kept.token, changes: redirect }))[1].token).toBe(kept.token)
  expect((await told('draft.example', kept.token))[1]).toEqual({ changes: [], redirect: '/b' })
  // A token of one's own making is not taken.
  expect((await keep({ token: 'mine', changes: [] }))[1].token).not.toBe('mine')
  time += 2 * 60 * 60 * 1_000
  expect((await told('draft.example', kept.token))[0]).toBe(404)
})

test('what is no change is refused, and who may only read keeps nothing', async () => {
  await app.site('refused.example')
  const path = '/api/sites/refused.example/draft-previews'
  const body = { changes: [{ ...change, selector: 'h1[' }] }
  const writer = await app.token(['write'])
  expect((await app.ask(path, { token: writer, body })).status).toBe(422)
  const many = { changes: Array.from({ length: 51 }, () => change) }
  expect((await app.ask(path, { token: writer, body: many })).status).toBe(422)
  const reader = await app.token(['read'])
  expect((await app.ask(path, { token: reader, body: { changes: [] } })).status).toBe(403)
})
