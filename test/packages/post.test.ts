import { expect, test } from 'vitest'
import { type Answer, post } from '../../packages/node/src/post.ts'

const answered = async (response: Response | Error): Promise<Answer> => {
  const fetch = async () => {
    if (response instanceof Error) throw response
    return response
  }
  return await post(['{}'], {
    url: 'https://growth.example.com',
    token: 't',
    timeout: 1_000,
    fetch,
  })
}

const problem = (status: number, headers = {}) =>
  new Response(JSON.stringify({ status, detail: 'the store cannot take this now' }), {
    status,
    headers,
  })

test.each([
  [new Response('{"accepted":1,"rejected":[]}', { status: 202 }), { kind: 'taken', rejected: [] }],
  [
    new Response('{"rejected":[{"index":0,"reason":"name"}]}', { status: 202 }),
    { kind: 'taken', rejected: [{ index: 0, reason: 'name' }] },
  ],
  // A proxy's page in place of the collector's answer.
  [new Response('<html>', { status: 202 }), { kind: 'taken', rejected: [] }],
  [problem(413), { kind: 'too_large' }],
  [problem(401), { kind: 'refused', reason: '401 the store cannot take this now' }],
  [problem(503), { kind: 'again', reason: '503 the store cannot take this now' }],
  [
    problem(429, { 'retry-after': '7' }),
    { kind: 'again', reason: '429 the store cannot take this now', after: 7_000 },
  ],
  [
    problem(503, { 'retry-after': '86400' }),
    { kind: 'again', reason: '503 the store cannot take this now', after: 300_000 },
  ],
  // A date, which HTTP allows, too.
  [
    problem(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
    { kind: 'again', reason: '503 the store cannot take this now' },
  ],
  [new Response('<html>', { status: 502 }), { kind: 'again', reason: '502' }],
  [
    Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }),
    { kind: 'again', reason: 'ECONNREFUSED' },
  ],
])('%o is %o', async (response, answer) => {
  expect(await answered(response)).toEqual(answer)
})
