import { beforeAll, expect, test } from 'vitest'
import { useApp } from './server.ts'

const app = useApp()
let token: string

beforeAll(async () => {
  token = await app.token(['admin'])
  await app.site('example.com')
})

const at = (path: string) => `/api/sites/example.com/${path}`
const LINK = { url: 'https://example.com/', source: 'x', medium: 'y', campaign: 'z' }

test.each([
  ['goals', { name: 'Signup', event: 'Signup' }],
  ['segments', { name: 'Germans', filters: [['is', 'country', ['DE']]] }],
  ['annotations', { day: '2026-01-02', text: 'Launch' }],
  ['links', LINK],
  ['views', { name: 'Paid', path: '/sources' }],
])(
  '%s are refused with a field that nothing reads, and taken with all that reading them tells',
  async (noun, first) => {
    const unread = await app.ask(at(noun), { token, body: { ...first, colour: 'red', hue: 1 } })
    expect(unread.status).toBe(400)
    expect((await unread.json()).errors).toEqual([
      { path: 'colour', message: 'this request has no such field' },
      { path: 'hue', message: 'this request has no such field' },
    ])
    const told = await (await app.ask(at(noun), { token, body: first })).json()
    const path = at(`${noun}/${told.id}`)
    const put = async (body: object) => {
      const answer = await app.ask(path, { token, method: 'PUT', body })
      return [answer.status, await answer.json()]
    }
    expect(await put(told)).toEqual([200, told])
    expect((await put({ ...told, colour: 'red' }))[0]).toBe(400)
    await app.ask(path, { token, method: 'DELETE' })
    const again = await app.ask(at(noun), { token, body: told })
    expect(again.status).toBe(201)
    await app.ask(at(`${noun}/${(await again.json()).id}`), { token, method: 'DELETE' })
  },
)
