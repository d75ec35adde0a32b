import { describe, expect, test } from 'vitest'
import { METRIC_SOURCES, NOTHING } from '../../../collector/reports/facts/metrics.ts'
import { METRICS } from '../../../collector/vocabulary.ts'

/** The example above the formulas. */
const FACTS = {
  ...NOTHING,
  visits: 4,
  visitors: 3,
  bounced: 1,
  engaged: 3,
  duration_ms: 120_000,
  pageviews: 8,
  events: 5,
  people: 2,
  engaged_ms: 64_000,
  scroll: 480,
  conversions: 2,
  converted: 1,
  converted_of_visitors: 1,
  refunds: 1,
  revenue: 3_001,
}

test.each([
  ['visitors', 3],
  ['visits', 4],
  ['pageviews', 8],
  ['events', 5],
  ['people', 2],
  ['bounce_rate', 0.25],
  ['engaged_rate', 0.75],
  ['visit_duration', 30],
  ['views_per_visit', 2],
  ['scroll_depth', 60],
  ['time_on_page', 8],
  ['conversions', 2],
  ['converted_visitors', 1],
  ['conversion_rate', 1 / 3],
  ['revenue', 30.01],
  ['average_value', 15.005],
  ['refunds', 1],
] as const)('%s is %d', (metric, value) => {
  expect(METRIC_SOURCES[metric].of(FACTS, 100)).toBe(value)
})

test('a currency without minor units is not divided', () => {
  expect(METRIC_SOURCES.revenue.of(FACTS, 1)).toBe(3_001)
  expect(METRIC_SOURCES.average_value.of(FACTS, 1)).toBe(1_500.5)
})

test('an average is divided once, and so the nearest number to the exact quotient', () => {
  const facts = { ...NOTHING, revenue: 35, conversions: 3 }
  expect(METRIC_SOURCES.average_value.of(facts, 100)).toBe(0.11666666666666667)
  expect(35 / 100 / 3).toBe(0.11666666666666665)
})

describe('each metric', () => {
  test.each(METRICS)('%s of nothing is 0', (metric) => {
    expect(METRIC_SOURCES[metric].of(NOTHING, 100)).toBe(0)
  })

  test.each(METRICS)('%s is made of the facts that it names, and of no other', (metric) => {
    const { facts, of } = METRIC_SOURCES[metric]
    const named = Object.fromEntries(facts.map((fact) => [fact, FACTS[fact]]))
    expect(of({ ...NOTHING, ...named }, 100)).toBe(of(FACTS, 100))
  })
})
