import type { ExperimentAnswer, MetricRow, VariantRow } from './answer.ts'

/** What an experiment has shown, a line for each variant of each metric, and of each value that it was broken down by. */
export function experimentTable({ metrics }: ExperimentAnswer): object[] {
  return metrics.flatMap((metric) => metricTable(metric))
}

export function metricTable({ breakdown = [], ...metric }: MetricRow): object[] {
  const { goal, role, kind, window, better, minimum_effect } = metric
  const head = { role, goal, kind, window, better, minimum_effect }
  const all = metric.variants.map((variant) => ({ ...head, among: null, ...figuresOf(variant) }))
  const parts = breakdown.flatMap(({ value, other, variants }) =>
    variants.map((variant) => ({
      ...head,
      among: other ? 'others' : (value ?? 'unknown'),
      ...figuresOf(variant),
    })),
  )
  return [...all, ...parts]
}

/** `running_…`: what all looks since there was enough leave of the difference, which is what is decided by. */
function figuresOf({ key, n, immature, sum, mean, ...compared }: VariantRow): object {
  const { absolute, relative, always_valid, running_interval, adjusted_p_value } = compared
  return {
    ...{ variant: key, n, immature, sum, mean },
    difference: absolute?.estimate ?? null,
    ...ends('difference', always_valid?.interval),
    change: relative?.estimate ?? null,
    ...ends('change', always_valid?.relative_interval),
    ...ends('running', running_interval),
    p_value: always_valid?.p_value ?? null,
    adjusted_p_value: adjusted_p_value ?? null,
  }
}

function ends(name: string, interval: readonly number[] | null | undefined): object {
  return { [`${name}_low`]: interval?.[0] ?? null, [`${name}_high`]: interval?.[1] ?? null }
}
