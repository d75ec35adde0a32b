import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preview } from '../../collector/alerts/preview.ts'
import { siteOfAlerts } from '../../collector/alerts/tick.ts'
import { addFunnel, FunnelInput } from '../../collector/settings/funnels.ts'
import { listSites } from '../../collector/settings/sites.ts'
import { type AlertedSite, alertedSite, at, DAY, HOUR } from './alerted.ts'

/** Monday 30 November 2026, a little past midnight. */
const MONDAY = '2026-11-30T00:30:00Z'
const TODAY = at('2026-11-30T00:00:00Z')

let site: AlertedSite
beforeAll(async () => {
  site = await alertedSite({ timezone: 'UTC' })
  await site.way()
  // Ten weeks: each day twenty who look, five who try and one who buys; but none on Friday, and few on the last Sunday.
  for (let back = 70; back > 0; back--) {
    const day = TODAY - back * DAY
    if (back === 3) continue
    const people = back === 1 ? 2 : 20
    site.take(
      Array.from({ length: people }, (_, i) => {
        const visit = { visitor: `p-${back}-${i}`, at: day + 9 * HOUR + i * 60_000, path: '/' }
        const trial = { ...visit, name: 'Try', at: visit.at + 10_000 }
        const buy = { ...trial, name: 'Buy', at: visit.at + 20_000 }
        return [visit, ...(i % 4 === 0 ? [trial] : []), ...(i === 0 ? [buy] : [])]
      }).flat(),
    )
  }
})
afterAll(() => site.close())

async function tried(alert: object, now = MONDAY) {
  const [first] = await listSites(site.settings)
  if (!first) throw new Error('no site')
  const { reports } = site.room(at(now))
  const run = (name: string, request: unknown) => reports.run(name, first.domain, request, {})
  const input = site.input({ per: 'day', ...alert })
  return await preview(site.settings, siteOfAlerts(first, undefined), input, { now: at(now), run })
}

const titles = async () => (await site.messages()).map(({ title }) => title)

const days = (found: Awaited<ReturnType<typeof tried>>) =>
  found.intervals.filter(({ happened }) => happened).map(({ key, happened }) => [key, happened])

