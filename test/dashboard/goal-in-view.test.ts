import './page.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  askedOf,
  metricIn,
  secondOf,
  shareOf,
} from '../../dashboard/blocks/tables/listed-metric.ts'
import { choiceOf } from '../../dashboard/blocks/tables/question.ts'
import { goalInView, goalNamed } from '../../dashboard/models/goal-in-view.ts'
import { makeMain } from '../../dashboard/models/main-goal.ts'
import { addThing, goals } from '../../dashboard/models/things.ts'
import { linkTo } from '../../dashboard/models/view.ts'
import { listedMetric } from '../../dashboard/views/overview/headline.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { answered, startRouter } from './router.ts'

let app: App
let signup: string
let purchase: string

beforeAll(async () => {
  app = await startRouter('example.com')
  open('/sites/example.com')
  const ids = []
  for (const [name, value] of [
    ['Signup', 'none'],
    ['Purchase', 'revenue'],
  ] as const) {
    ids.push(
      (await addThing('example.com', 'goals', { name, event: name, value, count: 'every' })).id,
    )
  }
  ;[signup = '', purchase = ''] = ids
  goals.ask()
})
afterAll(() => app.close())
beforeEach(async () => {
  await makeMain('example.com', null)
  await answered(goals)
})

const tables = () => choiceOf([{ dimension: 'channel' }], ['visitors']).goal

test('where nobody has chosen a goal, all are counted together', () => {
  open('/sites/example.com')
  expect(goalInView.value).toBeUndefined()
  expect(tables()).toBeUndefined()
})

test('the main goal of a site is that of its tables and cards, as it is that of the headline', async () => {
  await makeMain('example.com', purchase)
  open('/sites/example.com/sources')
  expect(goalNamed.value?.name).toBe('Purchase')
  expect(tables()).toBe(purchase)
  expect(askedOf('channel', 'conversions')).toMatchObject({ goal: purchase })
  open('/sites/example.com/sources?goal=all')
  expect([goalInView.value, tables()]).toEqual([undefined, undefined])
})

test('a chosen goal comes along to every page, and is left behind where another view says so', () => {
  open(`/sites/example.com?goal=${signup}&metric=revenue`)
  expect(linkTo('sources')).toBe(`/sites/example.com/sources?goal=${signup}`)
  expect(linkTo('audience', { options: { by: 'city' } })).toBe(
    `/sites/example.com/audience?goal=${signup}&by=city`,
  )
  expect(linkTo('goals', { options: { goal: purchase } })).toBe(
    `/sites/example.com/goals?goal=${purchase}`,
  )
  expect(linkTo('goals', { options: { goal: '' } })).toBe('/sites/example.com/goals')
})

test('a goal that was removed since is none', () => {
  open('/sites/example.com/sources?goal=99')
  expect(tables()).toBeUndefined()
})

test.each([
  ['', 'visitors'],
  ['?metric=visits', 'visits'],
  ['?metric=bounce_rate', 'visitors'],
  ['?metric=conversions', 'conversions'],
  ['?metric=conversion_rate', 'conversions'],
  ['?metric=revenue', 'revenue'],
])('cards count what the chart of "%s" shows: %s', (query, metric) => {
  open(`/sites/example.com${query}`)
  expect(listedMetric()).toBe(metric)
})

const answer = (totals: object) =>
  ({ totals, rows: [], row_count: 0 }) as unknown as Parameters<typeof metricIn>[0]

test('beside conversions stands the rate, none where nobody came, and beside money nothing', () => {
  const totals = { conversions: 4, conversion_rate: 0.1, visitors: 40 }
  const row = { conversions: 2, conversion_rate: 0.25, visitors: 8 }
  expect(secondOf({ row, before: undefined }, answer(totals), 'conversions')).toBe('25%')
  expect(
    secondOf({ row: { ...row, visitors: 0 }, before: undefined }, answer(totals), 'conversions'),
  ).toBe('–')
  expect(secondOf({ row, before: undefined }, answer(totals), 'visitors')).toBe('20%')
  expect(
    secondOf({ row: { revenue: -3 }, before: undefined }, answer({ revenue: 9 }), 'revenue'),
  ).toBeUndefined()
  expect(shareOf('channel', 'conversions')?.head).toBe('rate')
  expect(shareOf('channel', 'revenue')).toBeUndefined()
  expect(shareOf('visitor_kind', 'visitors')?.hint).toBeUndefined()
})

test('until the answer of another metric is there the one on show stays what it was', () => {
  expect(metricIn(answer({ visitors: 3 }), 'revenue')).toBe('visitors')
  expect(metricIn(answer({ conversions: 1, visitors: 3 }), 'revenue')).toBe('conversions')
  expect(metricIn(answer({ revenue: 1 }), 'revenue')).toBe('revenue')
})
