import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PeopleAnswer } from '../../collector/reports/people.ts'
import type { PersonAnswer } from '../../collector/reports/person.ts'
import { NOVEMBER } from './five-visits.ts'
import { type ReportedSite, reportedSite } from './site.ts'

/**
 * Ann buys for 10.00 and 20.00 in one visit, and gets the 20.00 back in it; on the next day a server gives her the 10.00
 * back. Bob got 5.00 back for what he bought in October.
 */
let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite()
  const goal = { event: 'Purchase', value: 'revenue' } as const
  await site.goal({ ...goal, name: 'Every', count: 'every' })
  await site.goal({ ...goal, name: 'Visit', count: 'visit' })
  await site.goal({ ...goal, name: 'Person', count: 'person' })
  await site.goal({ name: 'Contacts', event: 'Purchase', value: 'none', count: 'every' })
  const buy = (at: string, amount: string, more: object) => ({
    name: 'Purchase',
    at,
    revenue: { amount, currency: 'EUR' },
    ...more,
  })
  const ann = { visitor: 'ann', user: 'ann@example.com' }
  site.take([
    { at: '2026-11-02T10:00:00', path: '/shop', ...ann },
    buy('2026-11-02T10:01:00', '10.00', { path: '/shop', ...ann }),
    buy('2026-11-02T10:02:00', '20.00', { path: '/shop', ...ann }),
    buy('2026-11-02T10:03:00', '-20.00', { path: '/shop', ...ann }),
    buy('2026-11-03T12:00:00', '-10.00', { visitor: undefined, user: 'ann@example.com' }),
    { at: '2026-11-04T10:00:00', path: '/', visitor: 'bob', user: 'bob' },
    buy('2026-11-04T10:01:00', '-5.00', { path: '/', visitor: 'bob', user: 'bob' }),
  ])
})
afterAll(() => site.close())

const METRICS = ['conversions', 'converted_visitors', 'conversion_rate', 'revenue', 'refunds']

test.each([
  // 10 + 20 − 20 − 10 − 5; of two visitors ann alone converted.
  ['Every', [2, 1, 0.5, -5, 3]],
  // Her first purchase of the visit, and what went back: 10 − 20 − 10 − 5.
  ['Visit', [1, 1, 0.5, -25, 3]],
  ['Person', [1, 1, 0.5, -25, 3]],
  // Its value is not what events bring: a contact is one whatever it brings.
  ['Contacts', [5, 2, 1, 0, 0]],
])('of the goal %s conversions, people, rate, money and refunds are %j', async (goal, numbers) => {
  const { totals } = await site.stats({ period: NOVEMBER, metrics: METRICS, goal })
  expect(METRICS.map((metric) => totals[metric])).toEqual(numbers)
})

interface Counted {
  before: number
  after: number
  steps: { count: number }[]
  nodes: { converted: number }[]
  cohorts: { size: number; retained: (number | null)[] }[]
  totals: { models: { last: { conversions: number; new_customers: number } } }
  stages: { now: number }[]
}

const EVERY = { goal: 'Every' }
const AS_EVENTS = [{ page: '/*' }, { event: 'Purchase' }]
const AS_GOAL = [{ page: '/*' }, EVERY]

const counts = ({ steps }: Counted) => steps.map(({ count }) => count)

