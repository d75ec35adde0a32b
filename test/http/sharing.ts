import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { HOUR } from '../../collector/durations.ts'
import { type App, type Ask, startApp } from './server.ts'

export const HERE = '/api/sites/example.com'
export const START = Date.UTC(2026, 4, 1, 12)
export const MAY = { from: '2026-05-01', to: '2026-05-31' }
export const LANDINGS = [
  '?utm_source=google&utm_medium=cpc',
  '?utm_source=weekly&utm_medium=email',
  '',
]

interface Made {
  id: string
  path: string
  key: string
}

/** A site with three visits in May, a segment of one of them, and an owner who shares. */
export async function startSharing(clock: () => number) {
  const app: App = await startApp({}, clock)
  const admin = await app.token(['admin'])
  await app.site('example.com')
  await app.site('other.example')

  async function added(noun: string, body: object) {
    const answer = await app.ask(`${HERE}/${noun}`, { token: admin, body })
    expect(answer.status).toBe(201)
    return await answer.json()
  }

  /** One pageview a landing, each by a visitor of its own. */
  async function visit(kind: string, at: number): Promise<void> {
    const lines = LANDINGS.map((query, i) =>
      JSON.stringify({
        id: `${kind}-landing-${i}`,
        name: 'pageview',
        at,
        url: `https://example.com/${i}${query}`,
        visitor: `${kind}-${i}`,
        account: 'acme',
      }),
    )
    const headers = { 'content-type': 'application/x-ndjson' }
    await app.ask(`${HERE}/events`, { token: admin, body: lines.join('\n'), headers })
  }

  async function share(body: object = {}): Promise<Made> {
    const made = await added('shares', { name: 'For the board', ...body })
    return { ...made, key: made.path.split('/').at(-1) }
  }

  const knock = (key: string, more: object = {}, ask: Ask = {}) =>
    app.ask('/api/share', { body: { key, ...more }, ...ask })

  async function opened(key: string, more: object = {}) {
    const answer = await knock(key, more)
    expect(answer.status).toBe(200)
    return await answer.json()
  }

  await visit('may', START)
  const filters = [['is', 'medium', ['cpc']]]
  const segment: string = (await added('segments', { name: 'Ads', filters })).id
  const where = [['segment', segment]]
  await added('goals', { name: 'Signup', event: 'Signup', value: 99, where })

  return {
    app,
    admin,
    segment,
    added,
    visit,
    share,
    knock,
    opened,
    /** The token of a link opened anew. */
    guest: async (body: object = {}): Promise<string> =>
      (await opened((await share(body)).key)).token,
    /** Visits of May, or the status of the refusal. */
    async visits(token: string, more: object = {}): Promise<number> {
      const body = { period: MAY, metrics: ['visits'], ...more }
      const answer = await app.ask(`${HERE}/reports/stats`, { token, body })
      return answer.status === 200 ? (await answer.json()).totals.visits : answer.status
    },
    change: (id: string, body: object) =>
      app.ask(`${HERE}/shares/${id}`, { token: admin, method: 'PUT', body }),
    remove: (path: string) => app.ask(`${HERE}/${path}`, { token: admin, method: 'DELETE' }),
  }
}

type Sharing = Awaited<ReturnType<typeof startSharing>>

/** The same for all tests of a file. Each begins an hour later, which forgives what others tried. */
export function useSharing(): { on: Sharing; clock: { now: number } } {
  const clock = { now: START }
  const on = {} as Sharing
  beforeAll(async () => {
    Object.assign(on, await startSharing(() => clock.now))
  })
  afterAll(() => on.app.close())
  beforeEach(() => {
    clock.now += HOUR
  })
  return { on, clock }
}
