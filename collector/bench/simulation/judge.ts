import { alwaysValid, TUNING_N } from '../../../experiments/statistics/always-valid.ts'
import { posteriorOf, USUAL_PRIOR } from '../../../experiments/statistics/bayesian.ts'
import type { Interval } from '../../../experiments/statistics/compare.ts'
import { plannedBounds } from '../../../experiments/statistics/planned-looks.ts'
import {
  type Moments,
  momentsOf,
  momentsOfProportion,
} from '../../../experiments/statistics/sample.ts'
import { welch } from '../../../experiments/statistics/welch.ts'
import type { Random } from '../../demo/random.ts'
import { DAY } from '../../durations.ts'
import { isEnough, missing } from '../../reports/experiment/enough.ts'
import {
  intersectionOf,
  isEmpty,
  type Look,
  type Running,
} from '../../reports/experiment/running.ts'
import { verdictOf } from '../../reports/experiment/verdict.ts'
import type { Scenario, Totals } from './scenarios.ts'

/** A phase without a plan: level 0.05, tuned to 5,000 units. */
const ALPHA = 0.05
const TUNING = { alpha: ALPHA, tuning_n: TUNING_N }

export type Side = 'better' | 'worse'

/** Who said of a variant that is the control that it is another. */
export interface Wrong {
  /** Welch's test, asked at the last look alone. */
  once: boolean
  /** The same, asked at every look until it says yes. */
  peeking: boolean
  /** A chance to win beyond 97.5 % on either side, asked at every look. */
  bayesian: boolean
  /** Four planned looks; undefined where units do not come evenly. */
  planned: boolean | undefined
  /** The always-valid p, from the first look on. */
  sequence: Side | undefined
  /** *Ship* (better) or *roll back* (worse), as a result would say it: with the minimum, by the running intersection. */
  verdict: Side | undefined
}

/** One test, judged at each look as a result is. */
export function judge(scenario: Scenario, chance: Random): Wrong {
  const wrong: Wrong = {
    ...{ once: false, peeking: false, bayesian: false },
    ...{ planned: scenario.isEven ? false : undefined, sequence: undefined, verdict: undefined },
  }
  let running: Running | undefined
  scenario.play(chance, (mature_ms, control, variant) => {
    const [a, b] = [momentsBy(scenario, control), momentsBy(scenario, variant)]
    tested(wrong, { a, b, mature_ms })
    const look = alwaysValid(a, b, TUNING)
    if (look === undefined) return
    if (look.p_value < ALPHA) wrong.sequence ??= sideOf(look.interval)
    if (!isEnough(missing(mature_ms, pairOf(control, variant)))) return
    running = joined(running, look)
    wrong.verdict ??= wordOf(running)
  })
  return wrong
}

function momentsBy({ kind }: Scenario, totals: Totals): Moments {
  return kind === 'proportion' ? momentsOfProportion(totals.n, totals.sum) : momentsOf(totals)
}

function pairOf(control: Totals, variant: Totals) {
  return {
    n: [control.n, variant.n],
    nonzero: [control.nonzero, variant.nonzero],
  } as const
}

function joined(running: Running | undefined, look: Look): Running | undefined {
  return intersectionOf(running === undefined ? [look] : [running, look])
}

/** Above α neither word can be earned: the verdict is asked for below it alone. */
function wordOf(running: Running | undefined): Side | undefined {
  if (running === undefined || running.p_value >= ALPHA) return undefined
  const primary = {
    ...{
      goal: 'Signup',
      variant: 'b',
      sign: 1 as const,
      control_mean: 0,
      minimum_effect: undefined,
    },
    ...running,
  }
  const { word } = verdictOf({
    ...{ alpha: ALPHA, primaries: [primary], guardrails: [], planned_end: false },
    trouble: isEmpty(running) ? 'contradiction' : undefined,
  })
  return WORDS.get(word)
}

const WORDS: ReadonlyMap<string, Side> = new Map([
  ['ship', 'better'],
  ['roll back', 'worse'],
])

function sideOf([low]: Interval): Side {
  return low > 0 ? 'better' : 'worse'
}

interface Tested {
  a: Moments
  b: Moments
  mature_ms: number
}

/** No test of level 0.05 rejects nearer to zero: Student's tails lie above the normal ones, and the prior pulls to zero. */
const LEAST_Z = 1.959

/** What those say that must not be asked more often than they were planned for. */
function tested(wrong: Wrong, { a, b, mature_ms }: Tested): void {
  const z = zOf(a, b)
  wrong.once = Math.abs(z) >= LEAST_Z && isSignificant(a, b)
  wrong.peeking ||= wrong.once
  wrong.bayesian ||= Math.abs(z) >= LEAST_Z && isSure(a, b)
  const bound = PLANNED.get(mature_ms / DAY) ?? Number.POSITIVE_INFINITY
  if (wrong.planned === false) wrong.planned = Math.abs(z) >= bound
}

/** 0 where one of them does not vary: nothing is said then. */
function zOf(a: Moments, b: Moments): number {
  if (!(a.variance > 0 && b.variance > 0)) return 0
  return (b.mean - a.mean) / Math.sqrt(a.variance / a.n + b.variance / b.n)
}

function isSignificant(a: Moments, b: Moments): boolean {
  const difference = welch(a, b)
  return difference !== undefined && difference.p_value < ALPHA
}

function isSure(a: Moments, b: Moments): boolean {
  const posterior = posteriorOf(a, b, { prior: USUAL_PRIOR, alpha: ALPHA })
  if (typeof posterior === 'string') return false
  return Math.abs(posterior.chance_to_win - 0.5) > 0.5 - ALPHA / 2
}

/** After each week, by the share of units that are there. */
const PLANNED: ReadonlyMap<number, number> = new Map(
  plannedBounds([0.25, 0.5, 0.75, 1], ALPHA).map((bound, i) => [7 * (i + 1), bound]),
)