describe('an alert that is tried on a month', () => {
  test('of a metric says on which days it would have fired', async () => {
    const found = await tried({ metric: 'visitors', when: 'below', value: 5 })
    expect(found.intervals).toHaveLength(30)
    expect(found).toMatchObject({ days: 30, fired: 2, reason: null })
    expect(days(found)).toEqual([
      ['2026-11-27', 'fired'],
      ['2026-11-28', 'recovered'],
      ['2026-11-29', 'fired'],
    ])
  })

  test('of a change holds each day against the same weekday', async () => {
    const found = await tried({ metric: 'visitors', when: 'down_by', value: 0.5 })
    expect(days(found).map(([key]) => key)).toEqual(['2026-11-27', '2026-11-28', '2026-11-29'])
    expect(found.intervals.at(-1)).toMatchObject({ value: 2, before: 20 })
  })

  test('of the unusual knows what is usual', async () => {
    const found = await tried({ metric: 'visitors', when: 'unusual' })
    expect(days(found).map(([key]) => key)).toEqual(['2026-11-27', '2026-11-28', '2026-11-29'])
    const last = found.intervals.at(-1)
    expect(last?.usual?.expected).toBeCloseTo(20, 0)
    expect(last?.usual?.low).toBeGreaterThan(2)
  })

  test('by the hour holds each hour against the same of other days', async () => {
    const found = await tried({ metric: 'pageviews', when: 'unusual', per: 'hour' })
    expect(found.intervals).toHaveLength(30 * 24)
    expect(days(found).map(([key]) => key)).toEqual([
      '2026-11-27T09:00:00+00:00',
      '2026-11-27T10:00:00+00:00',
      '2026-11-29T09:00:00+00:00',
      '2026-11-29T10:00:00+00:00',
    ])
  })

  test('by the week goes back half a year', async () => {
    const found = await tried(
      { metric: 'visitors', when: 'below', value: 120, per: 'week' },
      '2026-11-30T01:00:00Z',
    )
    expect(found.intervals).toHaveLength(26)
    expect(days(found)).toEqual([['2026-11-23', 'fired']])
    // Before there were data nothing can be said.
    expect(found.intervals.filter(({ value }) => value === null).length).toBeGreaterThan(12)
  })

  test('of tracking that stopped names the day without any event', async () => {
    const found = await tried({
      metric: undefined,
      signal: 'tracking_stopped',
      when: 'above',
      value: 0,
    })
    expect(days(found)).toEqual([
      ['2026-11-27', 'fired'],
      ['2026-11-28', 'recovered'],
    ])
  })

  test('of what data quality tells asks it day by day', async () => {
    const signal = { metric: undefined, signal: 'rejected_share', when: 'above', value: 0.1 }
    const found = await tried(signal)
    expect(found).toMatchObject({ days: 30, fired: 0 })
    expect(found.intervals.at(-1)?.value).toBe(0)
  })

  test('of what tells of now alone shows that', async () => {
    const signal = { metric: undefined, signal: 'accounts_at_risk', when: 'above', value: 0 }
    expect(await tried(signal)).toMatchObject({
      days: 0,
      fired: 0,
      intervals: [{ key: '2026-11-29', value: 0, breached: false }],
    })
    const spend = { metric: undefined, signal: 'spend_without_return', when: 'above', value: 10 }
    expect((await tried(spend)).intervals).toMatchObject([{ value: 0 }])
  })

  test('says what is gone', async () => {
    const found = await tried({ metric: 'conversions', goal: 'Sell', when: 'below', value: 1 })
    expect(found).toMatchObject({ intervals: [], reason: { why: 'goal' } })
  })
})

describe('a funnel', () => {
  let funnel: string
  beforeAll(async () => {
    const steps = [{ page: '/' }, { event: 'Buy' }]
    const input = FunnelInput.parse({ name: 'Sale', steps, window: '14d' })
    funnel = (await addFunnel(site.settings, site.id, input, 0)).id
  })

  test('is judged by its rate, once nobody is under way any more', async () => {
    const found = await tried({ metric: undefined, funnel, when: 'below', value: 0.04 })
    // On Sunday's people the day is not over yet.
    expect(found.intervals.at(-1)?.key).toBe('2026-11-28')
    expect(found.intervals.at(-1)?.value).toBeCloseTo(1 / 20)
    expect(days(found)).toEqual([
      ['2026-11-27', 'fired'],
      ['2026-11-28', 'recovered'],
    ])
  })

  test('changes by points', async () => {
    const found = await tried(
      { metric: undefined, funnel, when: 'up_by', value: 0.4 },
      '2026-12-01T00:30:00Z',
    )
    expect(found.intervals.at(-1)).toMatchObject({ key: '2026-11-29', value: 0.5 })
    expect(found.intervals.at(-1)?.before).toBeCloseTo(1 / 20)
    expect(days(found)).toEqual([['2026-11-29', 'fired']])
  })

  test('is told of by its name', async () => {
    await site.alert({
      name: 'Sales',
      metric: undefined,
      funnel,
      when: 'below',
      value: 0.2,
      per: 'day',
    })
    await site.tick(MONDAY)
    expect(await titles()).toContain('The rate of Sale fell below 20%: 5% on Sat 28 Nov')
  })
})

describe('an alert that fires', () => {
  test('says what is usual, if it was not asked about that', async () => {
    await site.alert({ name: 'Few', metric: 'visitors', when: 'below', value: 5, per: 'day' })
    await site.tick(MONDAY)
    expect(await titles()).toContainEqual(
      expect.stringMatching(/^Visitors fell below 5: 2 on Sun 29 Nov, usually \d+–\d+$/),
    )
  })
})
