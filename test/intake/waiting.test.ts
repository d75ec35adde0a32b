import { expect, test } from 'vitest'
import { Waiting, type WaitingRequest } from '../../collector/intake/waiting.ts'

function request(id: number, ip: string, bytes = 100): WaitingRequest {
  const body = 'x'.repeat(bytes)
  return { id, request: { site: 'a.test', body, ip, userAgent: '', arrival: 0 } }
}

const ids = (taken: WaitingRequest[]) => taken.map(({ id }) => id)

test('one address that sends hundreds at once lets another go first', () => {
  const waiting = new Waiting()
  for (let id = 0; id < 300; id++) waiting.add(request(id, '203.0.113.7', 10_000))
  waiting.add(request(1_000, '203.0.113.8'))
  expect(ids(waiting.take()).slice(0, 3)).toEqual([0, 1_000, 1])
})

test('a commit takes a bounded number of bytes and of requests, and the rest waits in its order', () => {
  const waiting = new Waiting()
  for (let id = 0; id < 40; id++) waiting.add(request(id, '203.0.113.7', 10_000))
  expect(ids(waiting.take())).toEqual(Array.from({ length: 13 }, (_, id) => id))
  expect(ids(waiting.take())[0]).toBe(13)
  const many = new Waiting()
  for (let id = 0; id < 600; id++) many.add(request(id, `10.0.0.${id % 3}`, 1))
  expect(many.take()).toHaveLength(500)
  expect(ids(many.take())).toEqual(Array.from({ length: 100 }, (_, index) => 500 + index))
  expect(many.isEmpty).toBe(true)
  expect(many.take()).toEqual([])
})

test('who had its turn in one commit comes after the others in the next', () => {
  const waiting = new Waiting()
  waiting.add(request(1, 'a', 128_000))
  waiting.add(request(2, 'a', 128_000))
  waiting.add(request(3, 'b', 128_000))
  expect([waiting.take(), waiting.take(), waiting.take()].map(ids)).toEqual([[1], [3], [2]])
})

test('one request larger than a commit is taken alone', () => {
  const waiting = new Waiting()
  waiting.add(request(1, 'a', 1_000_000))
  waiting.add(request(2, 'b'))
  expect(ids(waiting.take())).toEqual([1])
})
