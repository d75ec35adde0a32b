import '../dashboard/page.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AttributionAnswer } from '../../collector/reports/attribution.ts'
import type { MagicNumberAnswer } from '../../collector/reports/magic-number.ts'
import type { SpendReportAnswer } from '../../collector/reports/spend.ts'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { listLinks } from '../../collector/settings/links.ts'
import { siteByDomain } from '../../collector/settings/sites.ts'
import { chosenHabits } from '../../dashboard/views/retention/asked-habits.ts'
import { adviceOf, usualOf } from '../../dashboard/views/return/advice.ts'
import { earningsOf } from '../../dashboard/views/return/earned.ts'
import { saidOf } from '../../dashboard/views/return/next-said.ts'
import { type SeededDemo, seededDemo } from './seeded.ts'

const DAY = 86_400_000
const MONDAY = Date.parse('2026-11-23T10:00:00Z')

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** What a start on any day of the week shows differs. */
describe.each(
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
    (name, i) => [name, MONDAY + i * DAY] as const,
  ),
)('the demo started on a %s', (_, now) => {
  const today = Math.floor(now / DAY) * DAY
  const ninety = { from: day(today - 90 * DAY), to: day(today - DAY) }
  let demo: SeededDemo
  let answer: AttributionAnswer

  beforeAll(async () => {
    demo = await seededDemo(now)
    answer = await demo.ask<AttributionAnswer>('attribution', {
      period: ninety,
      goal: 'Purchase',
      dimension: 'campaign',
      models: ['last_non_direct'],
      top: 0,
    })
  }, 120_000)

  afterAll(() => demo.close())

  test('the page of habits finds one as it opens, sure to be correlated and too good to be true nowhere', async () => {
    const { first, day_from, day_to } = chosenHabits()
    const { rows, people } = await demo.ask<MagicNumberAnswer>('magic-number', {
      period: ninety,
      within_days: first,
      retained: { day_from, day_to },
    })
    const [best] = rows
    expect(best).toMatchObject({ event: 'Invite sent', verdict: 'correlated' })
    expect(best?.at_least).toBeLessThanOrEqual(2)
    expect(best?.and).toBeUndefined()
    expect(best?.interval[0]).toBeGreaterThan(0.38)
    expect(best?.q).toBeLessThan(0.001)
    expect(best?.people).toBeGreaterThan(150)
    expect(best?.people).toBeLessThan(0.05 * people)
    expect(best?.share_retained_with).toBeLessThan(0.95)
  })

  const curve = (campaign: string) => answer.saturation.find((row) => row.campaign === campaign)
  const advice = (campaign: string) => {
    const { rows } = earningsOf(answer)
    const row = rows.find(({ value }) => value === campaign)
    return row && adviceOf(row, usualOf(rows), curve(campaign))
  }

  test('of purchases alone the saturated campaign is past what it can bring', () => {
    const much = curve('planning-software')
    expect(much && saidOf(much)).toMatch(
      /It is past \$\d+(?:\.\d\d)? a day, above which it costs more than it brings\./u,
    )
    expect(advice('planning-software')).not.toBe('raise')
  })

  test('the one that loses is to be stopped, the under-funded one to be raised', () => {
    expect([advice('small-teams'), advice('planning-tools')]).toEqual(['stop', 'raise'])
  })

  test('every link has clicks and visits of the last days, and those in use brought money', async () => {
    const site = Number((await siteByDomain(demo.settings, 'demo.tributary.test')).id)
    const links = await listLinks(demo.settings, site)
    const thirty = { from: day(today - 29 * DAY), to: day(today) }
    const { rows } = await demo.ask<StatsAnswer>('stats', {
      period: thirty,
      metrics: ['visits', 'revenue'],
      dimensions: ['link'],
    })
    const earned = new Map(rows.map((row) => [row.link, row]))
    expect(links.map(({ slug }) => slug)).toEqual(['ship-it', 'tour', 'picks', 'trial', 'weekly'])
    for (const { slug, clicks, bots, archived, owner, note } of links) {
      expect([slug, clicks > 0, bots > 0]).toEqual([slug, true, true])
      expect([owner, note]).not.toContain(undefined)
      expect(Number(earned.get(slug)?.visits), slug).toBeGreaterThan(0)
      expect(archived).toBe(slug === 'tour')
    }
    expect(Number(earned.get('trial')?.revenue)).toBeGreaterThan(100)
  })

  test('the mistagged one stands beside the visits that it is nearest to', async () => {
    const { unmatched } = await demo.ask<SpendReportAnswer>('spend', { period: ninety })
    expect(unmatched).toHaveLength(1)
    const [{ campaign, cost, near } = { campaign: '', cost: 0, near: null }] = unmatched
    expect([campaign, near?.aliases.map(({ means }) => means)]).toEqual([
      'Team Leads Q4',
      ['team-leads'],
    ])
    expect(cost).toBeGreaterThan(0)
  })
})
