import { afterEach, expect, test } from 'vitest'
import type { FunnelPeopleAnswer } from '../../collector/reports/funnel-people.ts'
import { deeds, type FunnelSite, funnelSite, MARCH_2, STEPS } from './funnel/site.ts'

let site: FunnelSite
afterEach(() => site.close())

async function people(request: object): Promise<FunnelPeopleAnswer> {
  const whole = { period: MARCH_2, steps: STEPS('ABC'), ...request }
  return (await site.run('funnel/people', whole)) as FunnelPeopleAnswer
}

const scene = () =>
  deeds(`p: A 10:00, B 10:01, C 10:02
         q: A 10:00, B 10:01, X 10:02, X 10:03
         r: A 10:00, X 10:02
         s: A 10:00
         t: B 10:00`)

test('who reached a step, and who stopped before it', async () => {
  site = await funnelSite()
  site.take(scene())
  const ids = async (step: number, state: string) =>
    (await people({ step, state })).people.toSorted()
  expect(await ids(0, 'reached')).toEqual(['visitor:p', 'visitor:q', 'visitor:r', 'visitor:s'])
  expect(await ids(1, 'reached')).toEqual(['visitor:p', 'visitor:q'])
  expect(await ids(2, 'reached')).toEqual(['visitor:p'])
  expect(await ids(1, 'dropped')).toEqual(['visitor:r', 'visitor:s'])
  expect(await ids(2, 'dropped')).toEqual(['visitor:q'])
  expect(await ids(0, 'dropped')).toEqual([])
  expect(await ids(1, 'pending')).toEqual([])
})

test('who may still come is pending and not dropped', async () => {
  site = await funnelSite('2026-03-03T00:00:00Z')
  site.take(scene())
  expect((await people({ step: 1, state: 'pending' })).total).toBe(2)
  expect((await people({ step: 1, state: 'dropped' })).total).toBe(0)
})

test('what they did next, each person once for each thing', async () => {
  site = await funnelSite()
  site.take(scene())
  site.take([{ visitor: 'r', at: '2026-03-02T10:01', path: '/help' }])
  const next = async (step: number, state: string) => (await people({ step, state })).next
  expect(await next(1, 'dropped')).toEqual([
    { event_or_page: '/help', kind: 'page', people: 1 },
    { event_or_page: null, kind: null, people: 1 },
  ])
  expect(await next(2, 'dropped')).toEqual([{ event_or_page: 'X', kind: 'event', people: 1 }])
})

test('a person of several visits or attempts is listed once', async () => {
  site = await funnelSite()
  site.take(deeds('p: A 10:00, A 10:10, A 11:00, X 11:01\nq: B 10:00, C 10:00'))
  const of = async (by: string) => await people({ step: 1, state: 'dropped', by })
  expect(await of('visit')).toMatchObject({ people: ['visitor:p'], total: 1 })
  const attempts = await of('attempt')
  expect(attempts.people).toEqual(['visitor:p'])
  expect(attempts.next).toEqual([
    { event_or_page: 'A', kind: 'event', people: 1 },
    { event_or_page: 'X', kind: 'event', people: 1 },
  ])
})

test('a list goes on at its cursor', async () => {
  site = await funnelSite()
  site.take(scene())
  const first = await people({ step: 0, state: 'reached', limit: 3 })
  const rest = await people({ step: 0, state: 'reached', limit: 3, cursor: first.next_cursor })
  expect([first.people.length, rest.people.length, rest.next_cursor]).toEqual([3, 1, null])
  expect(new Set([...first.people, ...rest.people]).size).toBe(4)
  expect(rest.total).toBe(4)
})

test('a step that there is not is refused', async () => {
  site = await funnelSite()
  site.take(scene())
  await expect(people({ step: 3, state: 'reached' })).rejects.toMatchObject({
    status: 422,
    message: "step: the funnel's steps are 0 to 2",
  })
})

test('a person of very many attempts is told like any other', async () => {
  site = await funnelSite()
  site.take(deeds('q: B 10:00, C 10:00'))
  const begin = Date.parse('2026-03-02T00:00:00Z')
  // More than a call takes arguments, and than can be looked through once for each.
  const attempts = Array.from({ length: 130_000 }, (_, i) => begin + i * 100)
  site.take(attempts.map((at) => ({ name: 'A', visitor: 'p', path: '/', at })))
  const found = await people({ step: 1, state: 'dropped', by: 'attempt' })
  expect(found.people).toEqual(['visitor:p'])
  expect(found.next).toEqual([
    { event_or_page: 'A', kind: 'event', people: 1 },
    { event_or_page: null, kind: null, people: 1 },
  ])
})
