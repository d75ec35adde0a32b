import { dateOf } from '../date-of.ts'
import type { ExperimentAnswer, MetricRow } from './experiment/answer.ts'
import {
  type AskedExperiment,
  askedExperiment,
  CAUSES,
  type ExperimentRequest,
} from './experiment/asked.ts'
import { bucketsOf } from './experiment/buckets.ts'
import { type Collected, collectUnits, dayEnds } from './experiment/collect.ts'
import { faultsOf } from './experiment/faults.ts'
import {
  crossedTooMany,
  lacksIds,
  type NobodyNew,
  nobodyNew,
  type Ratio,
  ratioOf,
} from './experiment/health.ts'
import { judgementOf, withJudgement } from './experiment/judged.ts'
import { alphaOf, measuredMetric, measuredRows } from './experiment/measured.ts'
import { metaOfPhase } from './experiment/meta.ts'
import { type Namer, namerFor } from './facts/namer.ts'
import type { ReportContext } from './question/context.ts'

/** What an experiment has shown: its health, each metric by each engine, and what to do. */
export async function experiment(
  context: ReportContext,
  request: ExperimentRequest,
): Promise<ExperimentAnswer> {
  const asked = await askedExperiment(context, request)
  const collected = await collectUnits(asked, request.limit)
  const days = dayEnds(asked.span, context.site.timezone)
  const measured = asked.metrics.map((metric, place) =>
    measuredMetric(collected.units, { asked, metric, place, days }),
  )
  const ratio = ratioOf(collected.units.shown, bucketsOf(asked), collected.slices)
  const srm = await withNames(asked, ratio)
  const faults = await faultsOf(asked)
  const stopped = await nobodyNew(asked, collected.units)
  const health = healthOf(asked, { collected, srm, days, faults, stopped })
  const judged = judgementOf({
    ...{ asked, collected, metrics: measured, srm, engine: request.engine },
    crossedTooMany: health.crossed_too_many,
    isStopped: stopped !== null,
  })
  const { breakdown } = request
  const nameOf = breakdown ? await namerFor(asked.question, breakdown) : undefined
  const { key, status, winner, same, plan } = asked.experiment
  const meta = await metaOfPhase(asked)
  return {
    meta: { ...meta, warnings: [...meta.warnings, ...warningsOf(asked)] },
    ...{
      key,
      status,
      winner,
      same,
      unit: asked.unit,
      engine: request.engine,
      alpha: alphaOf(asked),
    },
    plan: plan && { total: plan.total ?? null, minimum_effect: plan.minimum_effect },
    phase: asked.phase ?? null,
    health,
    metrics: measured.map((metric, place) => ({
      ...withJudgement(metric, judged.adjusted[place] ?? []),
      ...breakdownOf(collected, { asked, place, days, nameOf }),
    })),
    verdict: judged.verdict,
  }
}

/** Causes are called as the site calls them everywhere. */
async function withNames({ question }: AskedExperiment, ratio: Ratio | null) {
  if (ratio === null || ratio.by.length === 0) return ratio
  const namers = new Map<string, Namer>()
  for (const cause of CAUSES) namers.set(cause, await namerFor(question, cause))
  const nameOf = ({ dimension, value }: Ratio['by'][number]) =>
    namers.get(dimension)?.(value) ?? null
  return { ...ratio, by: ratio.by.map((one) => ({ ...one, value: nameOf(one) })) }
}

function warningsOf({ experiment: { phases }, phase, gone }: AskedExperiment): string[] {
  const left = gone.map((goal) => `the goal "${goal}" is gone, and so is what was judged by it`)
  if (phase === undefined) return left
  const before = phases.find((one) => one.phase < phase.phase && one.seed === phase.seed)
  const again = `phase ${phase.phase} has the seed of phase ${before?.phase}, so the same people are in the same variants: it is no independent confirmation`
  const isOld = phase.judged === null && phase.phase < phases.length
  const unkept = `what phase ${phase.phase} was judged by was not kept: it is told by the metrics and the plan of now`
  return [...(before ? [again] : []), ...(isOld ? [unkept] : []), ...left]
}

interface Found {
  collected: Collected
  srm: Ratio | null
  days: readonly { day: number; until: number }[]
  faults: Record<string, number>
  stopped: NobodyNew | null
}

function healthOf(
  asked: AskedExperiment,
  { collected, srm, days, faults, stopped }: Found,
): ExperimentAnswer['health'] {
  const { variants, unit } = asked
  const { units } = collected
  const by = days.map(({ until }) => units.exposedBy(until))
  return {
    srm,
    units: units.length,
    crossovers: units.crossovers,
    crossed_too_many: crossedTooMany(units, unit),
    without_ids: lacksIds(asked, units.length),
    nobody_new: stopped && {
      since: stopped.since === null ? null : new Date(stopped.since).toISOString(),
    },
    faults,
    exposures: days.map(({ day }, nth) => ({
      day: dateOf(day),
      counts: Object.fromEntries(
        variants.map((key, i) => [key, (by[nth]?.[i] ?? 0) - (by[nth - 1]?.[i] ?? 0)]),
      ),
    })),
  }
}

function breakdownOf(
  { groups }: Collected,
  {
    asked,
    place,
    days,
    nameOf,
  }: { asked: AskedExperiment; place: number; days: Found['days']; nameOf: Namer | undefined },
): Pick<MetricRow, 'breakdown'> {
  const metric = asked.metrics[place]
  if (nameOf === undefined || metric === undefined) return {}
  return {
    breakdown: groups.map(({ value, other, units }) => ({
      value: other ? value : nameOf(value),
      other,
      variants: measuredRows(units, { asked, metric, place, days }),
    })),
  }
}
