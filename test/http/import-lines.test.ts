import { beforeAll, expect, test } from 'vitest'
import { bodyLines, SLICE_LINES } from '../../collector/http/body-lines.ts'
import { ORIGIN, useApp } from './server.ts'

const HERE = '/api/sites/example.com'
const app = useApp()
let token: string

beforeAll(async () => {
  token = await app.token(['ingest', 'read'])
  await app.site('example.com')
})

let count = 0
const line = (more: object = {}) =>
  JSON.stringify({
    id: `line-${String(count++).padStart(7, '0')}`,
    name: 'pageview',
    at: Date.UTC(2026, 4, 1) + count * 1_000,
    visitor: `visitor ${count % 500}`,
    url: 'https://example.com/',
    ...more,
  })

const headers = { 'content-type': 'application/x-ndjson' }
const send = (body: string) => app.ask(`${HERE}/events`, { token, body, headers })

/** A body that comes in the pieces given, none of them before it is asked for. */
function streamed(pieces: Iterable<Uint8Array>): Promise<Response> {
  const rest = pieces[Symbol.iterator]()
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      const { done, value } = rest.next()
      if (done) stream.close()
      else stream.enqueue(value)
    },
  })
  const authorization = `Bearer ${token}`
  const request = { method: 'POST', headers: { ...headers, authorization }, body, duplex: 'half' }
  return app.send(new Request(`${ORIGIN}${HERE}/events`, request as RequestInit))
}

test('lines beyond one slice are answered for together, each by its own index, blank lines counted', async () => {
  const lines = Array.from({ length: 2 * SLICE_LINES + 500 }, () => line())
  lines[10] = ''
  lines[20] = 'no json'
  lines[SLICE_LINES + 7] = line({ name: '' })
  lines[2 * SLICE_LINES] = lines[0] ?? ''
  const answer = await send(lines.join('\n'))
  expect(answer.status).toBe(202)
  expect(await answer.json()).toEqual({
    accepted: lines.length - 4,
    duplicate: 1,
    rejected: [
      { index: 20, reason: 'invalid_json' },
      { index: SLICE_LINES + 7, reason: 'invalid_name' },
    ],
  })
})

test('a line of a host that is not the site’s says which, in any slice', async () => {
  const lines = Array.from({ length: SLICE_LINES + 1 }, () => line())
  lines[SLICE_LINES] = line({ url: 'https://staging.example.org/' })
  const { rejected } = await (await send(lines.join('\n'))).json()
  expect(rejected).toEqual([
    { index: SLICE_LINES, reason: 'hostname', host: 'staging.example.org' },
  ])
})

test('characters that a network cuts in two arrive whole, after a mark of their order', async () => {
  const text = `\ufeff${line({ title: 'Grüße 🚀' })}\n${line({ title: '日本語' })}\n`
  const bytes = new TextEncoder().encode(text)
  const answer = await streamed(Array.from(bytes, (byte) => new Uint8Array([byte])))
  expect(await answer.json()).toEqual({ accepted: 2, duplicate: 0, rejected: [] })
  const exported = await (await app.ask(`${HERE}/export`, { token })).text()
  expect(exported).toContain('Grüße 🚀')
  expect(exported).toContain('日本語')
})

test('not one line well-formed is a 400 with each line’s reason, and no line at all is one, too', async () => {
  const answer = await send('x\n\n{}\n')
  expect(answer.status).toBe(400)
  expect((await answer.json()).errors).toEqual([
    { path: 'events.0', message: 'invalid_json' },
    { path: 'events.2', message: 'invalid_id' },
  ])
  expect((await send('\n')).status).toBe(400)
})

test('what is no UTF-8 ends the import and says that the lines before it are stored', async () => {
  const lines = Array.from({ length: SLICE_LINES }, () => line()).join('\n')
  const answer = await streamed([new TextEncoder().encode(`${lines}\n`), new Uint8Array([0xff])])
  expect(answer.status).toBe(400)
  expect((await answer.json()).detail).toMatch(/not UTF-8; a part of it is stored/u)
  expect((await streamed([new Uint8Array([0xff])])).status).toBe(400)
})

test('a line without end costs no memory and no neighbour', async () => {
  const endless = new TextEncoder().encode('x'.repeat(1_000_000))
  const pieces = [...Array(5).fill(endless), new TextEncoder().encode(`\n${line()}`)]
  expect(await (await streamed(pieces)).json()).toEqual({
    accepted: 1,
    duplicate: 0,
    rejected: [{ index: 0, reason: 'invalid_json' }],
  })
})

test('of very many refused lines ten thousand are listed and the rest is counted', async () => {
  const answer = await (await send(`${'x\n'.repeat(12_000)}${line()}`)).json()
  expect(answer).toMatchObject({ accepted: 1, unlisted: 2_000 })
  expect(answer.rejected).toHaveLength(10_000)
  const refused = await (await send('x\n'.repeat(10_001))).json()
  expect(refused).toMatchObject({ status: 400, unlisted: 1 })
})

test('no more of a body is read than is being taken', async () => {
  const piece = new TextEncoder().encode(`${'y'.repeat(999)}\n`)
  let read = 0
  async function* body() {
    for (; read < 50_000; read++) yield piece
  }
  const slices = bodyLines(body(), Number.MAX_SAFE_INTEGER)
  const { value } = await slices.next()
  expect(value?.length).toBe(1_002)
  expect(read).toBeLessThan(1_100)
  await slices.return()
})
