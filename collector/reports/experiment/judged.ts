import { DAY } from '../../durations.ts'
import type { ExperimentAnswer, MetricRow } from './answer.ts'
import type { AskedExperiment, Engine } from './asked.ts'
import { bucketsOf } from './buckets.ts'
import type { Collected } from './collect.ts'
import { daysLeft, plannedTotal } from './days-left.ts'
import { isEnough, type Missing, missing } from './enough.ts'
import { lacksIds } from './health.ts'
import { alphaOf, type MeasuredMetric } from './measured.ts'
import { plannedLooks } from './planned.ts'
import { adjusted, isEmpty, type Running } from './running.ts'
import { sentenceOf } from './sentence.ts'
import { type Case, type Judged, type Trouble, type Verdict, verdictOf } from './verdict.ts'

interface Judging {
  asked: AskedExperiment
  collected: Collected
  metrics: readonly MeasuredMetric[]
  srm: ExperimentAnswer['health']['srm']
  /** More units than a sound split has were shown two variants. */
  crossedTooMany: boolean
  /** Nobody new comes in. */
  isStopped: boolean
  engine: Engine
}

export interface Judgement {
  verdict: ExperimentAnswer['verdict']
  /** By metric and variant. */
  adjusted: (number | undefined)[][]
}

export function judgementOf(judging: Judging): Judgement {
  const { asked, metrics, engine } = judging
  const primaries = metrics.filter(({ row }) => row.role === 'primary')
  const guardrails = metrics.filter(({ row }) => row.role === 'guardrail')
  const total = plannedTotal(asked)
  // Windows differ, and the end has come where every primary metric has its units.
  const n = Math.min(...primaries.map(unitsOf))
  const ended = asked.phase !== undefined && asked.phase.ended_at !== null
  const planned_end = total !== undefined && (n >= total || ended)
  const comparisons = primaries.length * (asked.variants.length - 1)
  const planning = { asked, pairs: pairShares(asked), comparisons }
  const saidOf = (metric: MeasuredMetric) => decisionsBy(engine, metric, planning)
  const psOf = (metric: MeasuredMetric) => saidOf(metric).map((one) => one?.p_value)
  // Planned looks have shared alpha out already.
  const isShared = totalOfLooks(engine, asked) !== undefined
  const decided = isShared ? primaries.map(psOf) : corrected(primaries, psOf)
  const guarded = corrected(guardrails, ({ harm }) => harm)
  const of: Case = {
    alpha: alphaOf(asked),
    trouble: troubleOf(judging),
    primaries: judgedOf(primaries, decided, saidOf),
    guardrails: judgedOf(guardrails, guarded, ({ running }) => running),
    planned_end,
  }
  const verdict = soundOf(verdictOf(of), judging)
  const lacking = missingOf(primaries)
  const days_left = verdict.word === 'keep running' ? daysLeft(asked, n) : null
  const told = { ...verdict, days_left, missing: lacking }
  return {
    verdict: { ...told, sentence: sentenceOf(told, { asked, metrics, engine }) },
    adjusted: metrics.map((metric) => {
      const place = primaries.indexOf(metric)
      return place < 0 ? [] : (decided[place] ?? [])
    }),
  }
}

/**
 * Where nothing was changed, a difference is a fault or one of the few that chance makes; and waiting for people who cannot come is
 * in vain.
 */
function soundOf(verdict: Verdict, { asked, isStopped }: Judging): Verdict {
  const { word } = verdict
  const { same } = asked.experiment
  if (word === 'keep running' && isStopped) {
    return { ...verdict, word: 'check the data', trouble: 'nobody new' }
  }
  if (!same || (word !== 'ship' && word !== 'roll back')) return verdict
  return { ...verdict, word: 'check the data', trouble: 'same' }
}

/** A metric as it is answered, with what all looks since there was enough leave of it. */
export function withJudgement(
  { row, running }: MeasuredMetric,
  adjusted: readonly (number | undefined)[],
): MetricRow {
  const variants = row.variants.map((variant, i) =>
    i === 0
      ? variant
      : {
          ...variant,
          adjusted_p_value: adjusted[i] ?? null,
          running_interval: running[i]?.interval ?? null,
        },
  )
  return { ...row, variants }
}

type Ps = (number | undefined)[]

