import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { APART, completeCells, type Progress, type Triangle } from './triangle.ts'

export interface CurvePoint {
  n: number
  /** Null where no cohort has come so far. */
  rate: number | null
  interval: [low: number, high: number] | null
  /** Of the cohorts that have. */
  people: number
}

/**
 * The mean curve, weighted by size: Σ retained / Σ size over the cells that are over, with Wilson's interval. Cohorts of 100
 * and 300 of which 50 and 90 came: 140/400 = 0.35.
 */
export function curveOf(triangle: Triangle, progress: Progress): CurvePoint[] {
  return Array.from({ length: triangle.periods }, (_, n) => {
    const { people, retained } = sumsAt(triangle, progress, n)
    if (people === 0) return { n, rate: null, interval: null, people }
    return { n, rate: retained / people, interval: wilsonInterval(retained, people), people }
  })
}

function sumsAt(triangle: Triangle, progress: Progress, n: number) {
  let [people, retained] = [0, 0]
  for (let cohort = 0; cohort < triangle.cohorts; cohort++) {
    if (n >= completeCells(cohort, progress, triangle.periods)) continue
    people += triangle.size(cohort)
    retained += triangle.retained(cohort, n)
  }
  return { people, retained }
}

export interface Stages {
  oscillation_ends: number | null
  plateau_starts: number | null
}

/** Below it a period loses few enough for the first fall to be over. */
const SETTLED = 0.2
/** Below it, a period, the curve is flat. */
const FLAT = 0.05
const Z_95 = 1.959963984540054

/**
 * Where the curve stops falling steeply, and where it lies flat: the first n with (cₙ − cₙ₊₁)/cₙ < 20 %, and the first where
 * even the upper 95 % end of the mean loss a period, (1 − cₙ₊₃/cₙ)/3, is below 5 %. c = 1, 0.4, 0.36: 60 %, then 10 %: 1.
 */
export function stagesOf(triangle: Triangle, progress: Progress): Stages {
  return {
    oscillation_ends: firstOf(triangle, (n) => lossAfter(triangle, progress, n) < SETTLED),
    plateau_starts: firstOf(triangle, (n) => upperLoss(pairAt(triangle, progress, n)) < FLAT),
  }
}

function firstOf({ periods }: Triangle, holds: (n: number) => boolean): number | null {
  for (let n = 0; n < periods; n++) if (holds(n)) return n
  return null
}

/** The curve's own loss from n to n + 1; not a number where one of the two is not known, or nobody is left. */
function lossAfter(triangle: Triangle, progress: Progress, n: number): number {
  if (n + 1 >= triangle.periods) return Number.NaN
  const [now, next] = [sumsAt(triangle, progress, n), sumsAt(triangle, progress, n + 1)]
  if (now.retained === 0 || next.people === 0) return Number.NaN
  const rate = now.retained / now.people
  return (rate - next.retained / next.people) / rate
}

/** People of the cohorts that are over in n and n + 3: there in the one, in the other, in both. */
interface Pair {
  first: number
  later: number
  both: number
}

function pairAt(triangle: Triangle, progress: Progress, n: number): Pair {
  const pair = { first: 0, later: 0, both: 0 }
  for (let cohort = 0; cohort < triangle.cohorts; cohort++) {
    if (n + APART >= completeCells(cohort, progress, triangle.periods)) continue
    pair.first += triangle.retained(cohort, n)
    pair.later += triangle.retained(cohort, n + APART)
    pair.both += triangle.stayed(cohort, n)
  }
  return pair
}

/**
 * Upper end of (1 − R)/3, R = later/first of the same people: R's lower end is R·exp(−1.96·√((first + later − 2·both) /
 * (first·later))), the variance of the logarithm of a ratio of paired shares (Nam and Blackwelder 2002). Of 400, 380 and
 * 360 in both: 0.95 × exp(−1.96 × √(60/152,000)) = 0.9137, so (1 − 0.9137)/3 = 2.9 % a period.
 */
export function upperLoss({ first, later, both }: Pair): number {
  if (first === 0 || later === 0) return Number.NaN
  const ratio = later / first
  const error = Math.sqrt(Math.max(0, first + later - 2 * both) / (first * later))
  return (1 - ratio * Math.exp(-Z_95 * error)) / APART
}

/** Why stages cannot be told; undefined where they can. */
export function stagesReason(triangle: Triangle, progress: Progress): string | undefined {
  const known = curveOf(triangle, progress).filter(({ rate }) => rate !== null).length
  if (known <= APART) return `a curve needs ${APART + 1} complete periods, there are ${known}`
  const { first } = pairAt(triangle, progress, 0)
  return first < FEWEST ? `too few people to tell: ${first}, ${FEWEST} are the least` : undefined
}

const FEWEST = 30
