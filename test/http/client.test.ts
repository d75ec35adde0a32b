import { hc } from 'hono/client'
import { beforeAll, expect, test } from 'vitest'
import type { Api } from '../../collector/http/app.ts'
import { ORIGIN, useApp } from './server.ts'

const app = useApp()
beforeAll(async () => {
  await app.site('example.com')
})

test('the server’s type is the client: routes, bodies and answers', async () => {
  const headers = { authorization: `Bearer ${await app.token(['admin'])}` }
  const send = (url: string | URL | Request, init?: RequestInit) => app.send(new Request(url, init))
  const { api } = hc<Api>(ORIGIN, { headers, fetch: send })
  const at = api.sites[':site']
  const param = { site: 'example.com' }

  const added = await at.goals.$post({ param, json: { name: 'Signup', event: 'Signup' } })
  const { id, count } = await added.json()
  expect(count).toBe('every')
  const removed = await at.goals[':id'].$delete({ param: { ...param, id } })
  expect(removed.status).toBe(204)

  const report = await at.reports.stats.$post({
    param,
    json: { period: '30d', metrics: ['visits'], dimensions: ['channel'] },
  })
  const { meta, totals } = await report.json()
  expect(meta.timezone).toBe('UTC')
  expect(totals).toEqual({ visits: 0 })
})
