import { z } from 'zod'

export const Interval = z.tuple([z.number(), z.number()])

const figures = {
  absolute: z
    .object({
      estimate: z.number(),
      standard_error: z.number(),
      df: z.number(),
      p_value: z.number(),
      interval: Interval,
    })
    .nullable(),
  relative: z.object({ estimate: z.number(), interval: Interval }).nullable(),
  always_valid: z
    .object({
      p_value: z.number(),
      interval: Interval,
      relative_interval: Interval.nullable(),
    })
    .nullable(),
}

/** How a variant differs from the control, as the API tells it; null where nothing can be said. */
export const Compared = {
  ...figures,
  bayesian: z
    .object({ chance_to_win: z.number(), interval: Interval, expected_loss: z.number() })
    .nullable(),
  cuped: z.object({ ...figures, variance_reduction: z.number() }).nullable(),
  /** Among all that were compared. */
  adjusted_p_value: z.number().nullable(),
  /** Why something is null. */
  reason: z.string().nullable(),
}
