import { brief, full } from '../../format.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { experimentWords } from '../../texts/experiments.ts'
import { wordOf } from './reading.ts'
import {
  type Answer,
  changeOf,
  type MetricAnswer,
  signedShare,
  type VariantAnswer,
  valueOfMean,
} from './verdict-words.ts'

/** Below it, what people did before explains too little to be told. */
const WORTH_TELLING = 0.01

/** `Primary · Signup · share of people` */
export function metricTitle({ role, goal, kind }: MetricAnswer): string {
  const { roles, kinds } = experimentWords.value
  return `${roles[role]} · ${goal} · ${kinds[kind]}`
}

/** How long people have for it. */
export function windowText({ window }: MetricAnswer): string {
  const text = experimentWords.value.metric
  const { windows } = experimentWords.value.form
  return window === null ? text.toTheEnd : text.within(spelled(windows, window))
}

/** What stands above a variant's interval. */
export function intervalHead({ alpha }: Pick<Answer, 'alpha'>): string {
  return experimentWords.value.metric.interval(brief('rate', 1 - alpha, locale.value))
}

/** A variant's row in words. */
export interface VariantWords {
  key: string
  people: string
  /** Those who still have time; empty where there are none. */
  immature: string
  value: string
  change: string
  interval: string
  word: string
}

export function variantWords(
  row: VariantAnswer,
  metric: MetricAnswer,
  answer: Pick<Answer, 'engine'>,
): VariantWords {
  const text = experimentWords.value.metric
  const { key, n, immature, mean, relative, always_valid } = row
  const count = (value: number) => full('count', value, locale.value)
  const against = relative ? signedShare(relative.estimate) : '–'
  return {
    key,
    people: count(n),
    immature: immature > 0 ? text.immature(count(immature)) : '',
    value: n === 0 ? '–' : valueOfMean(metric, mean),
    change: key === metric.variants[0]?.key ? text.control : against,
    interval: always_valid ? changeOf(row, metric) : '–',
    word: wordOf(row, metric, answer),
  }
}

/** Notes beneath a metric's table: what the time before explains, and of what several comparisons mean. */
export function notesOf(metric: MetricAnswer): string[] {
  const text = experimentWords.value.metric
  const others = metric.variants.slice(1)
  const explained = others.flatMap(({ key, cuped }) =>
    cuped?.relative && cuped.variance_reduction >= WORTH_TELLING
      ? `${key}: ${text.cuped(
          signedShare(cuped.relative.estimate),
          brief('rate', Math.max(0, cuped.variance_reduction), locale.value),
        )}`
      : [],
  )
  return [...explained, ...(others.length > 1 ? [text.unadjusted] : [])]
}
