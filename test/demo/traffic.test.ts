import { describe, expect, test } from 'vitest'
import { LAUNCH_DAY } from '../../collector/demo/arrivals.ts'
import { demoTraffic } from '../../collector/demo/traffic.ts'
import type { WireLine } from '../../collector/demo/wire.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const start = Date.UTC(2026, 5, 1)
const demo = { site: 'demo.tributary.test', seed: 1, start, end: start + 90 * DAY }
const lines = demoTraffic(demo)

function named(name: string): WireLine[] {
  return lines.filter((line) => line.name === name)
}

function converted(experiment: string): Map<string, number> {
  const users = new Set(named('Signup').map(({ visitor }) => visitor))
  const rates = new Map<string, number>()
  for (const variant of ['control', 'b']) {
    const seen = named('exposure').filter(
      ({ props }) => props?.experiment === experiment && props.variant === variant,
    )
    rates.set(variant, seen.filter(({ visitor }) => users.has(visitor)).length / seen.length)
  }
  return rates
}

const isPaid = ({ revenue }: WireLine) => Number(revenue?.amount) > 0
const isRefund = ({ revenue }: WireLine) => Number(revenue?.amount) < 0

/** Revenue by `source/campaign` of the tagged page that the buyer's visit began with. */
function earnings(): Map<string, number> {
  const earned = new Map<string, number>()
  const campaigns = new Map<string, { at: number; name: string }>()
  for (const { name, at, visitor = '', url = '', revenue } of lines) {
    const tags = new URLSearchParams(url.split('?')[1])
    if (tags.has('utm_campaign')) {
      const named = `${tags.get('utm_source')}/${tags.get('utm_campaign')}`
      campaigns.set(visitor, { at, name: named })
    }
    const campaign = campaigns.get(visitor)
    if (name !== 'Purchase' || !campaign || at - campaign.at > 60 * MINUTE) continue
    const sum = (earned.get(campaign.name) ?? 0) + Number(revenue?.amount)
    earned.set(campaign.name, sum)
  }
  return earned
}

describe('the demo', () => {
  test('is the same for the same seed', () => {
    expect(demoTraffic(demo)).toEqual(lines)
  })

  test('goes on where it ended: a later end only adds lines', () => {
    const known = new Set(lines.map(({ id }) => id))
    const longer = demoTraffic({ ...demo, end: demo.end + 2 * DAY })
    expect(longer.filter(({ at }) => at < demo.end)).toEqual(lines)
    expect(longer.filter(({ id }) => !known.has(id)).every(({ at }) => at >= demo.end)).toBe(true)
  })

  test('is in order of time, with an id for every line', () => {
    expect(lines.every(({ at }, i) => i === 0 || at >= (lines[i - 1]?.at ?? 0))).toBe(true)
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  })

  test('has fewer sign-ups than visitors, fewer activations, fewer purchases, some refunds', () => {
    const visitors = new Set(lines.map(({ visitor }) => visitor)).size
    const [bought, back] = [named('Purchase').filter(isPaid), named('Purchase').filter(isRefund)]
    const lists = [named('Signup'), named('Project created'), bought, back]
    const counts = lists.map(({ length }) => length)
    const funnel = [visitors, ...counts]
    expect(funnel).toEqual(funnel.toSorted((a, b) => b - a))
    expect(counts.every((count) => count > 5)).toBe(true)
  })

  test('knows users and accounts, several users sharing some accounts', () => {
    const users = named('Signup').map(({ user }) => user)
    const accounts = new Set(named('Signup').map(({ account }) => account))
    expect(users.every(Boolean)).toBe(true)
    expect(accounts.size).toBeLessThan(users.length)
  })

  test('purchases happen in the browser, minutes after a page of the same visit', () => {
    const views = new Map<string | undefined, WireLine[]>()
    for (const view of named('pageview')) {
      const known = views.get(view.visitor)
      if (known) known.push(view)
      else views.set(view.visitor, [view])
    }
    for (const { at, visitor, url } of named('Purchase').filter(isPaid)) {
      expect(url).toBe('https://demo.tributary.test/checkout/done')
      const ages = (views.get(visitor) ?? []).map((view) => at - view.at)
      expect(ages.some((age) => age > 0 && age < 10 * MINUTE)).toBe(true)
    }
  })

  test('renewals and refunds, which are negative purchases, are told by a server', () => {
    const told = [...named('Renewal'), ...named('Purchase').filter(isRefund)]
    expect(told.length).toBeGreaterThan(50)
    expect(told.every(({ url, visitor }) => url === undefined && visitor === undefined)).toBe(true)
    expect(
      named('Purchase')
        .filter(isPaid)
        .every(({ url }) => url !== undefined),
    ).toBe(true)
  })

  test('ads earn money, but for one campaign that only costs', () => {
    const earned = earnings()
    expect(earned.get('google/brand')).toBeGreaterThan(1_000)
    expect(earned.get('google/planning-software')).toBeGreaterThan(200)
    expect(earned.get('facebook/retargeting')).toBeGreaterThan(200)
    expect(earned.get('facebook/small-teams')).toBeUndefined()
    const came = named('pageview').filter(({ url }) => url?.includes('utm_campaign=small-teams'))
    expect(came.length).toBeGreaterThan(500)
  })

  test('has links that went out badly: a misspelt source, a macro, an unknown medium', () => {
    const landed = (part: string) => named('pageview').filter(({ url }) => url?.includes(part))
    expect(landed('utm_source=facebok').length).toBeGreaterThan(20)
    expect(landed('utm_campaign=%7Bcampaignid%7D').length).toBeGreaterThan(10)
    expect(landed('utm_medium=button-2').length).toBeGreaterThan(10)
  })

  test('has an experiment that helps and one that changes nothing', () => {
    const helps = converted('yearly-prices')
    const idle = converted('headline')
    expect(helps.get('b')).toBeGreaterThan(1.15 * (helps.get('control') ?? 1))
    expect(idle.get('b')).toBeCloseTo(idle.get('control') ?? 0, 1)
  })

  test('was liveliest on the day of its launch and is quiet on Sundays', () => {
    const days = new Array<number>(90).fill(0)
    for (const { at, name } of lines) {
      const day = Math.floor((at - start) / DAY)
      if (name === 'pageview') days[day] = (days[day] ?? 0) + 1
    }
    const sunday = days[LAUNCH_DAY + 4 - new Date(start + (LAUNCH_DAY + 4) * DAY).getUTCDay()]
    expect(Math.max(...days)).toBe(days[LAUNCH_DAY])
    expect(sunday).toBeLessThan(0.8 * (days[LAUNCH_DAY] ?? 0))
  })
})
