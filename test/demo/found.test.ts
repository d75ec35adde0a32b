import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LAUNCH_DAY } from '../../collector/demo/arrivals.ts'
import { brokenDay } from '../../collector/demo/form.ts'
import type { AttributionAnswer } from '../../collector/reports/attribution.ts'
import type { ExplainAnswer } from '../../collector/reports/explain.ts'
import type { FunnelAnswer } from '../../collector/reports/funnel.ts'
import type { MagicNumberAnswer } from '../../collector/reports/magic-number.ts'
import type { RetentionAnswer } from '../../collector/reports/retention.ts'
import type { UsualAnswer } from '../../collector/reports/usual/answer.ts'
import { listAnnotations } from '../../collector/settings/annotations.ts'
import { type Funnel, listFunnels } from '../../collector/settings/funnels.ts'
import { siteByDomain } from '../../collector/settings/sites.ts'
import { type SeededDemo, seededDemo } from './seeded.ts'

const DAY = 86_400_000
/** What a start on any day of the week shows differs, so the first is one and the last another. */
const STARTS = ['2026-11-28T12:45:00Z', '2026-12-02T04:30:00Z']

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

describe.each(STARTS)('the demo started at %s', (started) => {
  const now = Date.parse(started)
  const today = Math.floor(now / DAY) * DAY
  const broken = brokenDay(today - 90 * DAY)
  const ninety = { from: day(today - 90 * DAY), to: day(today - DAY) }
  let demo: SeededDemo
  let funnel: Funnel | undefined

  beforeAll(async () => {
    demo = await seededDemo(now)
    const site = await siteByDomain(demo.settings, 'demo.tributary.test')
    funnel = (await listFunnels(demo.settings, Number(site.id)))[0]
  }, 180_000)

  afterAll(() => demo.close())

  const asked = (request: object) =>
    demo.ask<FunnelAnswer>('funnel', { funnel: funnel?.id, ...request })

  test('a weekday of the last month was abnormal, and no other day of sixty', async () => {
    const period = { from: day(today - 60 * DAY), to: day(today - DAY) }
    const { trend = [] } = await asked({ period, trend: 'day' })
    const dates = trend.filter(({ abnormal }) => abnormal).map(({ date }) => date)
    expect(dates).toEqual([day(broken)])
    expect(today - broken).toBeLessThan(30 * DAY)
    expect(new Date(broken).getUTCDay() % 6).not.toBe(0)
  })

  test.each([14, 28])('of that day beside %d before it, desktops are named', async (days) => {
    const { named, change } = await demo.ask<ExplainAnswer>('explain', {
      funnel: funnel?.id,
      period: { from: day(broken), to: day(broken) },
      against: { from: day(broken - days * DAY), to: day(broken - DAY) },
    })
    expect(change).toBeLessThan(-0.3)
    expect(named[0]).toMatchObject({ dimension: 'device', value: 'desktop', why: 'rate' })
  })

  test('of the last thirty days the launch is beyond chance, perhaps that day, and nothing else', async () => {
    const launch = day(today + (LAUNCH_DAY - 90) * DAY)
    const period = { from: day(today - 30 * DAY), to: day(today - DAY) }
    const { surprises, days } = await demo.ask<UsualAnswer>('usual', {
      ...{ period, metrics: ['visitors', 'conversions'], goal: 'Signup' },
    })
    const told = surprises.map(({ metric, from, to, side }) => [metric, from, to, side].join(' '))
    const [fall, rise] = [
      `conversions ${day(broken)} ${day(broken)} low`,
      `visitors ${launch} ${launch} high`,
    ]
    expect(told).toContain(rise)
    // That day's sign-ups are so few that they may just be usual.
    expect([fall, rise]).toEqual(expect.arrayContaining(told))
    // A launch is no reason to take anything for usual in the days after it.
    const visitors = days.filter(({ metric, date }) => metric === 'visitors' && date > launch)
    expect(
      visitors.slice(0, 7).every(({ high, expected }) => Number(high) < 1.45 * Number(expected)),
    ).toBe(true)
  })

  test('the form grew better: of four weeks a quarter more people are through than at first', async () => {
    const { trend = [] } = await asked({ period: ninety, trend: 'week' })
    const rate = (weeks: typeof trend) => {
      const sum = (name: 'entered' | 'converted') =>
        weeks.reduce((total, week) => total + week[name], 0)
      return sum('converted') / sum('entered')
    }
    expect(rate(trend.slice(0, 3))).toBeLessThan(0.6)
    expect(rate(trend.slice(-4))).toBeGreaterThan(0.75)
  })

  test.each([{}, { cohort: { event: 'Signup' } }])(
    'of %j the weeks fall, settle and lie flat',
    async (cohort) => {
      const request = { period: ninety, unit: 'week', periods: 12, ...cohort }
      const { stages, curve } = await demo.ask<RetentionAnswer>('retention', request)
      expect(stages?.oscillation_ends).toBeGreaterThan(1)
      expect(stages?.plateau_starts).toBeGreaterThanOrEqual(stages?.oscillation_ends ?? 99)
      const [, first = 0, second = 0] = curve.map(({ rate }) => Number(rate))
      expect(second).toBeLessThan(first)
    },
  )

  test('who invites two colleagues in the first week stays', async () => {
    const { rows } = await demo.ask<MagicNumberAnswer>('magic-number', { period: ninety })
    expect(rows[0]).toMatchObject({ event: 'Invite sent', at_least: 2 })
    expect(rows[0]?.and).toBeUndefined()
    expect(rows[0]?.phi).toBeGreaterThan(0.4)
    expect(rows[0]?.phi).toBeLessThan(0.75)
  })

  test('of four campaigns one loses, one is spent on too much, one too little, and one has another name', async () => {
    const { rows, saturation, totals } = await demo.ask<AttributionAnswer>('attribution', {
      period: ninety,
      dimension: 'campaign',
      models: ['last_non_direct'],
      top: 0,
    })
    const row = (campaign: string) => rows.find((one) => one.campaign === campaign)
    const curve = (campaign: string) => saturation.find((one) => one.campaign === campaign)
    expect(Number(row('small-teams')?.models.last_non_direct?.roas)).toBeLessThan(0.5)

    const much = curve('planning-software')
    expect(['log', 'hill']).toContain(much?.form)
    expect(Number(much?.best_daily_spend)).toBeGreaterThan(0)
    expect(Number(much?.best_daily_spend)).toBeLessThan(0.9 * Number(much?.mean_daily_spend))

    const little = curve('planning-tools')
    const paid = rows.filter(({ cost }) => Number(cost) > 0)
    const brought = paid.reduce(
      (sum, one) => sum + Number(one.models.last_non_direct?.conversions),
      0,
    )
    expect(little).toMatchObject({ form: expect.any(String), best_daily_spend: null })
    expect(Number(little?.marginal_cpa)).toBeLessThan((0.6 * Number(totals.cost)) / brought)
    expect(Number(little?.mean_daily_spend)).toBeLessThan(0.2 * Number(much?.mean_daily_spend))

    expect(row('Team Leads Q4')).toMatchObject({ visits: 0 })
    expect(Number(row('Team Leads Q4')?.cost)).toBeGreaterThan(0)
  })

  test('every saved funnel is gone through, and what changed the form is noted', async () => {
    const site = Number((await siteByDomain(demo.settings, 'demo.tributary.test')).id)
    const funnels = await listFunnels(demo.settings, site)
    expect(funnels.length).toBeGreaterThan(2)
    for (const { id, name } of funnels) {
      const { steps } = await demo.ask<FunnelAnswer>('funnel', { funnel: id, period: ninety })
      expect(steps.at(-1)?.count, name).toBeGreaterThan(40)
    }
    const notes = (await listAnnotations(demo.settings, site)).map(({ text }) => text)
    expect(notes).toEqual(expect.arrayContaining(['Sign up with Google', 'Launch day']))
  })
})
