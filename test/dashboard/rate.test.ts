import './page.ts'
import { expect, test } from 'vitest'
import { fewNote } from '../../dashboard/blocks/tables/rate.tsx'
import { metricOf } from '../../dashboard/models/stats.ts'

test('a rate of fewer than 30 people says of how many, and between what it lies', () => {
  expect(fewNote({ visitors: 14, conversion_rate: 2 / 14 }, 'conversion_rate')).toBe(
    '2 of 14: between 4% and 40% with 95 % confidence',
  )
  expect(fewNote({ visits: 8, bounce_rate: 1 }, 'bounce_rate')).toBe(
    '8 of 8: between 68% and 100% with 95 % confidence',
  )
})

test.each([
  [{ visitors: 30, conversion_rate: 0.1 }, 'conversion_rate'],
  [{ visitors: 0, conversion_rate: 0 }, 'conversion_rate'],
  [{ conversion_rate: 0.1 }, 'conversion_rate'],
  [{ visitors: 5, conversion_rate: null }, 'conversion_rate'],
  [{ visitors: 5, visits: 5 }, 'visits'],
  [{ conversions: 2, average_value: 10 }, 'average_value'],
] as const)('%j needs no such note', (row, metric) => {
  expect(fewNote(row, metric)).toBeUndefined()
})

test.each([
  [{ visitors: 0, conversion_rate: 0 }, 'conversion_rate', null],
  [{ visits: 0, visit_duration: 0 }, 'visit_duration', null],
  [{ conversions: 0, average_value: 0 }, 'average_value', null],
  [{ visitors: 9, conversion_rate: 0 }, 'conversion_rate', 0],
  [{ revenue: 0 }, 'revenue', 0],
  [{ conversion_rate: 0.2 }, 'conversion_rate', 0.2],
] as const)('of %j the %s is %s', (row, metric, value) => {
  expect(metricOf(row, metric)).toBe(value)
})
