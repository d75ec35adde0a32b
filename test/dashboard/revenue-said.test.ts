import './page.ts'
import { expect, test } from 'vitest'
import type { Month } from '../../dashboard/views/customers-revenue/asked.ts'
import { saidOf } from '../../dashboard/views/customers-revenue/said.ts'
import { tilesOf } from '../../dashboard/views/customers-revenue/tiles.ts'
import { month } from './revenue-months.ts'

const KNOWN = {
  ...{ customers_start: 40, customers_end: 41, end_mrr: 2_255, arpa: 55, new_customers: 6 },
  ...{ customer_churn: 0.05, net_revenue_churn: 0.01, nrr: 0.99, grr: 0.96, quick_ratio: 5 },
  ...{ pooled_churned: 10, pooled_start: 400, cac: 96, payback_months: 4.2 },
  ...{ ltv: 1_760, ltv_interval: [960, 3_200] as [number, number], ltv_to_cac: 18.3 },
}

function verdicts(some: Partial<Month>) {
  const { kept, worth } = tilesOf(month(some))
  return Object.fromEntries([...kept, ...worth].map(({ name, verdict }) => [name, verdict]))
}

test('rules of thumb are judged where enough customers tell', () => {
  expect(verdicts(KNOWN)).toEqual({
    // 10 of 400: Wilson’s interval ends at 4.6 %.
    ...{ customer_churn: 'kept', revenue_churn: 'kept', nrr: 'missed', grr: 'kept' },
    // 960 / 96 = 10 is above 3.
    ...{ quick_ratio: 'kept', ltv: undefined, cac: 'kept', ltv_to_cac: 'kept', payback: 'kept' },
  })
})

test('of too few customers no rule is kept or missed', () => {
  const few = { customers_start: 8, customers_end: 9, new_customers: 2 }
  const told = verdicts({ ...KNOWN, ...few, pooled_churned: 3, pooled_start: 70 })
  expect(Object.values(told).filter((verdict) => verdict !== 'open')).toEqual([undefined])
  // 2 to 5 lie on both sides of 3.
  const wide = verdicts({ ...KNOWN, ltv_interval: [192, 480] })
  expect(wide.ltv_to_cac).toBe('open')
})

test('what is not known says why', () => {
  const whys = (some: Partial<Month>) => {
    const { kept, worth } = tilesOf(month(some))
    return [...kept, ...worth].flatMap(({ value, why }) => (value === null ? [why] : []))
  }
  expect(whys({})).toEqual([
    ...['nobody_before', 'nobody_before', 'nobody_before', 'nobody_before', 'nothing_left'],
    ...['no_customers', 'nobody_won', 'no_customers', 'nobody_won'],
  ])
  const churned = { ...KNOWN, ltv: null, ltv_interval: null, ltv_to_cac: null, pooled_churned: 4 }
  expect(whys(churned)).toEqual(['few_churned', 'few_churned'])
  expect(whys({ ...churned, pooled_churned: null })).toEqual(['few_months', 'few_months'])
  const spent = { ...KNOWN, cac: null, ltv_to_cac: null, payback_months: null }
  expect(whys(spent)).toEqual(['no_spend', 'no_spend', 'no_spend'])
  expect(whys({ ...KNOWN, ltv: 90, ltv_to_cac: 0.9 })).toEqual(['never'])
})

test('the sentence says what is known, and no more', () => {
  const said = (some: Partial<Month>, margin = 0.8) => {
    const { first = '', bold = '', others = [] } = saidOf([month(some)], margin) ?? {}
    return [first, bold, ...others].filter(Boolean).join(' ')
  }
  // 44 × (1 − 0.975^24) / 0.025 = 801.45, and 6 / 0.025 = 240.
  expect(said(KNOWN)).toBe(
    'A customer brings $801 in 24 months and costs $96.00: 8.3 to 1, paid back after 5 months. At the churn of the last twelve months, 2.5% a month, you level off at about 240 customers.',
  )
  expect(said({ ...KNOWN, ltv: 90, ltv_interval: [80, 95] })).toContain(
    'never paid back: customers leave before.',
  )
  expect(said({ ...KNOWN, cac: null })).toContain('What winning one costs is not known')
  expect(said({ ...KNOWN, cac: null, new_customers: 0 })).toContain('Nobody was won')
  expect(said({ ...KNOWN, cac: 0 })).toContain('cost nothing to win')
  expect(said({ ...KNOWN, pooled_churned: 0 })).toBe(
    'A customer brings $1,056 in 24 months and costs $96.00: 11 to 1, paid back after 5 months. Nobody has left yet; it is reckoned as if that stayed so.',
  )
  expect(said({ ...KNOWN, pooled_churned: 1 })).toContain('Only 1 customer has left so far')
  expect(said({ ...KNOWN, new_customers: 0, cac: null })).toContain('none are left in the end')
  expect(said({ ...KNOWN, pooled_churned: null })).toBe(
    '41 customers bring $2,255 a month. What one brings before leaving can be told once three months with customers are over.',
  )
  expect(said({})).toBe('Nobody pays any more: all customers have left.')
  expect(saidOf([], 0.8)).toBeUndefined()
})
