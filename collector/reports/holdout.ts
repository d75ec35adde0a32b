import type { ExperimentMetric } from '../settings/experiments/definition.ts'
import type { AskedExperiment } from './experiment/asked.ts'
import { bucketsOf } from './experiment/buckets.ts'
import { dayEnds } from './experiment/collect.ts'
import { ratioOf } from './experiment/health.ts'
import { judgementOf, withJudgement } from './experiment/judged.ts'
import { alphaOf, measuredMetric } from './experiment/measured.ts'
import { metaOfPhase } from './experiment/meta.ts'
import type { ExposedUnits } from './experiment/units.ts'
import type { HoldoutAnswer, HoldoutRequest, NoComparison } from './holdout/answer.ts'
import { askedHoldout } from './holdout/asked.ts'
import { collectSeen } from './holdout/collect.ts'
import { toldOf } from './holdout/told.ts'
import { dayToday, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { localPeriod } from './time/period.ts'

/** What all experiments together bring: everybody seen since the share was set, those kept out against the others. */
export async function holdout(
  context: ReportContext,
  request: HoldoutRequest,
): Promise<HoldoutAnswer> {
  const { site } = context
  const metric = request.metric ?? (await usualMetric(context))
  const reason = reasonOf(context, metric)
  const head = { holdout: site.holdout, since: site.holdout_since, reason }
  if (reason !== null || metric === undefined) {
    return { meta: metaToday(context), ...head, compared: null }
  }
  const asked = await askedHoldout(context, metric)
  const units = await collectSeen(asked, site.holdout)
  return { meta: await metaOfPhase(asked), ...head, compared: compared(asked, units) }
}

/** Whether people reach the goal that the site is about. */
async function usualMetric({
  site,
  settings,
}: ReportContext): Promise<ExperimentMetric | undefined> {
  const goals = await settings.goals()
  const goal = goals.find(({ id }) => id === site.main_goal) ?? goals[0]
  return goal && { goal: goal.name, kind: 'proportion', window: '7d', better: 'higher' }
}

function reasonOf({ site }: ReportContext, metric: object | undefined): NoComparison | null {
  if (site.identity === 'cookieless') return 'cookieless'
  if (site.holdout === 0 || site.holdout_since === null) return 'nobody held out'
  return metric === undefined ? 'no goal' : null
}

function metaToday(context: ReportContext) {
  const today = dayToday(context)
  const days = { from: today, to: today + 1 }
  return metaOf(context, { period: localPeriod(days, context.site) })
}

function compared(asked: AskedExperiment, units: ExposedUnits): HoldoutAnswer['compared'] {
  const [metric] = asked.metrics
  if (metric === undefined) return null
  const days = dayEnds(asked.span, asked.context.site.timezone)
  const measured = measuredMetric(units, { asked, metric, place: 0, days })
  const srm = ratioOf(units.shown, bucketsOf(asked), [])
  const collected = { units, slices: [], groups: [] }
  const judged = judgementOf({
    ...{ asked, collected, metrics: [measured], srm, engine: 'always_valid' },
    // Groups are of browsers: of people with two, 2h(1 − h) cross without any fault, at a share of 0.1 18 %.
    crossedTooMany: false,
    isStopped: false,
  })
  return {
    from: new Date(asked.span.from).toISOString(),
    alpha: alphaOf(asked),
    health: { srm, units: units.length, crossovers: units.crossovers },
    metric: withJudgement(measured, judged.adjusted[0] ?? []),
    verdict: toldOf(judged, { asked, metric: measured }),
  }
}
