import { afterEach, expect, test } from 'vitest'
import type { RetentionAnswer } from '../../../collector/reports/retention.ts'
import type { SiteInput } from '../../../collector/settings/sites.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

const open: ReportedSite[] = []
afterEach(async () => {
  for (const site of open.splice(0)) await site.close()
})

async function siteWith(lines: Line[], now: string, settings: Partial<SiteInput> = {}) {
  const site = await reportedSite(settings, now)
  open.push(site)
  site.take(lines)
  return (request: object) => site.run('retention', request) as Promise<RetentionAnswer>
}

const seen = (visitor: string, at: string): Line => ({ visitor, at, path: '/' })
const did = (name: string, user: string, at: string): Line => ({
  name,
  user,
  visitor: undefined,
  at,
})
const may = (from: string, to: string) => ({ from: `2026-05-${from}`, to: `2026-05-${to}` })

test('the triangle is as wide as asked for, its cells partial, then empty (R1)', async () => {
  const days = (visitor: string, ...dates: number[]) =>
    dates.map((date) => seen(visitor, `2026-05-${date}T10:00:00`))
  const retention = await siteWith(
    [...days('v1', 23, 24, 25, 26), ...days('v2', 25, 26)],
    '2026-05-27T12:00:00Z',
  )
  const { cohorts, curve } = await retention({ unit: 'day', periods: 4, period: may('23', '26') })
  expect(cohorts).toEqual([
    { start: '2026-05-23', size: 1, retained: [1, 1, 1, 1], partial_from: null },
    { start: '2026-05-24', size: 0, retained: [0, 0, 0, 0], partial_from: 3 },
    { start: '2026-05-25', size: 1, retained: [1, 1, 0, null], partial_from: 2 },
    { start: '2026-05-26', size: 0, retained: [0, 0, null, null], partial_from: 1 },
  ])
  expect(curve.map(({ rate, people }) => [rate, people])).toEqual([
    [1, 2],
    [1, 2],
    [1, 1],
    [1, 1],
  ])
})

test.each([
  ['sunday', '2026-03-01', 1],
  ['monday', '2026-03-02', 0],
] as const)(
  "weeks begin on the site's %s, at its own midnight (R3)",
  async (week_start, start, back) => {
    // Saturday 23:30 and Sunday 00:30 in Tokyo.
    const lines = [seen('v', '2026-03-07T14:30:00'), seen('v', '2026-03-07T15:30:00')]
    const settings = { timezone: 'Asia/Tokyo', week_start }
    const retention = await siteWith(lines, '2026-03-30T00:00:00Z', settings)
    const period = { from: '2026-03-05', to: '2026-03-08' }
    const { cohorts } = await retention({ unit: 'week', periods: 2, period })
    expect(cohorts[0]).toMatchObject({ start, size: 1, retained: [1, back] })
  },
)

test('a named return counts after the event that made the cohort only (R5)', async () => {
  const retention = await siteWith(
    [
      did('Signup', 'p', '2026-05-01T10:00:00'),
      did('Report', 'p', '2026-05-01T11:00:00'),
      did('Report', 'p', '2026-05-03T11:00:00'),
      did('Signup', 'q', '2026-05-01T10:00:00'),
      did('Report', 'r', '2026-05-01T09:00:00'),
      did('Signup', 'r', '2026-05-01T10:00:00'),
    ],
    '2026-05-20T00:00:00Z',
  )
  const asked = { unit: 'day', periods: 3, period: may('01', '01') }
  const named = { cohort: { event: 'Signup' }, return: { event: 'Report' } }
  const { cohorts } = await retention({ ...asked, ...named })
  expect(cohorts).toMatchObject([{ size: 3, retained: [1, 0, 1] }])
  const or_after = await retention({ ...asked, ...named, mode: 'on_or_after' })
  expect(or_after.cohorts).toMatchObject([{ size: 3, retained: [1, 1, 1] }])
  const again = await retention({ ...asked, cohort: named.cohort, return: named.cohort })
  expect(again.cohorts).toMatchObject([{ size: 3, retained: [0, 0, 0] }])
})

test('a site without ids says what its browsers allow (R6)', async () => {
  const browser = { userAgent: 'Mozilla/5.0 Firefox/140.0', ip: '81.2.69.142' }
  const retention = await siteWith(
    ['01', '04'].map((day) => ({
      ...browser,
      visitor: undefined,
      path: '/',
      at: `2026-05-${day}T10:00:00`,
    })),
    '2026-05-20T00:00:00Z',
    { identity: 'cookieless' },
  )
  const { cohorts, meta } = await retention({ unit: 'day', periods: 4, period: may('01', '04') })
  expect(cohorts.map(({ size }) => size)).toEqual([1, 0, 0, 1])
  expect(cohorts[0]?.retained[3]).toBe(0)
  expect(meta.warnings.join()).toContain('browsers of this site have no id')
})

test('nothing named is any visit', async () => {
  const retention = await siteWith([seen('v', '2026-05-01T10:00:00')], '2026-05-20T00:00:00Z')
  const { cohorts } = await retention({
    unit: 'day',
    periods: 1,
    period: may('01', '01'),
    cohort: {},
    return: {},
  })
  expect(cohorts).toMatchObject([{ size: 1, retained: [1] }])
})

