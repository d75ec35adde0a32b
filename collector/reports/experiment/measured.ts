import { analyze, type Compared } from '../../../experiments/statistics/analyze.ts'
import { USUAL_PRIOR } from '../../../experiments/statistics/bayesian.ts'
import type { Settings } from '../../../experiments/statistics/compare.ts'
import { dateOf } from '../../date-of.ts'
import type { MetricRow, VariantRow } from './answer.ts'
import type { AskedExperiment, AskedMetric } from './asked.ts'
import { plannedTotal } from './days-left.ts'
import { isEnough, missing, type Pair } from './enough.ts'
import { groupOf, type PlainSums, plainSums } from './groups.ts'
import type { LookedAt } from './planned.ts'
import { harmOf, intersectionOf, type Look, type Running } from './running.ts'
import type { ExposedUnits, Snapshot } from './units.ts'

/** A metric with its figures, and for each variant but the control what all looks leave of it. */
export interface MeasuredMetric {
  row: Omit<MetricRow, 'breakdown'>
  /** By variant; undefined for the control, and before there is enough. */
  running: (Running | undefined)[]
  /** By variant, the p that it does harm. */
  harm: (number | undefined)[]
  pairs: (Pair | undefined)[]
  /** By variant, how it stood at each planned look that is over. */
  planned: LookedAt[][]
  /** By variant, how it stood on the day on which the plan's units, and enough to say something, were there. */
  end: (Compared | undefined)[]
  /** ms from the start to the exposure of the last unit that is mature. */
  mature_ms: number
}

interface Measuring {
  asked: AskedExperiment
  metric: AskedMetric
  /** Place among the metrics. */
  place: number
  days: readonly { day: number; until: number }[]
}

interface Looked {
  rows: VariantRow[]
  compared: (Compared | undefined)[]
  sums: PlainSums[]
  pairs: (Pair | undefined)[]
}

export function measuredMetric(units: ExposedUnits, measuring: Measuring): MeasuredMetric {
  const { asked, metric, days } = measuring
  const snapshots = units.snapshots(
    maturing(measuring),
    days.map(({ until }) => until),
  )
  const looked = snapshots.map((snapshot, i) =>
    lookAt(snapshot, measuring, { whole: i === snapshots.length - 1 }),
  )
  const looks: Look[][] = asked.variants.map(() => [])
  const series = looked.map((one, i) => {
    const until = snapshots[i]?.until ?? 0
    for (const [variant, look] of looksOf(one, maturity(until, measuring)))
      looks[variant]?.push(look)
    return {
      day: dateOf(days[i]?.day ?? 0),
      variants: one.rows.map((row, v) => told(row, looks[v])),
    }
  })
  const last = looked.at(-1)
  return {
    row: {
      ...headOf(metric, asked),
      cuped_reason: last ? pairedReason(measuring, last.sums) : null,
      variants: last?.rows ?? [],
      series,
    },
    running: looks.map((some) => intersectionOf(some)),
    harm: looks.map((some) => harmOf(some, metric.definition.better === 'lower' ? -1 : 1)),
    pairs: last?.pairs ?? [],
    planned: plannedOf(looked, measuring),
    end: endOf(looked, measuring),
    mature_ms: maturity(days.at(-1)?.until ?? 0, measuring),
  }
}

/** The days of looks that are over, as they stood at their end; those at which there was too little to say anything left out. */
function plannedOf(looked: readonly Looked[], measuring: Measuring): LookedAt[][] {
  const { asked, days } = measuring
  const { plan } = asked.experiment
  const dates = new Set(plan?.looks)
  const end = [...dates].sort().at(-1)
  const over = days.flatMap(({ day, until }, i) => {
    const date = dateOf(day)
    const isOver = until < asked.span.to || asked.phase?.ended_at !== null
    const look = looked[i]
    if (!look || !dates.has(date) || !isOver) return []
    return [{ ...look, mature_ms: maturity(until, measuring), isEnd: date === end }]
  })
  return asked.variants.map((_, variant) =>
    over.flatMap(({ compared, pairs, mature_ms, isEnd }) => {
      const { absolute } = compared[variant] ?? {}
      const pair = pairs[variant]
      if (!absolute || !pair || !isEnough(missing(mature_ms, pair))) return []
      return [{ n: pair.n[0] + pair.n[1], isEnd, ...absolute }]
    }),
  )
}

/** The first such day for ever: whoever looks later, at more units, would look again. */
function endOf(looked: readonly Looked[], measuring: Measuring): (Compared | undefined)[] {
  const { asked, days } = measuring
  const total = plannedTotal(asked)
  if (total === undefined) return asked.variants.map(() => undefined)
  return asked.variants.map((_, variant) => {
    const end = looked.find(({ rows, pairs }, i) => {
      const pair = pairs[variant]
      const all = rows.reduce((sum, { n }) => sum + n, 0)
      const mature_ms = maturity(days[i]?.until ?? 0, measuring)
      return pair !== undefined && all >= total && isEnough(missing(mature_ms, pair))
    })
    return end?.compared[variant]
  })
}

