import { expect, test } from 'vitest'
import type { UnitEconomicsAnswer } from '../../../collector/reports/customers/answer.ts'
import { attributedSite } from '../attribution/site.ts'
import type { Line } from '../site.ts'

/** 100.00 EUR a month, on from an UTC time. */
function pays(at: string, user: string, more: object = {}): Line {
  const usual = { id: user, amount: 100, currency: 'EUR', interval: 'month', status: 'active' }
  return { name: 'subscription', at, visitor: undefined, user, subscription: { ...usual, ...more } }
}

test('one event of 1970 makes no hundreds of months: older ones are in the start of the first', async () => {
  const old = await attributedSite({}, { currency: 'EUR' })
  try {
    old.take([
      pays('1970-01-05T10:00:00', 'ann'),
      pays('1990-03-05T10:00:00', 'bob'),
      pays('1990-05-05T10:00:00', 'bob', { status: 'ended' }),
      pays('2026-09-05T10:00:00', 'bob'),
    ])
    const answer = (await old.run('unit-economics', { period: 'all' })) as UnitEconomicsAnswer
    const { months, cohorts, meta } = answer
    expect(months.length).toBe(cohorts.length)
    expect(months.filter(({ partial }) => !partial)).toHaveLength(120)
    expect(months[0]).toMatchObject({ start_mrr: 100, customers_start: 1, new_customers: 0 })
    expect(months.at(-1)).toMatchObject({ end_mrr: 200, customers_end: 2 })
    // Bob was one of the older ones, and is back.
    expect(months.reduce((sum, month) => sum + month.reactivated_customers, 0)).toBe(1)
    expect(cohorts[0]?.customers.at(-1)).toBe(2)
    expect(meta.warnings.join()).toContain(`what was before ${months[0]?.month} is in the start`)
  } finally {
    await old.close()
  }
})
