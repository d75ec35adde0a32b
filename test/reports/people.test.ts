import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PeopleAnswer } from '../../collector/reports/people.ts'
import type { PersonAnswer } from '../../collector/reports/person.ts'
import { type ReportedSite, reportedSite } from './site.ts'

let site: ReportedSite

const ADS = '/pricing?utm_source=google&utm_medium=cpc&utm_campaign=spring'

beforeAll(async () => {
  site = await reportedSite()
  await site.goal({ name: 'Purchase', event: 'Purchase', value: 'revenue', count: 'every' })
  site.take([
    { at: '2026-11-01T09:00:00', path: ADS, visitor: 'phone' },
    { at: '2026-11-10T09:00:00', path: '/', visitor: 'phone' },
    { at: '2026-11-10T09:01:00', name: 'Signup', path: '/', visitor: 'phone', user: 'alice' },
    { at: '2026-11-12T08:00:00', path: '/docs', visitor: 'desk', user: 'alice', account: 'acme' },
    {
      at: '2026-11-14T08:00:00',
      name: 'Purchase',
      visitor: undefined,
      user: 'alice',
      traits: { plan: 'pro' },
      revenue: { amount: '49.00', currency: 'EUR' },
    },
    { at: '2026-11-11T10:00:00', path: '/', visitor: 'alex' },
    { at: '2026-11-11T10:00:30', path: '/docs', visitor: 'alex' },
    { at: '2026-11-13T10:00:00', path: '/', visitor: undefined, ip: '203.0.113.9', user: null },
  ])
})
afterAll(() => site.close())

const people = async (request: object = {}) =>
  (await site.run('people', { period: '30d', ...request })) as PeopleAnswer
const timeline = async (id: string, request: object = {}) =>
  (await site.run('people/timeline', { id, ...request })) as PersonAnswer
const ids = ({ rows }: PeopleAnswer) => rows.map(({ id }) => id)

describe('the list of people', () => {
  test('has everybody with a visit in the period, the latest seen first', async () => {
    const { rows, next } = await people()
    expect(rows.map(({ known_by }) => known_by)).toEqual(['cookieless', 'user', 'visitor'])
    expect(rows[0]?.id).toMatch(/^visitor:[0-9a-f]{16}$/u)
    expect(rows[1]).toMatchObject({
      id: 'user:alice',
      account: 'acme',
      first_seen: '2026-11-01T09:00:00.000Z',
      last_seen: '2026-11-12T08:00:00.000Z',
      visits: 3,
      pageviews: 3,
      events: 1,
      conversions: 1,
      revenue: 49,
      first_channel: 'Paid Search',
      first_source: 'google',
    })
    expect(next).toBeNull()
  })

  test('counts the same people, visits and money as stats', async () => {
    const { rows } = await people()
    const metrics = ['visitors', 'visits', 'conversions', 'revenue']
    const { totals } = await site.stats({ period: '30d', metrics })
    const sum = (field: 'visits' | 'conversions' | 'revenue') =>
      rows.reduce((total, row) => total + row[field], 0)
    expect(totals).toEqual({
      visitors: rows.length,
      visits: sum('visits'),
      conversions: sum('conversions'),
      revenue: sum('revenue'),
    })
  })

  test('says on its first page how many there are', async () => {
    expect((await people({ limit: 1 })).total).toBe(3)
    expect((await people({ search: 'ali' })).total).toBe(1)
    const { next } = await people({ limit: 1 })
    expect((await people({ limit: 1, cursor: next })).total).toBeNull()
  })

  test.each([
    ['visits', ['user', 'cookieless', 'visitor']],
    ['revenue', ['user', 'cookieless', 'visitor']],
  ])('is in order of %s, however it is paged', async (sort, known) => {
    const all = await people({ sort })
    expect(all.rows.map(({ known_by }) => known_by)).toEqual(known)
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: PeopleAnswer = await people({ sort, limit: 1, cursor })
      found.push(...ids(page))
      cursor = page.next
    } while (cursor !== null)
    expect(found).toEqual(ids(all))
  })

  test('gives each page where the one before ended', async () => {
    const all = ids(await people())
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: PeopleAnswer = await people({ limit: 1, cursor })
      found.push(...ids(page))
      cursor = page.next
    } while (cursor !== null)
    expect(found).toEqual(all)
  })

  test.each([
    ['a visit', [['is', 'channel', ['Paid Search']]], ['user:alice']],
    ['an event of a visit', [['is', 'page', ['/docs']]], ['user:alice', 'visitor:alex']],
    ['what they did', [['has_not_done', 'event', ['Signup']]], ['visitor:', 'visitor:alex']],
    ['nothing', [['is', 'page', ['/nowhere']]], []],
  ])('is narrowed by filters about %s', async (_, filters, expected) => {
    const found = ids(await people({ filters }))
    expect(found.map((id) => id.replace(/[0-9a-f]{16}$/u, ''))).toEqual(expected)
  })

  test('counts in a shorter period only what happened in it, but knows how each first came', async () => {
    const { rows } = await people({ period: { from: '2026-11-12', to: '2026-11-12' } })
    expect(rows).toMatchObject([
      { id: 'user:alice', visits: 1, conversions: 0, first_channel: 'Paid Search' },
    ])
  })

  test.each([
    ['al', ['user:alice']],
    ['ALICE', ['user:alice']],
    ['lice', []],
    ['%', []],
  ])('finds users whose id begins with "%s"', async (search, expected) => {
    expect(ids(await people({ search }))).toEqual(expected)
  })

  test('is not shown through a link to one segment', async () => {
    const { id } = await site.segment({ name: 'Ads', filters: [['is', 'channel', ['Direct']]] })
    for (const name of ['people', 'people/timeline', 'people/export']) {
      await expect(site.run(name, { id: 'user:alice' }, id)).rejects.toMatchObject({ status: 403 })
    }
  })
})

