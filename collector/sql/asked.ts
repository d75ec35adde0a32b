import { z } from 'zod'
import { Period } from '../reports/time/period.ts'

/** Beyond this a person reads nothing and a program had better ask for sums. */
export const MOST_ROWS = 50_000
export const ROWS = 1_000
const LONGEST_QUERY = 20_000

const Parameter = z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()])

export const SqlRequest = z.strictObject({
  query: z
    .string()
    .max(LONGEST_QUERY)
    .meta({ description: 'One SELECT in SQLite’s dialect over the tables of GET …/sql' }),
  parameters: z
    .union([z.array(Parameter).max(100), z.record(z.string().max(100), Parameter)])
    .optional()
    .meta({ description: 'Values of ? in order, or of :name by name' }),
  limit: z.int().min(1).max(MOST_ROWS).default(ROWS),
  period: Period.default('all').meta({ description: 'Only these days are read' }),
})
export type SqlRequest = z.infer<typeof SqlRequest>

const Value = z.union([z.string(), z.number(), z.null()])

export const SqlAnswer = z.object({
  meta: z.object({
    from: z.iso.date(),
    to: z.iso.date(),
    timezone: z.string(),
    currency: z.string(),
    /** Events before that have left the file for ClickHouse, and are not in the tables; null where all are. */
    events_from: z.iso.datetime().nullable(),
  }),
  columns: z.array(z.string()),
  rows: z.array(z.array(Value)),
  /** There were more rows than the limit. */
  truncated: z.boolean(),
})
export type SqlAnswer = z.infer<typeof SqlAnswer>
