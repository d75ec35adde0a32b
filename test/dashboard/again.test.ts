import './page.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../dashboard/api.ts'
import { afterPause, comesBack, pauseMs, untilAnswered } from '../../dashboard/models/again.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const refused = (status: number, more: Partial<Problem['details']> = {}) =>
  new Problem({ status, title: 'Refused', ...more })

function see(visibilityState: DocumentVisibilityState): void {
  Object.assign(document, { visibilityState })
  document.dispatchEvent(new Event('visibilitychange'))
}

test.each([
  ['the first refusal', 0, undefined, 1_000],
  ['the fourth', 3, undefined, 8_000],
  ['the fifth and all after it', 5, undefined, 30_000],
  ['a day of them', 3_000, undefined, 30_000],
  ['the first, of a server that needs longer', 0, 5, 5_000],
  ['the fifth, of a server that would hear it sooner', 5, 5, 30_000],
  ['a server that says when it is back', 5, 120, 120_000],
  ['a server that says never', 0, 99_999_999_999, 3_600_000],
])('after %s one waits so long', (_, refusals, retryAfter, ms) => {
  expect(pauseMs(refusals, retryAfter)).toBe(ms)
})

test.each([
  ['a database that does not answer', 503, 'it does not answer; ask again in a while', true],
  ['a proxy whose server starts', 502, undefined, true],
  ['a proxy that has no server', 503, undefined, true],
  ['a report that took too long', 503, 'took longer than 60 s; ask for a shorter period', false],
  ['a proxy that waited too long', 504, undefined, false],
  ['a fault of ours', 500, undefined, false],
  ['what the site does not know', 422, 'no such goal', false],
])('%s: %i is worth asking again or not', (_, status, detail, again) => {
  expect(comesBack(refused(status, detail === undefined ? {} : { detail }))).toBe(again)
})

test('a pause ends once: by its time, or as soon as the browser is online or the tab looked at', () => {
  let ended = 0
  const pause = () =>
    afterPause(1_000, () => {
      ended += 1
    })
  pause()
  vi.advanceTimersByTime(999)
  expect(ended).toBe(0)
  vi.advanceTimersByTime(1)
  expect(ended).toBe(1)
  pause()
  dispatchEvent(new Event('online'))
  expect(ended).toBe(2)
  pause()
  see('hidden')
  expect(ended).toBe(2)
  see('visible')
  expect(ended).toBe(3)
  pause()()
  see('visible')
  dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(60_000)
  expect([ended, vi.getTimerCount()]).toEqual([3, 0])
})

test('what is refused is told and asked again, the longer the more often, until it is answered', async () => {
  const began = Date.now()
  const asked: number[] = []
  const told: number[] = []
  const answers = [refused(503, { retryAfter: 5 }), refused(0), refused(503), 'at last']
  const answer = untilAnswered(
    async () => {
      asked.push(Date.now() - began)
      const next = answers.shift()
      if (next instanceof Problem) throw next
      return next
    },
    async ({ status }) => void told.push(status),
  )
  await vi.runAllTimersAsync()
  expect(await answer).toBe('at last')
  expect(asked).toEqual([0, 5_000, 7_000, 11_000])
  expect(told).toEqual([503, 0, 503])
})

test('what is no refusal is not asked again', async () => {
  const fault = new TypeError('a fault of the page')
  await expect(
    untilAnswered(
      () => Promise.reject(fault),
      async () => undefined,
    ),
  ).rejects.toBe(fault)
})