/** Holm over all variants of the metrics but the control, given back by metric. */
function corrected(metrics: readonly MeasuredMetric[], psOf: (metric: MeasuredMetric) => Ps): Ps[] {
  const each = metrics.map((metric) => psOf(metric).slice(1))
  const all = adjusted(each.flat())
  return each.map((ps, i) => {
    const from = each.slice(0, i).flat().length
    return [undefined, ...all.slice(from, from + ps.length)]
  })
}

interface Planning {
  asked: AskedExperiment
  /** By variant, the share of all units that it and the control have. */
  pairs: readonly number[]
  /** Primary metrics × variants, without the control. */
  comparisons: number
}

/** Units of the plan at whose looks the engine decides; undefined where it does not. */
function totalOfLooks(engine: Engine, { experiment: { plan } }: AskedExperiment) {
  return engine === 'fixed' && plan?.looks?.length ? plan.total : undefined
}

/** Weights of 0.5, 0.25 and 0.25: 1, 0.75 and 0.75 (of the control nobody asks). */
function pairShares(asked: AskedExperiment): number[] {
  const held = bucketsOf(asked, 1)
  const all = held.reduce((sum, buckets) => sum + buckets, 0)
  return held.map((buckets) => ((held[0] ?? 0) + buckets) / all)
}

/** What an engine says of each variant; those that must not be peeked at say what they say at the planned end, and no more. */
function decisionsBy(
  engine: Engine,
  { running, planned, end }: MeasuredMetric,
  { asked, pairs, comparisons }: Planning,
): (Running | undefined)[] {
  if (engine === 'always_valid') return running
  const total = totalOfLooks(engine, asked)
  if (total !== undefined) {
    const shared = { alpha: alphaOf(asked), comparisons }
    return planned.map((over, i) =>
      plannedLooks({ over, total: total * (pairs[i] ?? 1), ...shared }),
    )
  }
  return end.map((one) => {
    if (engine === 'fixed') return one?.absolute ?? undefined
    if (!one?.bayesian) return undefined
    const { chance_to_win, interval } = one.bayesian
    return { p_value: 2 * Math.min(chance_to_win, 1 - chance_to_win), interval }
  })
}

function judgedOf(
  metrics: readonly MeasuredMetric[],
  ps: readonly Ps[],
  saidOf: (metric: MeasuredMetric) => (Running | undefined)[],
): Judged[] {
  return metrics.flatMap((metric, m) => {
    const { row } = metric
    const said = saidOf(metric)
    return row.variants.slice(1).map((variant, i) => ({
      goal: row.goal,
      variant: variant.key,
      sign: row.better === 'lower' ? (-1 as const) : (1 as const),
      p_value: ps[m]?.[i + 1],
      interval: said[i + 1]?.interval,
      control_mean: row.variants[0]?.mean ?? 0,
      minimum_effect: row.minimum_effect ?? undefined,
    }))
  })
}

function troubleOf({
  asked,
  collected,
  metrics,
  srm,
  crossedTooMany,
}: Judging): Trouble | undefined {
  const { units } = collected
  if (asked.phase !== undefined && units.length === 0 && (hasRun(asked) || lacksIds(asked, 0))) {
    return 'no exposures'
  }
  if (srm?.flag) return 'split'
  if (crossedTooMany) return 'crossovers'
  const primaries = metrics.filter(({ row }) => row.role === 'primary')
  const contradicts = primaries.some(({ running }) => running.some((one) => one && isEmpty(one)))
  return contradicts ? 'contradiction' : undefined
}

/** Nobody is expected in the first hours. */
function hasRun({ span }: AskedExperiment): boolean {
  return span.to - span.from >= DAY
}

function unitsOf({ row: { variants } }: MeasuredMetric): number {
  return variants.reduce((sum, { n }) => sum + n, 0)
}

/** What the furthest comparison lacks before something is said of it. */
function missingOf(primaries: readonly MeasuredMetric[]): Missing | null {
  const lacking = primaries.flatMap(({ pairs, mature_ms }) =>
    pairs.flatMap((pair) => (pair ? [missing(mature_ms, pair)] : [])),
  )
  const [first] = lacking
  if (first === undefined || lacking.some(isEnough)) return null
  return lacking.reduce((least, one) => (one.units < least.units ? one : least), first)
}
