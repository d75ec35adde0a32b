import { expect, test } from 'vitest'
import { shortOfLocked } from '../../../collector/reports/plan/reasons.ts'

test.each([
  ['USD', /costs 310.00 USD .* the 155.00 asked .* 50 %/],
  ['JPY', /costs 310 JPY .* the 155 asked/],
  ['KWD', /costs 310.000 KWD .* the 155.000 asked/],
])(
  'money in %s that does not pay what is locked has the digits of its currency',
  (currency, text) => {
    expect(shortOfLocked(155, 310, currency).join()).toMatch(text)
    expect(shortOfLocked(310, 310, currency)).toEqual([])
  },
)
