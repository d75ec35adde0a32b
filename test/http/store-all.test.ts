import { expect, test } from 'vitest'
import { storeAll } from '../../collector/http/store-all.ts'

const lines = Array.from({ length: 12_000 }, (_, i) => `{"id":"${i}"}`)
const taken = (body: string) => ({
  status: 202,
  body: JSON.stringify({ accepted: body.split('\n').length - 1, duplicate: 1, rejected: [] }),
})

test('all parts are handed on in order, and counted as they were taken', async () => {
  const bodies: string[] = []
  const stored = await storeAll(lines, async (body) => {
    bodies.push(body)
    return taken(body)
  })
  expect(stored).toEqual({ events: 12_000 })
  expect(bodies.join('\n').split('\n')).toEqual(lines)
})

test('a part that is not taken ends it, and what came before stays counted', async () => {
  let parts = 0
  const full = { status: 503, body: '{}' }
  const stored = await storeAll(lines, async (body) => (parts++ === 1 ? full : taken(body)))
  expect(stored).toEqual({ events: 5_000, refused: full })
  expect(parts).toBe(2)
})
