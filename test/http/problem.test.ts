import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from '../../collector/http/environment.ts'
import { answerError, TooMany } from '../../collector/http/problem.ts'
import { StorageHealth } from '../../collector/http/storage-health.ts'
import { openLog } from '../../collector/log.ts'
import { Refusal } from '../../collector/refusal.ts'

test.each([
  [new Refusal(503, 'the report took longer than 30 s'), 503, '5'],
  [new TooMany(7), 429, '7'],
  [new Refusal(404, 'there is no goal'), 404, null],
  [new Error('ours'), 500, null],
])('%s is answered with %i, to be asked again after %s s', async (error, status, wait) => {
  const log = await openLog('silent')
  const app = new Hono<AppEnv>()
  app.onError((failure, c) =>
    answerError(failure, c, { log, storage: new StorageHealth(log, Date.now) }),
  )
  app.get('/', () => {
    throw error
  })
  const answer = await app.request('/')
  expect(answer.status).toBe(status)
  expect(answer.headers.get('retry-after')).toBe(wait)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
})