test.each<{
  where: string
  asked: [name: string, request: object]
  told(of: Counted): unknown
  known: unknown
}>([
  {
    where: 'in a funnel’s step',
    asked: ['funnel', { steps: AS_GOAL }],
    told: counts,
    known: [2, 1],
  },
  {
    where: 'as a return',
    asked: ['retention', { unit: 'day', periods: 3, return: EVERY }],
    told: ({ cohorts }) => [cohorts[1]?.retained, cohorts[3]?.retained],
    known: [
      [1, 0, 0],
      [0, 0, 0],
    ],
  },
  {
    where: 'as what makes a cohort',
    asked: ['retention', { unit: 'month', periods: 1, cohort: EVERY }],
    told: ({ cohorts }) => cohorts.map(({ size }) => size),
    known: [1],
  },
  {
    where: 'in paths',
    asked: ['paths', EVERY],
    // Bob’s page, ann’s, and the exits of both.
    told: ({ nodes }) => nodes.map(({ converted }) => converted),
    known: [0, 1, 1],
  },
  {
    where: 'in a change',
    asked: ['explain', { metric: 'conversions', ...EVERY }],
    told: ({ after }) => after,
    known: 2,
  },
  {
    where: 'in attribution',
    asked: ['attribution', { ...EVERY, models: ['last'], dimension: 'source' }],
    told: ({ totals }) => [totals.models.last.conversions, totals.models.last.new_customers],
    known: [2, 1],
  },
  {
    where: 'in a plan',
    asked: ['plan', { target: { customers: 1 }, stages: ['Every'], by: 'source' }],
    told: ({ stages }) => stages[0]?.now,
    known: 1,
  },
])('no refund is a conversion $where', async ({ asked: [name, request], told, known }) => {
  const answer = await site.run(name, { period: NOVEMBER, ...request })
  expect(told(answer as Counted)).toEqual(known)
})

test('as an event it is a step like any other', async () => {
  const answer = await site.run('funnel', { period: NOVEMBER, steps: AS_EVENTS })
  expect(counts(answer as Counted)).toEqual([2, 2])
})

test('a goal’s row tells purchases and refunds apart, day by day', async () => {
  const { rows } = await site.stats({
    period: { from: '2026-11-02', to: '2026-11-04' },
    metrics: ['conversions', 'refunds', 'revenue'],
    dimensions: ['time:day'],
    goal: 'Every',
  })
  expect(rows.map((row) => [row.conversions, row.refunds, row.revenue])).toEqual([
    [2, 1, 10],
    [0, 1, -10],
    [0, 1, -5],
  ])
})

test('all goals together count as each alone does', async () => {
  const { totals } = await site.stats({ period: NOVEMBER, metrics: METRICS })
  expect(totals).toMatchObject({ conversions: 2 + 1 + 1 + 5, refunds: 9, revenue: -55 })
})

test('who got money back has not done the goal', async () => {
  const done = async (head: string, goal: string) => {
    const filters = [[head, 'goal', [goal]]]
    return (await site.stats({ period: NOVEMBER, metrics: ['visitors'], filters })).totals.visitors
  }
  expect([await done('has_done', 'Every'), await done('has_not_done', 'Every')]).toEqual([1, 1])
  expect(await done('has_done', 'Contacts')).toBe(2)
})

test('a visit of one page that brings a refund alone is not engaged by it', async () => {
  const only = await reportedSite()
  try {
    await only.goal({ name: 'Buy', event: 'Buy', value: 'revenue', count: 'every' })
    const line = (visitor: string, amount: number) => [
      { at: '2026-11-02T10:00:00', path: '/', visitor },
      {
        ...{ name: 'Buy', at: '2026-11-02T10:00:01', path: '/', visitor },
        revenue: { amount, currency: 'EUR' },
      },
    ]
    only.take([...line('buys', 1), ...line('returns', -1)])
    const { totals } = await only.stats({ period: NOVEMBER, metrics: ['engaged_rate', 'visits'] })
    expect(totals).toEqual({ engaged_rate: 0.5, visits: 2 })
  } finally {
    await only.close()
  }
})

test('people and their timelines count the same way', async () => {
  const { rows } = (await site.run('people', { period: NOVEMBER })) as PeopleAnswer
  const byId = Object.fromEntries(rows.map((row) => [row.id, [row.conversions, row.revenue]]))
  expect(byId).toEqual({ 'user:ann@example.com': [8, -40], 'user:bob': [1, -15] })
  const ann = (await site.run('people/timeline', { id: 'user:ann@example.com' })) as PersonAnswer
  expect([ann.person.conversions, ann.person.revenue]).toEqual([8, -40])
  const goals = ann.items.flatMap(({ items }) =>
    items.map((one) => [one.revenue?.amount, one.goals]),
  )
  expect(goals).toContainEqual([10, ['Every', 'Visit', 'Person', 'Contacts']])
  expect(goals).toContainEqual([-20, ['Contacts']])
})
