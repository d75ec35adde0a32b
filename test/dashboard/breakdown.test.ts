import './page.ts'
import { beforeEach, expect, test } from 'vitest'
import { breakdownColumns } from '../../dashboard/blocks/tables/columns.tsx'
import { drilled, levelBelow } from '../../dashboard/blocks/tables/drill.ts'
import {
  breakdownQuestion,
  choiceOf,
  type Level,
  trendQuestion,
  writeOrder,
} from '../../dashboard/blocks/tables/question.ts'
import { followAddress } from '../../dashboard/models/address.ts'
import { listedRows } from '../../dashboard/models/moved-rows.ts'
import type { Question } from '../../dashboard/models/resource.ts'
import { curlOf, numberOf, type StatsAnswer } from '../../dashboard/models/stats.ts'
import { now } from '../../dashboard/models/view.ts'
import { open } from './page.ts'

followAddress()
const LEVELS: readonly [Level, ...Level[]] = [
  { dimension: 'channel', next: 'source' },
  { dimension: 'source' },
]
const METRICS = ['visitors', 'visits', 'bounce_rate'] as const
const choice = () => choiceOf(LEVELS, METRICS)

beforeEach(() => {
  now.value = Date.parse('2026-03-15T12:00:00Z')
})

/** What a question sends. */
function sent(question: Question<unknown> | undefined): unknown {
  return JSON.parse(question?.key.split(' ').slice(1).join(' ') ?? 'null')
}

test.each([
  ['', { dimension: 'channel', order: { key: 'visitors', direction: 'desc' }, limit: 50 }],
  ['?by=source&order=visits', { dimension: 'source', order: { key: 'visits', direction: 'desc' } }],
  ['?order=bounce_rate.asc', { order: { key: 'bounce_rate', direction: 'asc' } }],
  ['?order=visits.up', { order: { key: 'visits', direction: 'desc' } }],
  ['?rows=all&goal=Signup', { limit: 1000, goal: 'Signup' }],
  ['?by=country', { dimension: 'channel' }],
  ['?order=revenue', { order: { key: 'visitors', direction: 'desc' } }],
  ['?order=.asc', { order: { key: 'visitors', direction: 'asc' } }],
])('"%s" chooses %j', (query, chosen) => {
  open(`/sites/example.com/sources${query}`)
  expect(choice()).toMatchObject(chosen)
})

test('an order is written as it is read, the usual as short as it goes', () => {
  expect(writeOrder({ key: 'visits', direction: 'desc' })).toBe('visits')
  expect(writeOrder({ key: 'visits', direction: 'asc' })).toBe('visits.asc')
})

test('a table asks for its rows in its order, and for the goal it is about', () => {
  open('/sites/example.com/sources?period=7d&order=visits.asc&goal=g1')
  expect(sent(breakdownQuestion(choice(), METRICS))).toEqual({
    period: '7d',
    compare: 'previous',
    match: 'weekday',
    filters: [],
    metrics: METRICS,
    dimensions: ['channel'],
    order_by: [['visits', 'asc']],
    limit: 50,
    gone: 10,
    goal: 'g1',
  })
})

test('movers are asked for by how far the column that sorts has moved', () => {
  open('/sites/example.com/sources?period=7d&order=visits&rank=movers')
  const asked = sent(breakdownQuestion(choice(), METRICS))
  expect(asked).toMatchObject({ order_by: [['change:visits', 'desc']] })
  expect(asked).not.toHaveProperty('gone')
})

test('without a comparison nothing has moved', () => {
  open('/sites/example.com/sources?period=7d&compare=none&rank=movers')
  const asked = sent(breakdownQuestion(choice(), METRICS))
  expect(asked).toMatchObject({ order_by: [['visitors', 'desc']] })
  expect(asked).not.toHaveProperty('gone')
})

test('the courses of all rows are one question, of the rows on show and no comparison', () => {
  open('/sites/example.com/sources?period=7d&country=DE')
  const rows = [{ channel: 'Email' }, { channel: null }, { visits: 3 }]
  expect(sent(trendQuestion(choice(), 'visitors', rows))).toEqual({
    period: '7d',
    filters: [
      ['is', 'country', ['DE']],
      ['is', 'channel', ['Email', null, null]],
    ],
    metrics: ['visitors'],
    dimensions: ['channel', 'time:day'],
    limit: 1000,
  })
  expect(trendQuestion(choice(), 'visitors', [])).toBeUndefined()
})

test('courses are of the goal that the rows are of', () => {
  open('/sites/example.com/goals?goal=g1&period=7d')
  const rows = [{ channel: 'Email' }]
  expect(sent(trendQuestion(choice(), 'conversions', rows))).toMatchObject({ goal: 'g1' })
})

test('of a long table only the first rows have courses', () => {
  open('/sites/example.com/sources?period=7d')
  const rows = Array.from({ length: 80 }, (_, i) => ({ channel: `c${i}` }))
  const { filters } = sent(trendQuestion(choice(), 'visitors', rows)) as {
    filters: [string, string, string[]][]
  }
  expect(filters[0]?.[2]).toHaveLength(50)
})

