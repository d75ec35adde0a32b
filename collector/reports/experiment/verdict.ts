import type { Interval } from '../../../experiments/statistics/compare.ts'

export const VERDICTS = [
  'check the data',
  'roll back',
  'no difference worth having',
  'ship',
  'inconclusive at the planned end',
  'keep running',
] as const
export type Word = (typeof VERDICTS)[number]

/** A variant against the control in one metric, as far as it has come. */
export interface Judged {
  goal: string
  variant: string
  /** −1 where lower is better. */
  sign: 1 | -1
  /** Adjusted for all that were compared; undefined: not enough yet. */
  p_value: number | undefined
  /** Of the difference, all looks together. */
  interval: Interval | undefined
  control_mean: number
  /** Relative; undefined where nobody said what matters. */
  minimum_effect: number | undefined
}

export interface Case {
  alpha: number
  /** Why the numbers are not to be trusted. */
  trouble: Trouble | undefined
  primaries: readonly Judged[]
  /** p one-sided on the harmful side, by Holm over the guardrails: a small one is harm, whatever the interval is. */
  guardrails: readonly Judged[]
  /** As many units as the plan asked for are there, or it has ended. */
  planned_end: boolean
}

/** `same`: a difference where nothing was changed. */
export const TROUBLES = [
  'split',
  'crossovers',
  'no exposures',
  'nobody new',
  'contradiction',
  'same',
] as const
export type Trouble = (typeof TROUBLES)[number]

export interface Verdict {
  word: Word
  trouble: Trouble | null
  /** Which comparison it is by. */
  goal: string | null
  variant: string | null
}

/** The first that holds, in this order (spec: experiments.md, "Verdict"). */
export function verdictOf(of: Case): Verdict {
  if (of.trouble) return { word: 'check the data', trouble: of.trouble, goal: null, variant: null }
  const { primaries, guardrails, alpha } = of
  const harm =
    primaries.find((one) => sideOf(one, alpha) === 'worse') ??
    guardrails.find(({ p_value }) => p_value !== undefined && p_value < alpha)
  if (harm) return said('roll back', harm)
  const small = primaries.length > 0 && primaries.every(isNegligible)
  if (small) return said('no difference worth having', primaries[0])
  const best = better(primaries, alpha)
  if (best) return said('ship', best)
  return said(of.planned_end ? 'inconclusive at the planned end' : 'keep running', undefined)
}

function said(word: Word, by: Judged | undefined): Verdict {
  return { word, trouble: null, goal: by?.goal ?? null, variant: by?.variant ?? null }
}

function sideOf({ p_value, interval, sign }: Judged, alpha: number) {
  if (p_value === undefined || interval === undefined || p_value >= alpha) return undefined
  const [low, high] = interval
  return ((low + high) / 2) * sign > 0 ? 'better' : 'worse'
}

/** All that is left lies within what does not matter: ±10 % of a control of 0.05 is [−0.005, 0.005]. */
function isNegligible({ interval, control_mean, minimum_effect }: Judged): boolean {
  if (interval === undefined || minimum_effect === undefined) return false
  const most = minimum_effect * Math.abs(control_mean)
  return interval[0] > -most && interval[1] < most
}

/** Of those that are better, the one whose least gain is greatest. */
function better(primaries: readonly Judged[], alpha: number): Judged | undefined {
  const least = ({ interval, sign }: Judged) =>
    interval ? (sign > 0 ? interval[0] : -interval[1]) : 0
  return primaries
    .filter((one) => sideOf(one, alpha) === 'better')
    .toSorted((a, b) => least(b) - least(a))[0]
}
