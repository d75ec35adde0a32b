import { z } from 'zod'
import { MOST_MONEY } from './sites.ts'

/** More conversions a quarter than anybody counts on. */
const MOST_CONVERSIONS = 1e9

/** What a goal is to reach in each calendar week, month or quarter of the site: so many conversions, or so much money. */
export const GoalTarget = z
  .object({
    count: z.int().min(1).max(MOST_CONVERSIONS).optional(),
    /** In the site's currency. */
    revenue: z.number().positive().max(MOST_MONEY).optional(),
    per: z.enum(['week', 'month', 'quarter']),
  })
  .refine(({ count, revenue }) => (count === undefined) !== (revenue === undefined), {
    path: ['count'],
    message: 'a target is either a count or revenue',
  })
export type GoalTarget = z.infer<typeof GoalTarget>