test.each([
  ['?period=today', 'hour'],
  ['?period=7d', 'day'],
  ['?period=90d', 'day'],
  ['?period=2025-10-01..2026-03-01', 'week'],
  ['?period=12mo', 'month'],
  ['?period=all', 'month'],
])('over %s courses go by the %s', (query, bucket) => {
  open(`/sites/example.com/sources${query}`)
  const question = trendQuestion(choice(), 'visitors', [{ channel: 'Email' }])
  expect(sent(question)).toMatchObject({ dimensions: ['channel', `time:${bucket}`] })
})

test('the courses of the period before are drawn by their own days, until those of the next come', () => {
  open('/sites/example.com/sources?period=12mo')
  const rows = ['13', '14', '15'].map((day, i) => ({
    ...{ channel: 'Email', 'time:day': `2026-03-${day}`, visitors: i },
  }))
  const meta = { data_from: '2026-03-14', partial: true }
  const trends = { rows, meta } as unknown as StatsAnswer
  const answer = { rows: [{ channel: 'Email', visitors: 3 }], meta } as unknown as StatsAnswer
  const listed = listedRows(answer, { dimension: 'channel', metrics: ['visitors'] })
  const columns = breakdownColumns({
    ...{ answer, listed, trends, lead: 'visitors' as const, goal: undefined, onChoose: () => {} },
    ...{ dimension: 'channel' as const, columns: ['visitors', 'trend'] as const },
  })
  const course = columns.find(({ key }) => key === 'trend')
  const [row] = listed
  expect(row && course?.cell(row)).toMatchObject({ props: { values: [null, 1, 2] } })
})

test('a number is a number, whatever else stands in the row', () => {
  const row = { visits: 3, channel: 'Email', bounce_rate: null, hour: '7' }
  expect(
    ['visits', 'channel', 'bounce_rate', 'hour', 'none'].map((key) => numberOf(row, key)),
  ).toEqual([3, null, null, null, null])
  expect(numberOf(undefined, 'visits')).toBeNull()
})

test('a request is a command that a shell takes, quotes in it included', () => {
  const request = { metrics: ['visits'], filters: [['is', 'campaign', ["mother's day"]]] }
  expect(curlOf('https://t.example', '/api/sites/a/reports/stats', request)).toBe(
    [
      'curl https://t.example/api/sites/a/reports/stats \\',
      '  -H "Authorization: Bearer $TRIBUTARY_TOKEN" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"metrics":["visits"],"filters":[["is","campaign",["mother'\\''s day"]]]}'`,
    ].join('\n'),
  )
})

const PAGED: readonly [Level, ...Level[]] = [
  { dimension: 'channel', next: 'source', page: 'sources' },
  { dimension: 'source', page: 'sources/source' },
]

test.each([
  ['/sites/example.com/sources', 'channel'],
  ['/sites/example.com/sources/source?by=channel', 'source'],
  ['/sites/example.com/sources/nothing', 'channel'],
])('at %s the level is the %s', (address, dimension) => {
  open(address)
  expect(choiceOf(PAGED, METRICS).dimension).toBe(dimension)
})

test('a row filters by itself and leads to the page of the next level, or to the next tab', () => {
  open('/sites/example.com/sources?period=7d&rows=all&order=visits')
  expect(drilled(PAGED, ['is', 'channel', ['Email']], 'source')).toBe(
    '/sites/example.com/sources/source?period=7d&channel=Email&order=visits',
  )
  expect(drilled(PAGED, ['is', 'source', [null]], undefined)).toBe(
    '/sites/example.com/sources?period=7d&source=&order=visits',
  )
  expect(drilled(LEVELS, ['is', 'channel', ['Email']], 'source')).toBe(
    '/sites/example.com/sources?period=7d&channel=Email&order=visits&by=source',
  )
})

test.each([
  [['source', 'campaign'], 'source'],
  [['campaign'], 'campaign'],
  [[], undefined],
] as const)(
  'of the levels below a channel on which %j say something it leads to %s',
  async (telling, level) => {
    const levels: readonly Level[] = [
      { dimension: 'channel', next: 'source' },
      { dimension: 'source', next: 'campaign' },
      { dimension: 'campaign' },
    ]
    const asked: string[] = []
    const found = await levelBelow(levels, 'channel', async (name) => {
      asked.push(name)
      return telling.some((one) => one === name)
    })
    expect([found, asked.at(-1)]).toEqual([level, level ?? 'campaign'])
  },
)

test('what is sought is sought by the server, within the filters in force', () => {
  open('/sites/example.com/sources?period=7d&country=DE&find=mail')
  expect(sent(breakdownQuestion(choice(), METRICS, [['is_not', 'event', ['form']]]))).toMatchObject(
    {
      filters: [
        ['is', 'country', ['DE']],
        ['is_not', 'event', ['form']],
        ['contains', 'channel', ['mail']],
      ],
    },
  )
})