/** What may be said of each variant by then, where there is enough to say something. */
function looksOf({ compared, pairs }: Looked, mature_ms: number): [variant: number, Look][] {
  return compared.flatMap((one, variant): [number, Look][] => {
    const pair = pairs[variant]
    if (!one?.always_valid || !pair || !isEnough(missing(mature_ms, pair))) return []
    return [[variant, one.always_valid]]
  })
}

function headOf({ role, definition }: AskedMetric, { experiment }: AskedExperiment) {
  const { goal, kind, window, better } = definition
  const minimum_effect = definition.minimum_effect ?? experiment.plan?.minimum_effect ?? null
  return { goal, role, kind, window, better, minimum_effect }
}

/** The figures of some of the units, as they are now. */
export function measuredRows(units: ExposedUnits, measuring: Measuring): VariantRow[] {
  const until = measuring.days.at(-1)?.until ?? 0
  const [snapshot] = units.snapshots(maturing(measuring), [until])
  return snapshot ? lookAt(snapshot, measuring, { whole: true }).rows : []
}

function maturing({ metric, place }: Measuring) {
  const percentile = metric.definition.cap?.percentile
  return { metric: place, window: metric.window ?? 0, percentile }
}

function maturity(until: number, { asked, metric }: Measuring): number {
  return until - (metric.window ?? 0) - asked.span.from
}

function told({ key, n, mean, always_valid }: VariantRow, looks: readonly Look[] | undefined) {
  const running = looks && intersectionOf(looks)
  return {
    key,
    n,
    mean,
    always_valid: always_valid
      ? { p_value: always_valid.p_value, interval: always_valid.interval }
      : null,
    running_interval: running?.interval ?? null,
  }
}

function lookAt(
  { sums: counted, immature }: Snapshot,
  measuring: Measuring,
  { whole }: { whole: boolean },
): Looked {
  const { asked, metric } = measuring
  const { definition } = metric
  const unit = isMoney(metric) ? asked.question.unit : 1
  const sums = counted.map((one) => plainSums(one, unit))
  const paired = whole && pairedReason(measuring, sums) === null
  const groups = sums.map((one) => groupOf(definition.kind, one, { paired }))
  const compared = analyze(groups, settingsOf(asked, metric), 'none')
  const rows = sums.map((one, i) => ({
    key: asked.variants[i] ?? '',
    n: one.n,
    immature: immature[i] ?? 0,
    sum: one.sum,
    sum_squares: one.sum_squares,
    mean: groups[i]?.moments.mean ?? 0,
    ...compared[i],
  }))
  const [control] = counted
  const pairs = counted.map((one, i): Pair | undefined =>
    i === 0 || !control
      ? undefined
      : { n: [control.n, one.n], nonzero: [control.nonzero, one.nonzero] },
  )
  return { rows, compared, sums, pairs }
}

export function settingsOf(asked: AskedExperiment, { definition }: AskedMetric): Settings {
  return {
    alpha: alphaOf(asked),
    tuning_n: asked.phase?.tuning_n ?? 5_000,
    prior: USUAL_PRIOR,
    sign: definition.better === 'lower' ? -1 : 1,
  }
}

export function alphaOf({ experiment }: AskedExperiment): number {
  return experiment.plan?.alpha ?? 0.05
}

function isMoney({ definition: { kind, of = 'revenue' } }: AskedMetric): boolean {
  return kind === 'revenue' || (kind === 'ratio' && of === 'revenue')
}

/** Why what units did before says nothing here (spec: experiments.md, CUPED); null where it does. */
function pairedReason({ asked, metric }: Measuring, sums: readonly PlainSums[]): string | null {
  const { context, experiment } = asked
  if (metric.definition.kind === 'ratio') return 'a ratio has no value before'
  if (asked.unit === 'visit') return 'a visit has nothing before it'
  if (context.site.identity === 'cookieless') return 'without an id nothing is known of before'
  if (isOfNew(experiment.target.when)) return 'new visitors did nothing before'
  if (sums.every(({ before, before_squares }) => before === 0 && before_squares === 0)) {
    return 'nobody did it in the 14 days before'
  }
  return null
}

function isOfNew(when: readonly unknown[]): boolean {
  return when.some(
    (filter) =>
      Array.isArray(filter) &&
      filter[0] === 'is' &&
      filter[1] === 'visitor_kind' &&
      JSON.stringify(filter[2]) === '["new"]',
  )
}
