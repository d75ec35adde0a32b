import { expect, test } from 'vitest'
import { demoSpend } from '../../collector/demo/spend.ts'
import { demoTraffic } from '../../collector/demo/traffic.ts'

const DAY = 86_400_000
const start = Date.UTC(2026, 5, 1)
const end = start + 40 * DAY
const lines = demoTraffic({ site: 'demo.tributary.test', seed: 1, start, end })

function spend(from: number, until: number) {
  return demoSpend(lines, { seed: 1, from, until })
}
const whole = spend(start, end)
const rows = whole.flatMap((reported) => reported.rows)

test('four platforms report a row a day for each campaign that brought somebody', () => {
  const names = whole.map((reported) => reported.import)
  expect(names).toEqual(['Google Ads', 'Meta Ads', 'Microsoft Ads', 'LinkedIn Ads'])
  const brand = rows.filter(({ source, campaign }) => source === 'google' && campaign === 'brand')
  expect(brand.length).toBeGreaterThan(35)
  expect(new Set(brand.map(({ day }) => day)).size).toBe(brand.length)
  const mediums = new Set(rows.map(({ medium }) => medium))
  expect(mediums).toEqual(new Set(['cpc', 'paid_social', 'cpv', 'display']))
})

test('every click costs something, and is one of several impressions', () => {
  expect(rows.every(({ amount }) => Number.isSafeInteger(amount) && amount > 0)).toBe(true)
  expect(rows.every(({ clicks, impressions }) => Number(clicks) < Number(impressions))).toBe(true)
})

test('the days that follow can be reported later, and are what they would have been', () => {
  const half = start + 20 * DAY
  const parts = [...spend(start, half), ...spend(half, end)].flatMap((reported) => reported.rows)
  expect(new Set(parts)).toEqual(new Set(rows))
  expect(parts).toHaveLength(rows.length)
})

test('a day that is not over is not reported', () => {
  const days = spend(start, start + DAY).flatMap((reported) => reported.rows)
  expect(new Set(days.map(({ day }) => day))).toEqual(new Set(['2026-06-01']))
})

test('one campaign has another name in its platform than in its links', () => {
  const links = new Set(
    lines.map(({ url = '' }) => new URL(url, 'https://a.b').searchParams.get('utm_campaign')),
  )
  const unknown = new Set(rows.map(({ campaign }) => campaign).filter((name) => !links.has(name)))
  expect(unknown).toEqual(new Set(['Team Leads Q4']))
})
