import './page.ts'
import { expect, test } from 'vitest'
import type { Change } from '../../collector/settings/experiments/changes.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import { previewing } from '../../dashboard/models/draft-preview.ts'
import { answeredBy, open } from './page.ts'

followAddress()
open('/sites/example.com')

const text = (value: string): Change[] => [{ op: 'text', selector: 'h1', value }]

/** Requests as they come, each answered when a test says so. */
function received() {
  const waiting: {
    body: { token?: string; changes: Change[] }
    answer: (given: Response) => void
  }[] = []
  const signals: AbortSignal[] = []
  answeredBy(async (request) => {
    const body = await request.json()
    signals.push(request.signal)
    return new Promise((answer, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
      waiting.push({ body, answer })
    })
  })
  async function at(place: number) {
    await expect.poll(() => waiting.length).toBeGreaterThan(place)
    return waiting[place] ?? expect.fail('not asked')
  }
  return { waiting, signals, at }
}

const kept = (token: string) => Response.json({ token, until: '2026-11-20T00:00:00Z' })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

test('what is typed meanwhile waits for the answer, and goes under the token that it gave', async () => {
  const { waiting, at } = received()
  const { preview, write, leave } = previewing(0)
  write(text('a'))
  const first = await at(0)
  write(text('b'))
  await pause(5)
  write(text('c'))
  await pause(5)
  expect(waiting).toHaveLength(1)
  first.answer(kept('t'))
  const second = await at(1)
  expect(second.body).toEqual({ token: 't', changes: text('c') })
  // The page shows what was before.
  expect(preview.value).toEqual({ token: 't', whole: false, problem: undefined })
  second.answer(kept('t'))
  await expect.poll(() => preview.value.whole).toBe(true)
  expect(waiting).toHaveLength(2)
  leave()
})

test('a refusal is kept until something is taken, and the token stays', async () => {
  const { at } = received()
  const { preview, write, leave } = previewing(0)
  write(text('a'))
  const refused = Response.json({ status: 403, title: 'Forbidden' }, { status: 403 })
  ;(await at(0)).answer(refused)
  await expect.poll(() => preview.value.problem?.status).toBe(403)
  write(text('b'))
  ;(await at(1)).answer(kept('t'))
  await expect.poll(() => preview.value).toMatchObject({ token: 't', problem: undefined })
  leave()
})

test('who leaves the form hands nothing over any more', async () => {
  const { waiting, signals, at } = received()
  const { preview, write, leave } = previewing(0)
  write(text('a'))
  await at(0)
  write(text('b'))
  leave()
  await pause(5)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  expect(waiting).toHaveLength(1)
  expect(preview.value.token).toBeUndefined()
})
