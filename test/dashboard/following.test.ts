import './page.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FunnelStep } from '../../collector/settings/funnel-definition.ts'
import { followingQuestion, leadingQuestion } from '../../dashboard/models/following.ts'
import { endingIn } from '../../dashboard/models/funnel.ts'
import type { App } from '../http/server.ts'
import { open } from './page.ts'
import { imported, startRouter } from './router.ts'

let app: App
const SITE = 'example.com'

/** Six people see the prices: four sign up, one of them buys; one reads on, one leaves. */
const WAYS = [
  ['/pricing', 'Signup', 'Buy'],
  ['/pricing', 'Signup', '/docs'],
  ['/pricing', 'Signup'],
  ['/pricing', 'Signup'],
  ['/pricing', '/docs'],
  ['/pricing'],
]

beforeAll(async () => {
  app = await startRouter(SITE)
  const events = WAYS.flatMap((way, person) =>
    way.map((what, minute) => ({
      at: `2026-03-09T10:0${minute}:00Z`,
      visitor: `visitor-number-${person}`,
      ...(what.startsWith('/') ? { url: `https://${SITE}${what}` } : { name: what }),
    })),
  )
  await imported(app, SITE, events)
  open(`/sites/${SITE}/journeys?period=2026-03-09..2026-03-10`)
})
afterAll(() => app.close())

const chain = (...steps: FunnelStep[]) =>
  ({ steps, window: '7d', order: 'ordered', by: 'person', exclude: [] }) as const
const follow = (...steps: FunnelStep[]) =>
  followingQuestion({ ...chain(), steps, exclude: [] })?.fetch(new AbortController().signal)

test('after one step stand the pages and events that people came to first, the most first', async () => {
  expect(await follow({ page: '/pricing' })).toEqual({
    people: 6,
    followers: [
      { kind: 'event', name: 'Signup', people: 4 },
      { kind: 'page', name: '/docs', people: 1 },
    ],
  })
})

test('after several stands what those did who went through all of them', async () => {
  const told = await follow({ page: '/pricing', label: 'Prices' }, { event: 'Signup' })
  expect(told?.people).toBe(4)
  expect(told?.followers).toHaveLength(2)
  expect(told?.followers).toContainEqual({ kind: 'event', name: 'Buy', people: 1 })
})

test('without a step nothing is asked', () => {
  expect(followingQuestion({ ...chain(), steps: [], exclude: [] })).toBeUndefined()
})

test('before a thing stands what led to it', async () => {
  const told = await leadingQuestion({ event: 'Signup' })?.fetch(new AbortController().signal)
  expect(told).toEqual({ people: 4, followers: [{ kind: 'page', name: '/pricing', people: 4 }] })
})

test('a funnel ends in a goal by its name, its id, or what the goal counts', () => {
  const goal = {
    id: 'g1',
    name: 'Sign-up',
    event: 'Signup',
    value: 'none',
    count: 'every',
  } as const
  const ending = (last: FunnelStep) => endingIn(goal, [{ steps: [{ page: '*' }, last] }]).length
  expect([{ goal: 'Sign-up' }, { goal: 'g1' }, { event: 'Signup' }].map(ending)).toEqual([1, 1, 1])
  expect([{ goal: 'Other' }, { event: 'Buy' }, { page: '/done' }].map(ending)).toEqual([0, 0, 0])
})
