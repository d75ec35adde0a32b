import { beforeAll, describe, expect, test } from 'vitest'
import { tick } from '../../collector/alerts/tick.ts'
import { useApp } from './server.ts'

const NOW = Date.parse('2026-11-30T12:15:00Z')
const app = useApp({ publicUrl: 'https://stats.example' }, () => NOW)
const PATH = '/api/sites/example.com/alerts'
const PREVIEWS = '/api/sites/example.com/alert-previews'
const ALERT = { name: 'Few visits', metric: 'visits', when: 'below', value: 5, per: 'day' }

let site: number
let token: string
beforeAll(async () => {
  site = Number((await app.site('example.com')).id)
  token = await app.token(['write'])
  const row = { id: 'hook', site, kind: 'webhook', name: 'Hook', target: null, secret: null }
  await app.settings
    .insertInto('channel_out')
    .values({ ...row, created_at: 0, removed_at: null })
    .execute()
})

const ask = (path = '', options: object = {}) => app.ask(PATH + path, { token, ...options })

async function added(alert: object): Promise<{ id: string } & Record<string, unknown>> {
  const answer = await ask('', { body: { ...ALERT, ...alert } })
  expect(answer.status).toBe(201)
  return await answer.json()
}

describe('an alert', () => {
  test('is kept as it was written, with how it stands', async () => {
    const filters = [['is', 'channel', ['Direct']]]
    const stored = await added({
      name: 'As written',
      filters,
      quiet: { from: '22:00', to: '07:00' },
    })
    expect(stored).toMatchObject({
      ...ALERT,
      ...{ name: 'As written', filters, quiet: { from: '22:00', to: '07:00' } },
      ...{ to: [], recovered: true, language: 'en', paused: false },
      status: { state: 'waiting', since: null, reading: null, reason: null, held: false },
    })
    const [first] = (await (await ask()).json()).items
    expect(first).toEqual(stored)
    // What was read can be written back.
    const again = await ask(`/${stored.id}`, { method: 'PUT', body: { ...stored, value: 9 } })
    expect(again.status).toBe(200)
    expect(await again.json()).toMatchObject({ value: 9 })
  })

  test.each([
    [{ metric: 'visit' }, /visits/],
    [{ metric: undefined }, /a metric, a funnel or a signal/],
    [{ signal: 'broken_tags' }, /a metric, a funnel or a signal/],
    [{ metric: 'conversions', goal: 'Buy' }, /goal/],
    [{ metric: undefined, funnel: 'Sale' }, /funnel/],
    [{ metric: undefined, funnel: 'Sale', per: 'hour' }, /by day or week/],
    [{ metric: undefined, signal: 'rejected_share', per: 'hour', when: 'above' }, /by day or week/],
    [{ metric: undefined, signal: 'tracking_stopped', when: 'below' }, /is so or not/],
    [{ metric: undefined, signal: 'broken_tags', when: 'unusual' }, /above or below/],
    [{ metric: undefined, signal: 'experiment_split', when: 'above' }, /say which/],
    [
      { metric: undefined, signal: 'experiment_split', when: 'above', subject: 'hero' },
      /experiment/,
    ],
    [{ when: 'up_by', value: 0 }, /more than 0/],
    [{ when: undefined }, /say when: above, below/],
    [{ metric: undefined, funnel: 'Sale', when: undefined }, /say when: above, below/],
    [{ to: ['nobody'] }, /no way out/],
    [{ filters: [['segment', 'gone']] }, /segment/],
    [{ quiet: { from: '25:00', to: '07:00' } }, /time of day/],
    [{ quiet: { from: '07:00', to: '07:00' } }, /are none/],
    [{ value: 1e20 }, /value/],
  ])('of %j is refused in words', async (change, words) => {
    const answer = await ask('', { body: { ...ALERT, name: 'Refused', ...change } })
    expect([400, 422]).toContain(answer.status)
    const { detail, errors } = await answer.json()
    expect(JSON.stringify([detail, errors])).toMatch(words)
  })

  test.each(['tracking_stopped', 'broken_tags'])(
    'of the signal %s is above 0 where nothing is said',
    async (signal) => {
      const { when: _, value: __, ...rest } = ALERT
      const given = { ...rest, name: signal, metric: undefined, signal, paused: true }
      const answer = await ask('', { body: given })
      expect(answer.status).toBe(201)
      expect(await answer.json()).toMatchObject({ signal, when: 'above', value: 0 })
    },
  )

  test('has a name of its own', async () => {
    await added({ name: 'Once' })
    expect((await ask('', { body: { ...ALERT, name: 'Once' } })).status).toBe(409)
  })

  test('of another site is not there', async () => {
    const { id } = await added({ name: 'Here' })
    await app.site('other.example')
    const other = await app.ask(`/api/sites/other.example/alerts/${id}/history`, { token })
    expect(other.status).toBe(404)
  })

  test('is written into the history of changes without how it stands', async () => {
    const { id } = await added({ name: 'Written down' })
    await ask(`/${id}`, { method: 'DELETE' })
    const admin = await app.token(['admin'])
    const audit = await app.ask('/api/sites/example.com/audit', { token: admin })
    const [last] = (await audit.json()).items
    expect(last).toMatchObject({
      what: 'removed',
      thing: 'alert',
      before: { name: 'Written down' },
    })
    expect(last.before).not.toHaveProperty('status')
  })
})

