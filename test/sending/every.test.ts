import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { every } from '../../collector/sending/every.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const failed = (error: unknown) => {
  throw error
}

test('what takes longer than its interval never runs twice at once', async () => {
  let running = 0
  let times = 0
  const repeated = every({
    ms: 10,
    async work() {
      times += 1
      expect(++running).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 100))
      running -= 1
    },
    failed,
  })
  await vi.advanceTimersByTimeAsync(345)
  expect(times).toBe(4)
  const closing = repeated.close()
  await vi.advanceTimersByTimeAsync(100)
  await closing
  await vi.advanceTimersByTimeAsync(1_000)
  expect(times).toBe(4)
})

test('a time that fails is told, and the next one comes', async () => {
  const told: unknown[] = []
  let times = 0
  const repeated = every({
    ms: 10,
    async work() {
      times += 1
      throw new Error(`time ${times}`)
    },
    failed: (error) => told.push(String(error)),
  })
  await vi.advanceTimersByTimeAsync(25)
  await repeated.close()
  expect(told).toEqual(['Error: time 1', 'Error: time 2'])
})

test('closing tells the work that it is to end, and waits for it', async () => {
  let ended = false
  const repeated = every({
    ms: 10,
    work: (ending) =>
      new Promise<void>((resolve) => {
        ending.addEventListener('abort', () => {
          ended = true
          resolve()
        })
      }),
    failed,
  })
  await vi.advanceTimersByTimeAsync(10)
  await repeated.close()
  expect(ended).toBe(true)
})
