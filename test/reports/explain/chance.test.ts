import { expect, test } from 'vitest'
import type { Cause } from '../../../collector/reports/explain/named.ts'
import { DIMENSIONS, namedOf } from './process.ts'

const RUNS = 12
/** A day's visitors, each channel's part of them and the rate all differ by a tenth, and weekends are quiet. */
const USUAL = { days: 28, daily: 100, restless: 0.1 }

const told = ({ row, why }: Cause) => `${DIMENSIONS[row.dimension]} ${row.value} ${why}`

test('of two periods of one restless process next to nothing is named', () => {
  const periods = (['visits', 'conversions', 'conversion_rate'] as const).flatMap((metric) =>
    [
      { ...USUAL, restless: 0 },
      { ...USUAL, restless: 0.2 },
      { ...USUAL, days: 7 },
    ].flatMap((process) =>
      Array.from({ length: RUNS }, (_, seed) => namedOf({ ...process, seed }, metric)),
    ),
  )
  const wrong = periods.filter((causes) => causes.length > 0)
  expect(wrong.length / periods.length).toBeLessThan(0.05)
})

test('a channel that loses half its people is named, or the source that most of them come from', () => {
  const difference = ({ channel }: { channel: string }) =>
    channel === 'channel-1' ? { stay: 0.5 } : {}
  const found = Array.from({ length: RUNS }, (_, seed) =>
    namedOf({ ...USUAL, seed, difference }, 'conversions').map(told),
  )
  const right = found.filter(([first]) =>
    ['channel channel-1 people', 'source source-1 people'].includes(first ?? ''),
  )
  expect(right.length).toBeGreaterThanOrEqual(0.9 * RUNS)
})

test('a device on which a third as many convert is named, of the count as of the rate', () => {
  const difference = ({ device }: { device: string }) =>
    device === 'mobile' ? { convert: 0.3 } : {}
  for (const metric of ['conversions', 'conversion_rate', 'converted_visitors'] as const) {
    const found = Array.from({ length: RUNS }, (_, seed) =>
      namedOf({ ...USUAL, seed, difference }, metric).map(told),
    )
    const right = found.filter(([first]) => first === 'device mobile rate')
    expect(right.length, metric).toBeGreaterThanOrEqual(0.9 * RUNS)
  }
})
