import { expect, test } from 'vitest'
import type { Period } from '../../dashboard/models/period.ts'
import { steppedPeriod } from '../../dashboard/models/stepped-period.ts'

/** A Tuesday. */
const NOW = { today: '2026-11-10', weekStart: 'monday' } as const
const range = (from: string, to: string) => ({ from, to })

test.each<[Period, number, Period | undefined]>([
  // What runs is so far: it is held against as many days, not against a whole month.
  ['lastmonth', 1, 'mtd'],
  ['lastquarter', 1, 'qtd'],
  ['lastweek', 1, 'wtd'],
  [range('2025-01-01', '2025-12-31'), 1, 'ytd'],
  // And back again.
  ['mtd', -1, range('2026-10-01', '2026-10-31')],
  ['qtd', -1, range('2026-07-01', '2026-09-30')],
  ['wtd', -1, range('2026-11-02', '2026-11-08')],
  ['ytd', -1, range('2025-01-01', '2025-12-31')],
  ['lastmonth', -1, range('2026-09-01', '2026-09-30')],
  ['mtd', 1, undefined],
  ['last7', -1, range('2026-10-28', '2026-11-03')],
  ['today', -1, range('2026-11-09', '2026-11-09')],
  ['today', 1, undefined],
  ['all', -1, undefined],
])('from %j by %i to %j', (period, steps, next) => {
  expect(steppedPeriod(period, steps, NOW)).toEqual(next)
})
