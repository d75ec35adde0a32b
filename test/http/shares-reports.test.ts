import { beforeAll, describe, expect, test } from 'vitest'
import { HERE, MAY, START, useSharing } from './sharing.ts'

const { on } = useSharing()

const STEPS = [{ page: '/0' }, { event: 'Buy' }]
const ALL = ['journeys', 'retention', 'changes', 'customers']
const ASKED: Record<string, object> = {
  funnel: { period: MAY, steps: STEPS },
  'funnel/people': { period: MAY, steps: STEPS, step: 1, state: 'dropped' },
  paths: { period: MAY },
  retention: { period: MAY, unit: 'week' },
  'retention/features': { period: MAY, unit: 'week' },
  explain: { period: MAY, metric: 'visitors' },
  'unit-economics': { period: MAY },
}
const NEEDS: Record<string, string> = {
  ...{ funnel: 'journeys', 'funnel/people': 'journeys', paths: 'journeys' },
  ...{ retention: 'retention', 'retention/features': 'retention', explain: 'changes' },
  'unit-economics': 'customers',
}

/** The person of the ads buys a day later, in a visit that came directly. */
beforeAll(async () => {
  const later = { at: START + 86_400_000, visitor: 'may-0', url: 'https://example.com/back' }
  const body = JSON.stringify({ id: 'bought-later', name: 'Buy', ...later })
  const headers = { 'content-type': 'application/x-ndjson' }
  await on.app.ask(`${HERE}/events`, { token: on.admin, body, headers })
})

const ask = (token: string, name: string, more: object = {}) =>
  on.app.ask(`${HERE}/reports/${name}`, { token, body: { ...ASKED[name], ...more } })

