import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GoalInput } from '../../collector/settings/goals.ts'
import { type Line, type ReportedSite, reportedSite } from './site.ts'

/**
 * On the 2nd Ann comes from google, reads /pricing and buys A1 for 50.00. On the 9th she comes from bing, where 20.00 of A1
 * go back; on the 12th a server gives back another 10.00, of nobody's visit.
 */
let site: ReportedSite

const at = (time: string) => `2026-03-${time}`
const money = (amount: string, order?: string) => ({ amount, currency: 'EUR', order })
const LINES: Line[] = [
  { at: at('02T10:00:00'), path: '/pricing?utm_source=google' },
  { at: at('02T10:05:00'), path: '/thanks', name: 'Buy', revenue: money('50.00', 'A1') },
  { at: at('09T10:00:00'), path: '/?utm_source=bing' },
  { at: at('09T10:05:00'), path: '/', name: 'Buy', revenue: money('-20.00', 'A1') },
  {
    at: at('12T10:00:00'),
    name: 'Buy',
    visitor: undefined,
    user: 'shop',
    revenue: money('-10.00', 'A1'),
  },
]

beforeEach(async () => {
  site = await reportedSite()
  const goal = { name: 'Buy', event: 'Buy', value: 'revenue' }
  await site.goal(GoalInput.parse(goal))
  await site.goal(GoalInput.parse({ ...goal, name: 'First', count: 'visit' }))
  await site.goal(GoalInput.parse({ ...goal, name: 'Fixed', value: 5 }))
})
afterEach(() => site.close())

const MARCH = { from: '2026-03-01', to: '2026-03-31' }
const LATER = { from: '2026-03-05', to: '2026-03-31' }
const METRICS = ['conversions', 'refunds', 'revenue']

async function by(dimension: string, more: object = {}) {
  const { rows } = await site.stats({
    period: MARCH,
    metrics: METRICS,
    dimensions: [dimension],
    goal: 'Buy',
    ...more,
  })
  return rows.map((row) => [row[dimension], ...METRICS.map((metric) => row[metric])])
}

describe('a refund that names its order belongs to the visit that sold it:', () => {
  test.each<[string, object, unknown[][]]>([
    ['source', {}, [['google', 1, 2, 20]]],
    ['landing_page', {}, [['/pricing', 1, 2, 20]]],
    [
      'page',
      {},
      [
        ['/pricing', 1, 2, 20],
        ['/thanks', 1, 2, 20],
      ],
    ],
    ['source', { goal: 'First' }, [['google', 1, 2, 20]]],
    // The sale lies before the period.
    ['source', { period: LATER }, [['google', 0, 2, -30]]],
    ['source', { filters: [['is', 'source', ['google']]] }, [['google', 1, 2, 20]]],
    ['source', { filters: [['is', 'page', ['/pricing']]] }, [['google', 1, 2, 20]]],
    ['source', { filters: [['is', 'source', ['bing']]] }, []],
    // What is not the events' money happened where it happened.
    [
      'source',
      { goal: 'Fixed' },
      [
        ['bing', 1, 0, 5],
        ['google', 1, 0, 5],
        [null, 1, 0, 5],
      ],
    ],
  ])('by %s with %j', async (dimension, more, rows) => {
    site.take(LINES)
    expect(await by(dimension, more)).toEqual(rows)
  })

  test('at its own time', async () => {
    site.take(LINES)
    const days = await by('time:day', { filters: [['is', 'source', ['google']]] })
    expect(days.filter(([, , , revenue]) => revenue !== 0)).toEqual([
      ['2026-03-02', 1, 0, 50],
      ['2026-03-09', 0, 1, -20],
      ['2026-03-12', 0, 1, -10],
    ])
  })

  test('of all goals together', async () => {
    site.take(LINES)
    // Buy and First have 50 − 20 − 10 each; Fixed has 5 for each event.
    expect(await by('source', { goal: null })).toEqual([
      ['google', 3, 4, 45],
      ['bing', 1, 0, 5],
      [null, 1, 0, 5],
    ])
  })

  test('of the earliest sale, however late that comes, and in whatever order', async () => {
    site.take([...LINES].reverse())
    expect(await by('source')).toEqual([['google', 1, 2, 20]])
    const buy = { name: 'Buy', visitor: 'other', revenue: money('50.00', 'A1') }
    site.take([
      { at: at('01T10:00:00'), path: '/?utm_source=news', visitor: 'other' },
      { at: at('01T10:05:00'), path: '/', ...buy },
    ])
    expect(await by('source')).toEqual([['news', 1, 2, 20]])
  })

  test('and stays where it was sent while nobody knows of a sale', async () => {
    site.take(LINES.slice(2))
    expect(await by('source')).toEqual([
      ['bing', 0, 1, -20],
      [null, 0, 1, -10],
    ])
  })

  test('so that sums and unconverted money are of every row once', async () => {
    const usd = { amount: '-3.00', currency: 'USD', order: 'A1' }
    site.take([...LINES, { at: at('12T11:00:00'), path: '/', name: 'Buy', revenue: usd }])
    const { totals, meta } = await site.stats({
      period: MARCH,
      metrics: METRICS,
      dimensions: ['source'],
      goal: 'Buy',
    })
    expect(totals).toEqual({ conversions: 1, refunds: 3, revenue: 20 })
    expect(meta.unconverted).toEqual([{ currency: 'USD', amount: -3, events: 1 }])
  })
})

test('an explained change of revenue tells it by the same visits', async () => {
  site.take(LINES)
  const answer = (await site.run('explain', {
    period: { from: '2026-03-09', to: '2026-03-15' },
    against: { from: '2026-03-02', to: '2026-03-08' },
    metric: 'revenue',
    goal: 'Buy',
    dimensions: ['source'],
  })) as { change: number; dimensions: { values: { value: string | null; total: number }[] }[] }
  expect(answer.change).toBe(-80)
  const told = answer.dimensions[0]?.values.map(({ value, total }) => [value, total])
  expect(told?.filter(([, total]) => total !== 0)).toEqual([['google', -80]])
})

test('an answer that depends on a sale of any time says of when it is, so that it is not kept', async () => {
  site.take(LINES)
  const ask = async (more: object) => {
    const common = { period: LATER, metrics: ['revenue'], goal: 'Buy' }
    return (await site.stats({ ...common, ...more })).meta.as_of
  }
  expect(await ask({ dimensions: ['source'] })).toBe('2026-11-20T12:00:00.000Z')
  expect(await ask({ dimensions: ['time:day'] })).toBeUndefined()
  expect(
    await ask({ dimensions: ['source'], period: { from: '2026-03-02', to: '2026-03-02' } }),
  ).toBeUndefined()
  const compared = { period: { from: '2026-03-16', to: '2026-03-22' }, compare: 'previous' }
  expect(await ask({ dimensions: ['source'], ...compared })).toBeDefined()
})
