import { day } from '../../dates.ts'
import { brief, changeSize, count, full } from '../../format.ts'
import { expectedShare, type Pace, paceOf } from '../../models/pace.ts'
import { numberOf } from '../../models/stats.ts'
import { type Aimed, type Progress, siteTimeOfDay } from '../../models/target.ts'
import { locale } from '../../models/view.ts'
import { targetWords } from '../../texts/targets.ts'

/** Money or conversions, as the target counts. */
export function metricOf({ target }: Aimed): 'conversions' | 'revenue' {
  return target.count === undefined ? 'revenue' : 'conversions'
}

/** How the target stands now. */
export function paceNow({ goal, range, answer, rhythm }: Progress): Pace {
  const so = {
    conversions: numberOf(answer.totals, 'conversions') ?? 0,
    revenue: numberOf(answer.totals, 'revenue') ?? 0,
  }
  return paceOf(goal.target, so, expectedShare(range, siteTimeOfDay(), rhythm))
}

/** A number as the target counts, alone: `87`, `$1,240`. */
export function amountOf(goal: Aimed, value: number): string {
  return metricOf(goal) === 'revenue'
    ? brief('money', value, locale.value)
    : full('count', Math.round(value), locale.value)
}

/** `23 % behind pace`. */
export function stateOf({ state, gap }: Pace): string {
  const text = targetWords.value.states
  const size = changeSize(gap ?? 0, locale.value.language)
  return state === 'behind' || state === 'ahead' ? text[state](size) : text[state]
}

/** Good or bad only where it is more than chance. */
export function toneOf({ state, chance }: Pace): 'good' | 'bad' | undefined {
  if (state === 'reached') return 'good'
  if (chance || state === 'on' || state === 'early') return undefined
  return state === 'ahead' ? 'good' : 'bad'
}

/** `87 of 120 conversions this month, 23 % behind pace.` */
export function sentenceOf(goal: Aimed, pace: Pace): string {
  const text = targetWords.value
  const whole =
    metricOf(goal) === 'revenue'
      ? text.revenue(amountOf(goal, pace.target))
      : text.conversions(count(pace.target, locale.value))
  const so = text.of(amountOf(goal, pace.done), whole)
  return text.sentence(so, text.during[goal.target.per], stateOf(pace))
}

/** What the sentence rests on, and where it leads. */
export function reasonsOf(pace: Pace, { goal, range, rhythm }: Progress): string[] {
  const text = targetWords.value
  const { expected, gap, forecast, chance, state } = pace
  const end = day(range.to, locale.value.language, range.from.slice(0, 4))
  return [
    text.expected(amountOf(goal, expected), rhythm !== undefined),
    ...(forecast === null ? [] : [text.forecast(amountOf(goal, forecast), end)]),
    ...(chance && gap !== null && state !== 'on' ? [text.chance] : []),
  ]
}