describe('a shared link', () => {
  test.each(Object.keys(ASKED))('shows %s where that is ticked alone', async (name) => {
    const ticked = [NEEDS[name]]
    const others = ALL.filter((one) => one !== NEEDS[name])
    expect((await ask(await on.guest({ reports: ticked }), name)).status).toBe(200)
    expect((await ask(await on.guest({ reports: others }), name)).status).toBe(403)
    expect((await ask(await on.guest(), name)).status).toBe(403)
  })

  test('shows what is usual as it shows how many, within its segment', async () => {
    const request = { period: MAY, metrics: ['visitors'] }
    const asked = await on.app.ask(`${HERE}/reports/usual`, {
      token: await on.guest(),
      body: request,
    })
    expect(asked.status).toBe(200)
    const { days, surprises } = await asked.json()
    expect(days).toHaveLength(31)
    expect(days[0]).toMatchObject({ metric: 'visitors', expected: null })
    expect(surprises).toEqual([])
  })

  test('says what it shows, however it is opened', async () => {
    const made = await on.share({ reports: ['changes', 'journeys'] })
    expect(made).toMatchObject({ reports: ['journeys', 'changes'] })
    const told = await on.opened(made.key)
    expect(told.reports).toEqual(['journeys', 'changes'])
    const again = await on.opened(made.key, { token: told.token })
    expect(again.reports).toEqual(['journeys', 'changes'])
  })

  test('tells the notes that somebody wrote, without their ids, where that is ticked', async () => {
    const note = { day: '2026-05-03', to: '2026-05-05', text: 'Sale', color: 'red' }
    const kept = await on.app.ask(`${HERE}/annotations`, { token: on.admin, body: note })
    expect(kept.status).toBe(201)
    const shown = await on.share({ reports: ['notes'] })
    expect((await on.opened(shown.key)).notes).toEqual([note])
    const silent = await on.share({ reports: ['journeys', 'retention', 'changes'] })
    expect((await on.opened(silent.key)).notes).toEqual([])
    const token = await on.guest({ reports: ['notes'] })
    expect((await on.app.ask(`${HERE}/annotations`, { token })).status).toBe(403)
  })

  test('counts who stopped, and names nobody', async () => {
    const token = await on.guest({ reports: ALL })
    const request = { state: 'reached', step: 0 }
    const told = await (await ask(token, 'funnel/people', request)).json()
    expect(told).toMatchObject({ people: [], total: 1, next_cursor: null })
    expect(told.next).toHaveLength(1)
    const csv = await on.app.ask(`${HERE}/reports/funnel/people?format=csv`, {
      token,
      body: { ...ASKED['funnel/people'], ...request },
    })
    expect(await csv.text()).not.toContain('may-0')
  })

  test('tells of nothing beyond the visits of its segment', async () => {
    const whole = await on.guest({ reports: ALL })
    const narrow = await on.guest({ reports: ALL, segment: on.segment })
    const converted = async (token: string) =>
      (await (await ask(token, 'funnel', { window: '30d' })).json()).converted
    expect([await converted(whole), await converted(narrow)]).toEqual([1, 0])
    const returned = async (token: string) =>
      (await (await ask(token, 'retention', { unit: 'day', periods: 2 })).json()).cohorts.flatMap(
        ({ retained }: { retained: number[] }) => retained[1] ?? 0,
      )
    expect(Math.max(...(await returned(whole)))).toBe(1)
    expect(Math.max(...(await returned(narrow)))).toBe(0)
    const next = await (await ask(narrow, 'funnel/people', { step: 0, state: 'reached' })).json()
    expect(next.next).toEqual([{ event_or_page: null, kind: null, people: 1 }])
  })

  test('filters by a funnel in its segment alone', async () => {
    const filters = [['funnel', 'reached', { steps: STEPS, step: 1 }]]
    const reports = ['journeys']
    expect(await on.visits(await on.guest({ reports }), { filters })).toBe(2)
    expect(await on.visits(await on.guest({ reports, segment: on.segment }), { filters })).toBe(0)
    expect(await on.visits(await on.guest(), { filters })).toBe(403)
    const changes = await on.guest({ reports: ['changes'] })
    expect((await ask(changes, 'explain', { metric: undefined, steps: STEPS })).status).toBe(403)
  })

  test('may be of those who stopped in a funnel', async () => {
    const steps = [{ page: '/*' }, { event: 'Buy' }]
    const filters = [['funnel', 'dropped', { steps, step: 1 }]]
    const { id } = await on.added('segments', { name: 'Stopped', filters })
    const token = await on.guest({ segment: id, reports: ALL })
    expect(await on.visits(token)).toBe(2)
    const { entered } = await (await ask(token, 'funnel', { steps })).json()
    expect(entered).toBe(2)
    expect(await on.visits(token, { filters })).toBe(422)
    const did = [['has_done', 'event', ['Buy']]]
    expect(await on.visits(token, { filters: did })).toBe(0)
  })

  test('tells what customers bring, of its segment alone, without ids of what they pay for', async () => {
    const price = { amount: 10, currency: 'EUR', interval: 'month', status: 'active' }
    const paid = (user: string, status: string, i: number) => ({
      ...{ id: `paid-${user}-${i}`, name: 'subscription', at: START + i * 60_000, user },
      subscription: { id: 'one', ...price, status },
    })
    const lines = [
      { id: 'known-ann', name: 'identify', at: START + 1_000, visitor: 'may-0', user: 'ann' },
      { id: 'known-bob', name: 'identify', at: START + 1_000, visitor: 'may-1', user: 'bob' },
      paid('ann', 'active', 1),
      paid('bob', 'ended', 1),
      paid('bob', 'active', 2),
    ]
    const body = lines.map((line) => JSON.stringify(line)).join('\n')
    const headers = { 'content-type': 'application/x-ndjson' }
    await on.app.ask(`${HERE}/events`, { token: on.admin, body, headers })
    const told = async (token: string) => (await ask(token, 'unit-economics')).json()
    const own = await told(on.admin)
    expect(own.months[0].customers_end).toBe(2)
    expect(own.doubted).toHaveLength(2)
    const guest = await told(await on.guest({ reports: ALL }))
    expect(guest).toEqual({ ...own, doubted: [] })
    const narrow = await told(await on.guest({ reports: ALL, segment: on.segment }))
    expect(narrow.months[0].customers_end).toBe(1)
    const dimension = 'click_id'
    const token = await on.guest({ reports: ALL })
    expect((await ask(token, 'unit-economics', { dimension })).status).toBe(403)
  })

  test('gives customers out as CSV: the months, or the values', async () => {
    const csv = async (more: object) => {
      const body = { ...ASKED['unit-economics'], ...more }
      const answer = await on.app.ask(`${HERE}/reports/unit-economics?format=csv`, {
        token: on.admin,
        body,
      })
      return (await answer.text()).split('\r\n')[0]
    }
    expect(await csv({})).toMatch(/^month,partial,start_mrr,new,.*,ltv,ltv_interval_low,/)
    expect(await csv({ dimension: 'plan' })).toMatch(/^value,month,partial,start_mrr,/)
  })

  const account = [['is', 'account', ['acme']]]
  test.each<[string, string, object]>([
    ['customers by row', 'funnel', { breakdown: 'account' }],
    [
      'customers in a step',
      'funnel',
      { steps: [{ page: '/0', where: account }, { event: 'Buy' }] },
    ],
    ['customers at a start', 'paths', { start: { page: '/0', where: account } }],
    ['customers who enter', 'retention', { cohort: { page: '/0', where: account } }],
    ['customers who return', 'retention', { return: { page: '/0', where: account } }],
    ['customers in a change', 'explain', { dimensions: ['account'] }],
    ['segments in a step', 'funnel', { steps: [{ page: '/0', where: [['segment', 'x']] }, {}] }],
    ['saved funnels', 'funnel', { steps: undefined, funnel: 'x' }],
    [
      'customers inside of a filter',
      'paths',
      { filters: [['funnel', 'reached', { steps: STEPS, step: 0, filters: account }]] },
    ],
  ])('does not show %s', async (_, name, more) => {
    const { status } = await ask(await on.guest({ reports: ALL }), name, more)
    expect([403, 422]).toContain(status)
  })
})
