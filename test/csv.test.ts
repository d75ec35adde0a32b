import { expect, test } from 'vitest'
import { csvOf } from '../collector/csv.ts'

const lines = (answer: object) => csvOf(answer).trimEnd().split('\r\n')

test('a comparison stands beside each row, whatever the order of the other period', () => {
  const rows = [
    { channel: 'Email', visits: 7 },
    { channel: 'Direct', visits: 3 },
  ]
  const compared = {
    rows: [
      { channel: 'Direct', visits: 4 },
      { channel: 'Email', visits: 5 },
      { channel: 'Display', visits: 1 },
    ],
  }
  expect(lines({ rows, compared })).toEqual([
    'channel,visits,visits_compared',
    'Email,7,5',
    'Direct,3,4',
    'Display,,1',
  ])
})

test('moments are compared in their order, each series with itself', () => {
  const rows = [
    { 'time:day': '2026-05-01', device: 'mobile', visits: 1 },
    { 'time:day': '2026-05-01', device: 'desktop', visits: 2 },
    { 'time:day': '2026-05-02', device: 'desktop', visits: 3 },
    { 'time:day': '2026-05-02', device: 'mobile', visits: 4 },
  ]
  const compared = {
    rows: [
      { 'time:day': '2026-04-01', device: 'desktop', visits: 5 },
      { 'time:day': '2026-04-01', device: 'mobile', visits: 6 },
      { 'time:day': '2026-04-02', device: 'desktop', visits: 7 },
    ],
  }
  expect(lines({ rows, compared })).toEqual([
    'time:day,device,visits,time:day_compared,visits_compared',
    '2026-05-01,mobile,1,2026-04-01,6',
    '2026-05-01,desktop,2,2026-04-01,5',
    '2026-05-02,desktop,3,2026-04-02,7',
    '2026-05-02,mobile,4,,',
  ])
})

test('totals alone are one row with both periods', () => {
  const answer = { rows: [{ visits: 3 }], compared: { rows: [{ visits: 2 }] } }
  expect(lines(answer)).toEqual(['visits,visits_compared', '3,2'])
})

test('what a report tells in lists and objects has a column for each part', () => {
  const interval = [0.1, 0.3]
  const curve = [{ n: 0, rate: 1, interval: null }]
  expect(
    lines({ steps: [{ label: 'A', rate: 0.2, interval, retained: [3, null], curve }] }),
  ).toEqual([
    'label,rate,interval_low,interval_high,retained_0,retained_1,curve_0_n,curve_0_rate,curve_0_interval_low,curve_0_interval_high',
    'A,0.2,0.1,0.3,3,,0,1,,',
  ])
  const values = [
    { value: 'Email', before: { people: 1 }, total: 2 },
    { value: null, before: { people: 4 }, total: -1 },
  ]
  expect(lines({ dimensions: [{ dimension: 'channel', values }] })).toEqual([
    'dimension,value,before_people,total',
    'channel,Email,1,2',
    'channel,,4,-1',
  ])
})

test('of an answer with several tables the one that was asked for is the file', () => {
  const answer = { steps: [{ label: 'A' }], breakdown: [{ value: 'Email', counts: [2, 1] }] }
  expect(csvOf(answer, [], 'breakdown')).toBe('value,counts_0,counts_1\r\nEmail,2,1\r\n')
})

test('what each model says of a row has columns of its own, and stands beside the other period’s', () => {
  const row = (source: string, cost: number, revenue: number) => ({
    source,
    cost,
    models: { last: { revenue } },
  })
  const answer = {
    rows: [row('google', 5, 10), row('bing', 1, 0)],
    compared: { rows: [row('bing', 2, 4)] },
  }
  expect(lines(answer)).toEqual([
    'source,cost,models_last_revenue,cost_compared,models_last_revenue_compared',
    'google,5,10,,',
    'bing,1,0,2,4',
  ])
})

test('columns of a side without rows are there all the same', () => {
  const expected = ['channel', 'visits', 'visits_compared']
  const some = [{ channel: 'Email', visits: 7 }]
  expect(csvOf({ rows: some, compared: { rows: [] } }, expected)).toBe(
    'channel,visits,visits_compared\r\nEmail,7,\r\n',
  )
  expect(csvOf({ rows: [], compared: { rows: some } }, expected)).toBe(
    'channel,visits,visits_compared\r\nEmail,,7\r\n',
  )
  expect(csvOf({ rows: some }, ['other'])).toBe('channel,visits\r\nEmail,7\r\n')
})
