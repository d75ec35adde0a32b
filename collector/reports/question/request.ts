import { z } from 'zod'
import { unknownName } from '../../nearest.ts'
import { ReportFilters } from '../../settings/funnel-filter.ts'
import {
  DIMENSIONS,
  type Dimension,
  isDimension,
  isMetric,
  METRICS,
  type Metric,
} from '../../vocabulary.ts'
import { Compare, Match, Period } from '../time/period.ts'

/** A name of a list. Any other is refused with the nearest of it. */
export function nameOf<T extends string>(
  kind: string,
  known: readonly string[],
  is: (name: string) => name is T,
) {
  return z
    .string()
    .max(200, `the name of a ${kind} is shorter`)
    .transform((name, context): T => {
      if (is(name)) return name
      context.addIssue({ code: 'custom', message: unknownName(kind, name, known) })
      return z.NEVER
    })
}

export const MetricName = nameOf<Metric>('metric', METRICS, isMetric).meta({ enum: [...METRICS] })
export const DimensionName = nameOf<Dimension>('dimension', DIMENSIONS, isDimension).meta({
  description: `One of ${DIMENSIONS.join(', ')}, prop:<key>, variant:<experiment>`,
})

/** What reports are asked with; each takes of it what it uses, and refuses the rest. */
export const common = {
  period: Period.default('30d'),
  compare: Compare.nullish(),
  match: Match.nullish(),
  filters: ReportFilters.default([]),
}

/** What every report's answer has. */
export const Meta = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  timezone: z.string(),
  currency: z.string(),
  /** The site-local day of the site's first visit, without any of its first event: before it there is nothing to compare with. */
  data_from: z.iso.date().nullable(),
  /** The period is not over yet. */
  partial: z.boolean(),
  /** Money without a rate, in its own currency: it is in no sum. */
  unconverted: z.array(z.object({ currency: z.string(), amount: z.number(), events: z.int() })),
  warnings: z.array(z.string()),
  /** When it was asked, where a filter chooses by a funnel, whose pending drop as time goes by, or refunds stand at their sale. */
  as_of: z.iso.datetime().optional(),
})
export type Meta = z.infer<typeof Meta>
