import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Lost } from '../../packages/node/src/outcome.ts'
import type { Answer } from '../../packages/node/src/post.ts'
import { queue } from '../../packages/node/src/queue.ts'

const TAKEN: Answer = { kind: 'taken', rejected: [] }
const AGAIN: Answer = { kind: 'again', reason: '503' }

let sent: (readonly string[])[]
let lost: Lost[]
let answers: (Answer | Promise<Answer>)[]

beforeEach(() => {
  vi.useFakeTimers()
  sent = []
  lost = []
  answers = []
})
afterEach(() => vi.useRealTimers())

function queueOf(most = 10_000) {
  return queue({
    post: async (lines) => {
      sent.push(lines)
      return (await answers.shift()) ?? TAKEN
    },
    lost: (one) => lost.push(one),
    most,
    wait: 1_000,
    random: () => 0,
    now: Date.now,
  })
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}`)

test('events of a second travel together, in their order', async () => {
  const events = queueOf()
  events.add('a')
  await vi.advanceTimersByTimeAsync(900)
  events.add('b')
  expect(sent).toEqual([])
  await vi.advanceTimersByTimeAsync(100)
  expect(sent).toEqual([['a', 'b']])
})

test('five hundred go at once, and more of them one request after the other', async () => {
  const events = queueOf()
  for (const line of numbered(1_100)) events.add(line)
  await vi.advanceTimersByTimeAsync(0)
  expect(sent.map((lines) => lines.length)).toEqual([500, 500, 100])
  expect(sent.flat()).toEqual(numbered(1_100))
})

test('a request has a megabyte at most, and one large event goes alone', async () => {
  const events = queueOf()
  const large = 'x'.repeat(600_000)
  for (const line of [large, large, 'y'.repeat(2_000_000), 'z']) events.add(line)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent.map((lines) => lines.map((line) => line[0]).join(''))).toEqual(['x', 'x', 'y', 'z'])
})

test('what could not be taken comes again, later each time, and before what came since', async () => {
  const events = queueOf()
  answers = [AGAIN, AGAIN, AGAIN]
  events.add('a')
  await vi.advanceTimersByTimeAsync(1_000)
  events.add('b')
  // Half of 0.5, 1 and 2 seconds.
  await vi.advanceTimersByTimeAsync(249)
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(500)
  expect(sent).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([['a'], ['a', 'b'], ['a', 'b'], ['a', 'b']])
  expect(lost).toEqual([])
})

test('the collector says when it wants to be asked again', async () => {
  const events = queueOf()
  answers = [{ kind: 'again', reason: '429', after: 60_000 }]
  events.add('a')
  await vi.advanceTimersByTimeAsync(60_999)
  events.add('b')
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent).toEqual([['a'], ['a', 'b']])
})

test('many events that come while the collector is down ask it no sooner', async () => {
  const events = queueOf()
  answers = [{ kind: 'again', reason: '503', after: 10_000 }]
  events.add('a')
  await vi.advanceTimersByTimeAsync(1_000)
  for (const line of numbered(2_000)) events.add(line)
  await vi.advanceTimersByTimeAsync(9_999)
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(sent.slice(1).flat()).toEqual(['a', ...numbered(2_000)])
})

test('what is too large together goes in halves, and what is too large alone is lost', async () => {
  const events = queueOf()
  const large: Answer = { kind: 'too_large' }
  answers = [large, large, large]
  for (const line of ['a', 'b', 'c', 'd']) events.add(line)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([['a', 'b', 'c', 'd'], ['a', 'b'], ['a'], ['b', 'c', 'd']])
  expect(lost).toEqual([{ lines: ['a'], reason: 'it is larger than what is taken' }])
})

test('events that are refused are told with their reasons, and the rest is stored', async () => {
  const events = queueOf()
  answers = [{ kind: 'taken', rejected: [{ index: 1, reason: 'name' }] }]
  for (const line of ['a', 'b', 'c']) events.add(line)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(lost).toEqual([{ lines: ['b'], reason: 'name' }])
  expect(await events.flush(0)).toBe(0)
})

test('a token that is refused is told once for all events of a request, and nothing is tried again', async () => {
  const events = queueOf()
  answers = [{ kind: 'refused', reason: '401 the token is not known' }]
  for (const line of ['a', 'b']) events.add(line)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(lost).toEqual([{ lines: ['a', 'b'], reason: '401 the token is not known' }])
  expect(sent).toHaveLength(1)
})

test('a full queue keeps what it has', async () => {
  const events = queueOf(2)
  for (const line of ['a', 'b', 'c']) events.add(line)
  expect(lost).toEqual([{ lines: ['c'], reason: 'more than 2 events wait' }])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(sent).toEqual([['a', 'b']])
})

test('flushing sends at once and waits for the answer', async () => {
  const events = queueOf()
  events.add('a')
  const left = events.flush(5_000)
  await vi.advanceTimersByTimeAsync(0)
  expect(await left).toBe(0)
  expect(sent).toEqual([['a']])
  expect(vi.getTimerCount()).toBe(0)
})

test('flushing tries again within its time, and says how many are left after it', async () => {
  const events = queueOf()
  answers = Array.from({ length: 20 }, () => AGAIN)
  events.add('a')
  const left = events.flush(2_000)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await left).toBe(1)
  // At 0, 0.25, 0.75 and 1.75 s; the next would be at 3.75 s.
  expect(sent).toHaveLength(4)
})

test('flushing waits for no answer that does not come', async () => {
  const events = queueOf()
  answers = [new Promise(() => {})]
  events.add('a')
  const left = events.flush(2_000)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await left).toBe(1)
})
