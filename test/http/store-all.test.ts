import { expect, test } from 'vitest'
import { storeAll } from '../../collector/http/store-all.ts'

const lines = Array.from({ length: 12_000 }, (_, i) => `{"id":"${i}"}`)
const taken = (body: string) => ({
  status: 202,
  body: JSON.stringify({ accepted: body.split('\n').length - 1, duplicate: 1, rejected: [] }),
})

test('all parts are handed on in order, and counted as they were taken', async () => {
  const bodies: string[] = []
  const counts: number[] = []
  const take = async (body: string) => {
    bodies.push(body)
    return taken(body)
  }
  const stored = await storeAll(lines, take, async (events) => void counts.push(events))
  expect(stored).toEqual({ events: 12_000 })
  expect(counts).toEqual([5_000, 10_000, 12_000])
  expect(bodies.join('\n').split('\n')).toEqual(lines)
})

test('a part that is not taken ends it, and what came before stays counted', async () => {
  let parts = 0
  const full = { status: 503, body: '{}' }
  const counts: number[] = []
  const take = async (body: string) => (parts++ === 1 ? full : taken(body))
  const stored = await storeAll(lines, take, async (events) => void counts.push(events))
  expect(stored).toEqual({ events: 5_000, refused: full })
  expect(counts).toEqual([5_000])
  expect(parts).toBe(2)
})
