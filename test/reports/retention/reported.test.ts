import { afterEach, expect, test } from 'vitest'
import type { RetentionAnswer } from '../../../collector/reports/retention.ts'
import type { SiteInput } from '../../../collector/settings/sites.ts'
import { type Line, type ReportedSite, reportedSite } from '../site.ts'

/** What people reported of other tools' retention. */

const open: ReportedSite[] = []
afterEach(async () => {
  for (const site of open.splice(0)) await site.close()
})

async function siteWith(lines: Line[], settings: Partial<SiteInput> = {}) {
  const site = await reportedSite(settings, '2026-07-20T12:00:00Z')
  open.push(site)
  site.take(lines)
  return (request: object) => site.run('retention', request) as Promise<RetentionAnswer>
}

const seen = (visitor: string, at: string, source = 'a'): Line => ({
  ...{ visitor, at, path: `/?utm_source=${source}&utm_medium=cpc` },
})
const did = (name: string, visitor: string, at: string): Line => ({ name, visitor, at, path: '/' })
const SIGNUP = { event: 'Signup' }

// https://github.com/PostHog/posthog/issues/2368
test('the first of an event is the first ever, not the first of the period', async () => {
  const retention = await siteWith([
    did('Signup', 'old', '2026-01-05T10:00:00'),
    did('Signup', 'old', '2026-05-04T10:00:00'),
    did('Signup', 'new', '2026-05-04T10:00:00'),
  ])
  const period = { from: '2026-05-04', to: '2026-05-04' }
  const { cohorts } = await retention({ unit: 'day', periods: 1, period, cohort: SIGNUP })
  expect(cohorts.map(({ size }) => size)).toEqual([1])
})

// https://github.com/PostHog/posthog/issues/31877
test.each(['on', 'on_or_after'] as const)('broken down, it is told %s a period', async (mode) => {
  const retention = await siteWith([
    seen('one', '2026-05-01T10:00:00'),
    seen('one', '2026-05-03T10:00:00'),
    seen('two', '2026-05-01T10:00:00', 'b'),
  ])
  const period = { from: '2026-05-01', to: '2026-05-01' }
  const asked = { unit: 'day', periods: 3, period, mode, breakdown: 'source' }
  const { breakdown } = await retention(asked)
  const rates = breakdown?.map(({ value, curve }) => [value, ...curve.map(({ rate }) => rate)])
  expect(rates).toEqual([
    ['a', 1, mode === 'on' ? 0 : 1, 1],
    ['b', 1, 0, 0],
  ])
})

// https://github.com/PostHog/posthog/issues/23355
test('returns after the period are told, as far as time has come', async () => {
  const retention = await siteWith([
    seen('one', '2026-05-15T10:00:00'),
    seen('one', '2026-06-14T10:00:00'),
  ])
  const period = { from: '2026-05-01', to: '2026-05-15' }
  const { cohorts } = await retention({ unit: 'day', periods: 31, period })
  expect(cohorts).toHaveLength(15)
  expect(cohorts.at(-1)?.retained.at(30)).toBe(1)
  expect(cohorts.every(({ partial_from }) => partial_from === null)).toBe(true)
})

// https://github.com/PostHog/posthog/pull/20103
test('a month that a period begins within is told as a whole', async () => {
  const retention = await siteWith([
    seen('early', '2026-05-03T10:00:00'),
    seen('late', '2026-05-20T10:00:00'),
    seen('early', '2026-06-10T10:00:00'),
  ])
  const period = { from: '2026-05-15', to: '2026-06-15' }
  const { cohorts } = await retention({ unit: 'month', periods: 2, period })
  expect(cohorts.map(({ start, size, retained }) => [start, size, ...retained])).toEqual([
    ['2026-05-01', 2, 2, 1],
    ['2026-06-01', 0, 0, 0],
  ])
})

// https://github.com/PostHog/posthog/issues/2054
test.each(['Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kolkata'])(
  'the first day of a period is a whole one in %s',
  async (timezone) => {
    const hours = Array.from({ length: 72 }, (_, hour) =>
      seen(
        `v${hour}`,
        `2026-05-${String(10 + Math.floor(hour / 24))}T${String(hour % 24).padStart(2, '0')}:30:00`,
      ),
    )
    const retention = await siteWith(hours, { timezone })
    const period = { from: '2026-05-11', to: '2026-05-11' }
    const { cohorts } = await retention({ unit: 'day', periods: 1, period })
    expect(cohorts.map(({ size }) => size)).toEqual([24])
  },
)

// https://github.com/umami-software/umami/issues/3450
test('a cohort has all its periods, however few cohorts there are', async () => {
  const days = ['01', '02', '03', '04'].map((day) => seen('one', `2026-05-${day}T10:00:00`))
  const retention = await siteWith([...days, seen('two', '2026-05-03T10:00:00')])
  const period = { from: '2026-05-01', to: '2026-05-04' }
  const { cohorts } = await retention({ unit: 'day', periods: 4, period })
  expect(cohorts[0]?.retained).toEqual([1, 1, 1, 1])
})

// https://github.com/PostHog/posthog/issues/23661
test('whoever never comes back is in no later period, on or after it', async () => {
  const retention = await siteWith([seen('gone', '2026-05-01T10:00:00')])
  const period = { from: '2026-05-01', to: '2026-05-01' }
  const asked = { unit: 'day', periods: 3, period, mode: 'on_or_after' }
  expect((await retention(asked)).cohorts[0]?.retained).toEqual([1, 0, 0])
})

// https://github.com/PostHog/posthog/pull/24901
test('any visit is a return no seldomer than one event', async () => {
  const retention = await siteWith([
    did('Signup', 'one', '2026-05-01T10:00:00'),
    did('Signup', 'one', '2026-05-02T10:00:00'),
    seen('one', '2026-05-03T10:00:00'),
  ])
  const period = { from: '2026-05-01', to: '2026-05-01' }
  const asked = { unit: 'day', periods: 3, period, cohort: SIGNUP }
  const any = (await retention(asked)).cohorts[0]?.retained
  const same = (await retention({ ...asked, return: SIGNUP })).cohorts[0]?.retained
  expect([any, same]).toEqual([
    [1, 1, 1],
    [0, 1, 0],
  ])
})
