import './page.ts'
import { expect, test } from 'vitest'
import { followAddress } from '../../dashboard/models/address.ts'
import type { StatsAnswer } from '../../dashboard/models/stats.ts'
import { type Aimed, courseOf, progressQuestion, targetOf } from '../../dashboard/models/target.ts'
import { answeredBy, open } from './page.ts'

followAddress()

const GOAL = { id: 'g1', name: 'Purchase', target: { count: 70, per: 'month' } } as Aimed
const PLAN = { units: 119.6, revenue: 5_980.004, days: 30 }

test('a plan’s target becomes its goal’s, in whole conversions or money to the cent', () => {
  expect(targetOf(PLAN, 'customers', 'month')).toEqual({ count: 120, per: 'month' })
  expect(targetOf(PLAN, 'revenue', 'month')).toEqual({ revenue: 5_980, per: 'month' })
  expect(targetOf(PLAN, 'customers', 'week')).toEqual({ count: 28, per: 'week' })
  expect(targetOf({ ...PLAN, units: 0.2 }, 'customers', 'week').count).toBe(1)
})

test('of a goal that brings no money conversions are the target, whatever was asked', () => {
  const plan = { ...PLAN, revenue: null }
  expect(targetOf(plan, 'revenue', 'month')).toEqual({ count: 120, per: 'month' })
})

test('the course adds day by day, and says nothing of days to come', () => {
  const rows = [3, 0, 4].map((conversions, i) => ({ 'time:day': `2026-11-0${i + 1}`, conversions }))
  const answer = { rows } as unknown as StatsAnswer
  const range = { from: '2026-11-01', to: '2026-11-05' }
  expect(courseOf({ goal: GOAL, range, answer, rhythm: undefined }, 'conversions')).toEqual([
    3,
    3,
    7,
    null,
    null,
  ])
})

test('a target’s progress says whose it is, and another goal’s is nobody’s in its place', async () => {
  open('/sites/example.com/planner')
  const answer = { rows: [], totals: { conversions: 3 } }
  answeredBy(async () => Response.json(answer))
  const asked = progressQuestion(GOAL)
  expect(asked?.of).toBe('g1')
  expect(progressQuestion({ ...GOAL, id: 'g2' })?.of).toBe('g2')
  expect(await asked?.fetch(AbortSignal.timeout(1_000))).toMatchObject({ goal: GOAL, answer })
})

test('another target of a goal is asked for anew', () => {
  const more = { ...GOAL, target: { ...GOAL.target, count: 90 } }
  expect(progressQuestion(more)?.key).not.toBe(progressQuestion(GOAL)?.key)
  expect(progressQuestion({ ...GOAL })?.key).toBe(progressQuestion(GOAL)?.key)
})
