import { z } from 'zod'
import { DIMENSIONS, type Dimension, isDimension } from '../../vocabulary.ts'
import { common, nameOf } from '../question/request.ts'
import { isOfFirstVisit } from './first-visits.ts'

/** What customers are told apart by: how they came first, or what they pay for. */
export type CustomerDimension = Dimension | 'plan'

function isCustomerDimension(name: string): name is CustomerDimension {
  return name === 'plan' || (isDimension(name) && isOfFirstVisit(name))
}

const CUSTOMER_DIMENSIONS = ['plan', ...DIMENSIONS.filter(isOfFirstVisit)]

export const UnitEconomicsRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  /** What is left of a price when what it sells is paid for. */
  gross_margin: z.number().gt(0).max(1).default(0.8),
  dimension: nameOf<CustomerDimension>(
    'dimension of customers',
    CUSTOMER_DIMENSIONS,
    isCustomerDimension,
  )
    .meta({ description: `One of ${CUSTOMER_DIMENSIONS.join(', ')}, variant:<experiment>` })
    .nullish(),
  /** What winning customers costs beside spend, in the site's currency; several of one month add. */
  other_costs: z
    .array(
      z.strictObject({
        month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'not a month, like 2026-03'),
        amount: z.number().nonnegative().max(1e12),
      }),
    )
    .max(1_200)
    .default([]),
})
export type UnitEconomicsRequest = z.output<typeof UnitEconomicsRequest>