test('a first visit long before the period makes no cohort in it', async () => {
  const retention = await siteWith(
    [
      seen('old', '2026-01-01T10:00:00'),
      seen('old', '2026-05-02T10:00:00'),
      seen('new', '2026-05-02T10:00:00'),
    ],
    '2026-05-20T00:00:00Z',
  )
  const { cohorts } = await retention({ unit: 'month', periods: 1, period: may('02', '03') })
  expect(cohorts).toEqual([{ start: '2026-05-01', size: 1, retained: [1], partial_from: 0 }])
})

test('a filter and a breakdown are about the first visit, and returns count whatever they are', async () => {
  const from = (source: string, visitor: string, at: string): Line => ({
    visitor,
    at,
    path: `/?utm_source=${source}&utm_medium=cpc`,
  })
  const retention = await siteWith(
    [
      from('a', 'one', '2026-05-01T10:00:00'),
      from('b', 'one', '2026-05-02T10:00:00'),
      from('b', 'two', '2026-05-01T10:00:00'),
      from('c', 'three', '2026-05-01T10:00:00'),
    ],
    '2026-05-20T00:00:00Z',
  )
  const asked = { unit: 'day', periods: 2, period: may('01', '01') }
  const filtered = await retention({ ...asked, filters: [['is', 'source', ['a']]] })
  expect(filtered.cohorts).toMatchObject([{ size: 1, retained: [1, 1] }])
  const { breakdown } = await retention({ ...asked, breakdown: 'source', limit: 1 })
  expect(
    breakdown?.map(({ value, other, size, curve }) => [value, other, size, curve[1]?.rate]),
  ).toEqual([
    ['a', false, 1, 1],
    [null, true, 2, 0],
  ])
})

test('what is done in the instant of the first pageview is a return, the pageview is none', async () => {
  const first = '2026-05-01T10:00:00'
  const retention = await siteWith(
    [seen('a', first), { visitor: 'a', at: first, name: 'Signup', path: '/' }],
    '2026-05-20T00:00:00Z',
  )
  const asked = { unit: 'day', periods: 1, period: may('01', '01') }
  const signups = await retention({ ...asked, return: { event: 'Signup' } })
  expect(signups.cohorts[0]?.retained).toEqual([1])
  const views = await retention({ ...asked, return: { event: 'pageview' } })
  expect(views.cohorts[0]?.retained).toEqual([0])
})

test('a breakdown by time names the days', async () => {
  const retention = await siteWith(
    [seen('a', '2026-05-02T10:00:00'), seen('b', '2026-05-01T10:00:00')],
    '2026-05-20T00:00:00Z',
  )
  const asked = { unit: 'week', periods: 1, period: may('01', '03') }
  const days = await retention({ ...asked, breakdown: 'time:day' })
  expect(days.breakdown?.map(({ value }) => value)).toEqual(['2026-05-01', '2026-05-02'])
})

test('of two visits of one instant the first is one, and one alone', async () => {
  const retention = await siteWith(
    [
      { ...seen('a', '2026-05-01T10:00:00'), user: 'u' },
      { ...seen('b', '2026-05-01T10:00:00'), user: 'u' },
      { ...seen('b', '2026-05-02T10:00:00'), user: 'u' },
    ],
    '2026-05-20T00:00:00Z',
  )
  const { cohorts } = await retention({ unit: 'day', periods: 2, period: may('01', '02') })
  expect(cohorts.map(({ size, retained }) => [size, retained])).toEqual([
    [1, [1, 1]],
    [0, [0, 0]],
  ])
})

test('stickiness is of the last day that is over', async () => {
  const retention = await siteWith(
    [
      seen('a', '2026-05-19T10:00:00'),
      seen('a', '2026-05-10T10:00:00'),
      seen('b', '2026-05-13T10:00:00'),
      seen('c', '2026-05-01T10:00:00'),
      seen('d', '2026-05-20T00:10:00'),
    ],
    '2026-05-20T09:00:00Z',
  )
  const { stickiness } = await retention({ unit: 'day', periods: 2, period: may('01', '20') })
  expect(stickiness).toEqual({ day: '2026-05-19', dau_wau: 1 / 2, dau_mau: 1 / 3 })
})

test.each([
  [{ cohort: { event: 'Signupp' } }, 'nearest'],
  [{ cohort: { event: 'Signup', page: '/' } }, 'name one of event, page and goal'],
  [{ breakdown: 'page' }, 'name a cohort event'],
  [{ periods: 400, unit: 'day', period: { from: '2020-01-01', to: '2026-05-01' } }, 'are too many'],
  [{ return: { goal: 'Nothing' } }, 'Nothing'],
])('%j is refused with what to change', async (request, words) => {
  const retention = await siteWith(
    [did('Signup', 'p', '2026-05-01T10:00:00')],
    '2026-05-20T00:00:00Z',
  )
  await expect(retention(request)).rejects.toThrow(words)
})
