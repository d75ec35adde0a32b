import { dateTime } from '../../dates.ts'
import { brief, full, pointsSize } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { words } from '../../texts/texts.ts'

export type Answer = ReportAnswer<'experiment'>
export type MetricAnswer = Answer['metrics'][number]
export type VariantAnswer = MetricAnswer['variants'][number]

/** The verdict as a headline. */
export function verdictWord({ verdict, phase }: Answer): string {
  const { words } = experimentWords.value
  if (phase === null) return words.notStarted
  const { word, variant } = verdict
  const said = words[word]
  return typeof said === 'string' ? said : said(variant ?? '')
}

/** Why, in a sentence or two. */
export function verdictReason(answer: Answer): string {
  const { reasons } = experimentWords.value
  const { word, trouble, missing, days_left } = answer.verdict
  if (answer.phase === null) return ''
  if (trouble) return troubleText(trouble, answer)
  if (word === 'ship' || word === 'roll back') return decided(answer)
  if (answer.same && word !== 'keep running') return experimentWords.value.result.nothing
  if (word === 'no difference worth having') return reasons.small
  if (word === 'inconclusive at the planned end') return reasons.end
  const left = days_left === null ? [] : [reasons.left(full('count', days_left, locale.value))]
  return [lackingText(missing), ...left].join(' ')
}

function troubleText(
  trouble: NonNullable<Answer['verdict']['trouble']>,
  { health, meta }: Pick<Answer, 'health' | 'meta'>,
): string {
  const { troubles, withoutIds } = experimentWords.value
  const since = health.nobody_new?.since
  if (trouble === 'nobody new' && since)
    return withoutIds.nobodyNewSince(dateTime(since, meta.timezone, locale.value.language))
  return trouble === 'no exposures' && health.without_ids ? withoutIds.nobody : troubles[trouble]
}

/** Why nothing is said yet. */
export function lackingText(missing: Answer['verdict']['missing']): string {
  const { reasons } = experimentWords.value
  if (missing === null) return reasons.wait
  const number = (n: number) => full('count', n, locale.value)
  const lacks = [
    ...(missing.days > 0 ? [reasons.missingDays(number(missing.days))] : []),
    ...(missing.units > 0 ? [reasons.missingUnits(number(missing.units))] : []),
  ]
  return reasons.missing(lacks.join(', '))
}

/** How many people were to be looked at, for which change; of a draft without a total nothing, for it has no chart yet. */
export function planText({ plan, phase }: Pick<Answer, 'plan' | 'phase'>): string | undefined {
  if (plan === null || (phase === null && plan.total === null)) return undefined
  const { total, minimum_effect } = plan
  const { planned, small } = experimentWords.value.result
  const effect = brief('rate', minimum_effect, locale.value)
  return total === null ? small(effect) : planned(full('count', total, locale.value), effect)
}

/** Whether a phase that has ended is told by what it was judged by then. */
export function judgedText({ phase }: Pick<Answer, 'phase'>): string | undefined {
  const { judgedThen, judgedNow } = experimentWords.value.result
  if (!phase?.ended_at) return undefined
  return phase.judged === null ? judgedNow : judgedThen
}

/** How sure what is said is. */
export function sureText(alpha: number): string {
  return experimentWords.value.reasons.sure(brief('rate', alpha, locale.value))
}

/** The goal's figures beside each other, and how sure it is. */
function decided({ verdict, metrics, engine, alpha }: Answer): string {
  const { reasons } = experimentWords.value
  const metric = metrics.find(({ goal }) => goal === verdict.goal)
  const [control] = metric?.variants ?? []
  const shown = metric?.variants.find(({ key }) => key === verdict.variant)
  const why = verdict.word === 'ship' ? reasons.ship : reasons.worse
  if (!metric || !control || !shown) return why
  const instead = reasons.instead(
    metric.goal,
    valueOfMean(metric, shown.mean),
    valueOfMean(metric, control.mean),
    changeOf(shown, metric),
  )
  const sure = engine === 'always_valid' ? [sureText(alpha)] : []
  return [instead, ...sure].join(' ')
}

/** A mean as the metric's kind is read: a share, money, a number. */
export function valueOfMean({ kind }: Pick<MetricAnswer, 'kind'>, mean: number): string {
  if (kind === 'proportion') return brief('rate', mean, locale.value)
  return full(kind === 'mean' ? 'ratio' : 'money', mean, locale.value)
}

/** How a difference of the metric is written: of shares in points. */
export function scaleOf(metric: Pick<MetricAnswer, 'kind'>): (value: number) => string {
  const { points } = words.value.compare
  const sizeOf = (value: number) =>
    metric.kind === 'proportion'
      ? points(pointsSize(value, locale.value.language))
      : valueOfMean(metric, value)
  return (value) => {
    const size = sizeOf(Math.abs(value))
    return value < 0 ? `−${size}` : `+${size}`
  }
}

/** The relative change with its interval, where it is sure; else the difference itself. */
export function changeOf(variant: VariantAnswer, metric: Pick<MetricAnswer, 'kind'>): string {
  const interval = variant.always_valid?.relative_interval ?? variant.relative?.interval
  if (interval) return `${signedShare(interval[0])} … ${signedShare(interval[1])}`
  const absolute = variant.always_valid?.interval ?? variant.absolute?.interval
  if (!absolute) return '–'
  return absolute.map(scaleOf(metric)).join(' … ')
}

/** From ten times on it only says that it is beyond: a handful of people may come to 900,000 %. */
export function signedShare(share: number): string {
  const size = Math.abs(share)
  const percent =
    size < 10 ? brief('rate', size, locale.value) : `>${brief('rate', 9.99, locale.value)}`
  return share < 0 ? `−${percent}` : `+${percent}`
}

/** Which variants pages could not show, and how often they said so. */
export function faultTexts({ health: { faults } }: Pick<Answer, 'health'>): string[] {
  const { faulty } = experimentWords.value.health
  return Object.entries(faults).flatMap(([variant, n]) =>
    n === 0 ? [] : faulty(variant, full('count', n, locale.value)),
  )
}

/** The shares that the variants really have. */
export function splitText({ health: { srm, exposures } }: Answer): string {
  const text = experimentWords.value.health
  const counts = new Map<string, number>()
  for (const { counts: day } of exposures) {
    for (const [key, n] of Object.entries(day)) counts.set(key, (counts.get(key) ?? 0) + n)
  }
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0)
  if (srm === null || all === 0) return text.splitWait
  const shares = [...counts.values()].map((n) => brief('rate', n / all, locale.value)).join(' / ')
  return srm.flag ? text.splitBad(shares, srm.p_value.toPrecision(2)) : text.split(shares)
}
