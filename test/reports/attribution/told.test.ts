import { afterEach, beforeEach, expect, test } from 'vitest'
import { cellOf } from '../../../collector/reports/attribution/answer.ts'
import { type AttributedSite, attributedSite, buy, visit } from './site.ts'

let site: AttributedSite

beforeEach(async () => {
  site = await attributedSite()
})
afterEach(() => site.close())

test('money without a rate is told of the days that are compared with, too', async () => {
  await site.spend([
    { date: '2026-03-03', source: 'google', cost: 20, currency: 'SEK' },
    { date: '2026-03-13', source: 'google', cost: 10, currency: 'USD' },
  ])
  site.take([
    visit('03T10:00', 'google'),
    buy('03T11:00', 50, 'p', { currency: 'SEK' }),
    visit('13T10:00', 'google'),
    buy('13T11:00', 40),
  ])
  const { meta, unconverted_spend, compared } = await site.attribution({
    period: { from: '2026-03-11', to: '2026-03-20' },
    compare: 'previous',
  })
  expect([meta.unconverted, unconverted_spend]).toEqual([[], []])
  expect(compared).toMatchObject({
    unconverted: [{ currency: 'SEK', amount: 50, events: 1 }],
    unconverted_spend: [{ currency: 'SEK', cost: 20 }],
    warnings: [expect.stringContaining('20 SEK has no rate')],
  })
})

test('the cost of a running day is whole, which is told', async () => {
  await site.spend([
    { date: '2026-11-18', source: 'google', cost: 7, currency: 'USD' },
    { date: '2026-11-19', source: 'google', cost: 5, currency: 'USD' },
    { date: '2026-11-20', source: 'google', cost: 30, currency: 'USD' },
  ])
  site.take([visit('03T10:00', 'google', 'p', { at: '2026-11-19T08:00:00' })])
  const today = { from: '2026-11-20', to: '2026-11-20' }
  const { totals, meta, compared } = await site.attribution({ period: today, compare: 'previous' })
  expect(meta.partial).toBe(true)
  expect(totals.cost).toBe(30)
  expect(meta.warnings).toEqual([
    expect.stringMatching(
      /^the cost of 2026-11-20, 30 USD, is that of the day .* 2026-11-20T12:00/,
    ),
  ])
  expect(compared?.totals.cost).toBe(5)
  expect(compared?.warnings).toEqual([
    expect.stringMatching(/^the cost of 2026-11-19, 5 USD, is that of the day .* 2026-11-19T12:00/),
  ])
  const over = await site.attribution({ period: { from: '2026-11-18', to: '2026-11-19' } })
  expect(over.meta.warnings).toEqual([])
})

test('what rounds to no conversion costs nothing a conversion', () => {
  const line = { conversions: 3e-17, money: 0, fresh: 1e-18, converters: 1, draws: undefined }
  const cost = { cost: 500, clicks: null, impressions: null }
  expect(cellOf(line, cost, { unit: 100, earns: true })).toMatchObject({
    conversions: 0,
    cpa: null,
    cac: null,
    roas: 0,
    roi: -1,
  })
})
