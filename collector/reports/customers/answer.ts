import { z } from 'zod'
import { Meta } from '../question/request.ts'
import { DOUBTS } from './doubts.ts'
import { monthFields } from './told.ts'

export const UnitEconomicsAnswer = z.object({
  /** `unconverted`: what has no rate brings so much a month, by so many subscriptions. */
  meta: Meta,
  /** From the first with a subscription on, in order of time. */
  months: z.array(z.object(monthFields)),
  /** Of a dimension its values in the last complete month, those that bring most first; each sums to that month. */
  by: z
    .array(z.object({ value: z.union([z.string(), z.number()]).nullable(), ...monthFields }))
    .optional(),
  /**
   * Customers by the month at whose end they brought money first: how many of them do, and how much, at the end of that
   * month and of each after it. Those of before the period are among them: of a month all together are its end.
   */
  cohorts: z.array(
    z.object({ month: z.string(), customers: z.array(z.int()), mrr: z.array(z.number()) }),
  ),
  /**
   * Subscriptions whose changes contradict each other, at most 100, and the customers that have them: the first 20, and how many
   * more.
   */
  doubted: z.array(
    z.object({
      subscription: z.string(),
      doubt: z.enum(DOUBTS),
      customers: z.array(z.string()),
      more: z.int(),
    }),
  ),
})
export type UnitEconomicsAnswer = z.infer<typeof UnitEconomicsAnswer>
