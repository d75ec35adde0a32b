import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LiveAnswer } from '../../collector/reports/live.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite
beforeAll(async () => {
  site = await reportedSite({}, '2026-11-20T12:00:00Z')
  site.take([
    { at: '2026-11-20T11:20:00', visitor: 'gone', path: '/old' },
    { at: '2026-11-20T11:31:00', visitor: 'ann', path: '/a?utm_source=letter&utm_medium=email' },
    { at: '2026-11-20T11:56:00', visitor: 'ann', path: '/b', title: 'B' },
    { at: '2026-11-20T11:58:00', visitor: 'bob', path: '/c' },
    { name: 'engagement', at: '2026-11-20T11:59:00', visitor: 'bob', path: '/c', engaged: 10 },
    { name: 'Signup', at: '2026-11-20T11:59:30', visitor: 'bob', path: '/c' },
  ])
})
afterAll(() => site.close())

test('people of the last 5 and 30 minutes are counted, the latest events listed', async () => {
  const answer = (await site.run('live', {})) as LiveAnswer
  expect(answer).toMatchObject({ at: '2026-11-20T12:00:00.000Z', visitors_5: 2, visitors_30: 2 })
  expect(
    answer.events.map(({ at, name, page, channel }) => [at.slice(11, 19), name, page, channel]),
  ).toEqual([
    ['11:59:30', 'Signup', '/c', 'Direct'],
    ['11:58:00', 'pageview', '/c', 'Direct'],
    ['11:56:00', 'pageview', '/b', 'Email'],
    ['11:31:00', 'pageview', '/a', 'Email'],
  ])
  expect(answer.minutes).toHaveLength(30)
  expect(answer.minutes.at(-1)).toEqual({
    at: '2026-11-20T11:59:00.000Z',
    visitors: 1,
    pageviews: 0,
  })
})

test('who is here counts on the page that they were on last, and for where they came from', async () => {
  const { open } = (await site.run('live', {})) as LiveAnswer
  expect(open).toEqual({
    pages: [
      { hostname: 'example.com', page: '/b', visitors: 1 },
      { hostname: 'example.com', page: '/c', visitors: 1 },
    ],
    sources: [
      { channel: 'Direct', source: 'direct', visitors: 1 },
      { channel: 'Email', source: 'letter', visitors: 1 },
    ],
  })
})

test('an event says which goals it reached and what it brought', async () => {
  const paid = await reportedSite({}, '2026-11-20T12:00:00Z')
  await paid.goal({ name: 'Bought', event: 'Purchase', value: 'revenue', count: 'every' })
  const plain = { value: 'none', count: 'every' } as const
  const where: Filter[] = [['is', 'prop:plan', ['pro']]]
  await paid.goal({ ...plain, name: 'Big', event: 'Purchase', where })
  await paid.goal({ ...plain, name: 'Prices', page: '/pricing' })
  const revenue = { amount: '49.00', currency: 'EUR' }
  paid.take([
    { at: '2026-11-20T11:57:00', visitor: 'ann', path: '/pricing' },
    { name: 'Purchase', at: '2026-11-20T11:58:00', visitor: 'ann', path: '/pricing', revenue },
    {
      ...{ name: 'Purchase', at: '2026-11-20T11:59:00', visitor: 'ann', path: '/pricing' },
      ...{ props: { plan: 'pro' }, revenue: { amount: '-49.00', currency: 'EUR' } },
    },
  ])
  const { events } = (await paid.run('live', {})) as LiveAnswer
  expect(events.map(({ goals, revenue: money }) => [goals, money?.amount])).toEqual([
    [['Big'], -49],
    [['Bought'], 49],
    [['Prices'], undefined],
  ])
  await paid.close()
})

test('filters choose whom to watch', async () => {
  const filters = [['is', 'channel', ['Email']]]
  expect(await site.run('live', { filters })).toMatchObject({ visitors_5: 1, visitors_30: 1 })
})
