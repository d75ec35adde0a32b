import './page.ts'
import { expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'
import {
  type MoneyCourse,
  moneyBuckets,
  moneyQuestion,
} from '../../dashboard/views/return/money-course.ts'
import { answeredBy, open } from './page.ts'

followAddress()

const CLOCK = { now: Date.parse('2026-11-03T12:00:00Z'), today: '2026-11-03' }
const days = ['2026-11-02', '2026-11-03', '2026-11-04']
const revenue = {
  rows: days.map((day, i) => ({ 'time:day': day, revenue: 10 * i })),
} as unknown as StatsAnswer
const spend = { rows: [{ date: '2026-11-02', cost: 4 }] } as unknown as MoneyCourse['spend']

test('what was spent stands beside what it brought, by the days of the answer until today', () => {
  open('/sites/example.com/return?period=12mo')
  expect(moneyBuckets({ bucket: 'day', spend, revenue }, CLOCK)).toEqual([
    { key: '2026-11-02', cost: 4, revenue: 0 },
    { key: '2026-11-03', cost: 0, revenue: 10 },
  ])
})

test('spend and what it brought are of the same days, though the address has moved on', async () => {
  const bodies: unknown[] = []
  answeredBy(async (request) => {
    bodies.push(await request.json())
    return Response.json(request.url.endsWith('/spend') ? spend : revenue)
  })
  open('/sites/example.com/return?period=28d')
  const question = moneyQuestion(['Paid Search'])
  open('/sites/example.com/return?period=12mo')
  expect(await question?.fetch(AbortSignal.timeout(1_000))).toEqual({
    bucket: 'day',
    spend,
    revenue,
  })
  expect(bodies).toMatchObject([{ period: '28d' }, { period: '28d' }])
})