describe('the timeline of a person', () => {
  test('has all visits, newest first, with their events in time order, and what servers sent alone', async () => {
    const { items } = await timeline('user:alice')
    expect(
      items.map(({ start, server, channel, items }) => [
        start.slice(0, 10),
        server,
        channel,
        items.map(({ name }) => name),
      ]),
    ).toEqual([
      ['2026-11-14', true, null, ['Purchase']],
      ['2026-11-12', false, 'Direct', ['pageview']],
      ['2026-11-10', false, 'Direct', ['pageview', 'Signup']],
      ['2026-11-01', false, 'Paid Search', ['pageview']],
    ])
    expect(items[0]?.items[0]).toMatchObject({
      revenue: { amount: 49, currency: 'EUR' },
      goals: ['Purchase'],
    })
  })

  test('begins with who it is', async () => {
    const { person } = await timeline('user:alice')
    expect(person).toMatchObject({
      id: 'user:alice',
      known_by: 'user',
      account: 'acme',
      traits: { plan: 'pro' },
      first_seen: '2026-11-01T09:00:00.000Z',
      last_seen: '2026-11-14T08:00:00.000Z',
      visits: 3,
      events: 2,
      conversions: 1,
      revenue: 49,
      users: [],
    })
    expect(person.browsers.map(({ id, visits }) => [id, visits])).toEqual([
      ['visitor:desk', 1],
      ['visitor:phone', 2],
    ])
  })

  test('of a browser names the user that its visits belong to', async () => {
    const { person, items } = await timeline('visitor:phone')
    expect(person).toMatchObject({ id: 'visitor:phone', visits: 2, users: ['user:alice'] })
    expect(items.map(({ person }) => person)).toEqual(['user:alice', 'user:alice'])
  })

  test('is found by the key of a cookieless visitor, and by an id without its kind', async () => {
    const [cookieless] = ids(await people())
    expect((await timeline(cookieless ?? '')).items).toHaveLength(1)
    expect((await timeline('alice')).person.id).toBe('user:alice')
    expect((await timeline('alex')).person.id).toBe('visitor:alex')
    await expect(timeline('user:alex')).rejects.toMatchObject({ status: 404 })
    await expect(timeline('nobody')).rejects.toMatchObject({ status: 404 })
  })

  test('gives each page where the one before ended', async () => {
    const all = (await timeline('user:alice')).items
    const first = await timeline('user:alice', { limit: 3 })
    const rest = await timeline('user:alice', { limit: 3, cursor: first.next })
    expect([...first.items, ...rest.items]).toEqual(all)
    expect(rest.next).toBeNull()
  })

  test('shows the first 200 events of a visit and counts all', async () => {
    const at = Date.UTC(2026, 10, 15, 9)
    site.take(
      Array.from({ length: 230 }, (_, i) => ({
        at: at + i * 1000,
        name: 'Click',
        path: '/',
        visitor: 'busy',
      })),
    )
    const { items } = await timeline('visitor:busy')
    expect(items.map(({ events, items }) => [events, items.length])).toEqual([[230, 200]])
  })
})