describe('what became of it', () => {
  test('is read from its history', async () => {
    const { id } = await added({
      name: 'Judged',
      metric: 'conversions',
      when: 'above',
      to: ['hook'],
    })
    const room = {
      settings: app.settings,
      reports: {
        run: async () => ({
          meta: { data_from: '2026-01-01' },
          rows: [{ 'time:day': '2026-11-29', conversions: 7, visits: 9 }],
        }),
      },
      owners: { of: () => 'here' as const },
      log: { warn: (told: unknown) => expect(told).toBeUndefined() },
      origin: 'https://stats.example',
    }
    await tick(room, NOW)
    const { items, next } = await (await ask(`/${id}/history`)).json()
    expect(next).toBeNull()
    expect(items).toMatchObject([
      {
        kind: 'fired',
        reading: { key: '2026-11-29', value: 7 },
        reason: null,
        at: '2026-11-30T12:15:00.000Z',
      },
    ])
    expect(items[0].told_at).not.toBeNull()
    const { status } = await (await ask(`/${id}`)).json()
    expect(status).toMatchObject({ state: 'breached', since: '2026-11-29T00:00:00.000Z' })
  })
})

describe('a test', () => {
  test('goes to its ways out, and says that it is one', async () => {
    const { id } = await added({ name: 'Tested', to: ['hook'] })
    expect(await (await ask(`/${id}/test`, { method: 'POST' })).json()).toEqual({ sent: 1 })
    const row = await app.settings
      .selectFrom('delivery')
      .select(['title', 'channel', 'kind'])
      .where('key', 'like', `alert:${id}:test:%`)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ channel: 'hook', kind: 'alert' })
    expect(row.title).toMatch(/^Test: Visits fell below 5: – on Sun 29 Nov$/)
  })

  test('of an alert that tells nobody is refused', async () => {
    const { id } = await added({ name: 'Nobody' })
    const answer = await ask(`/${id}/test`, { method: 'POST' })
    expect(answer.status).toBe(422)
    expect((await answer.json()).detail).toMatch(/choose a way out/)
  })

  test('is for who may change alerts', async () => {
    const { id } = await added({ name: 'Read' })
    const reader = await app.token(['read'])
    expect((await app.ask(`${PATH}/${id}/test`, { token: reader, method: 'POST' })).status).toBe(
      403,
    )
    expect((await app.ask(`${PATH}/${id}/history`, { token: reader })).status).toBe(200)
  })
})

describe('a preview', () => {
  test('tells how the last thirty days would have been', async () => {
    const answer = await app.ask(PREVIEWS, { token, body: ALERT })
    expect(answer.status).toBe(200)
    const told = await answer.json()
    expect(told).toMatchObject({ fired: 0, days: 30, reason: null })
    expect(told.intervals).toHaveLength(30)
    expect(told.intervals.at(-1)).toMatchObject({ key: '2026-11-29', value: null, breached: null })
  })

  test('says what the alert names and the site has not', async () => {
    const body = { ...ALERT, metric: 'conversions', goal: 'Sell' }
    const told = await (await app.ask(PREVIEWS, { token, body })).json()
    expect(told.reason).toMatchObject({ why: 'goal' })
  })
})
