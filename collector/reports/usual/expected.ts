import { binomialAtLeast, binomialAtMost } from '../../../experiments/statistics/binomial.ts'
import {
  negativeBinomialAtLeast,
  negativeBinomialAtMost,
} from '../../../experiments/statistics/negative-binomial.ts'
import { upperNormalQuantile } from '../../../experiments/statistics/normal.ts'
import { studentTail } from '../../../experiments/statistics/student.ts'
import { type Day, fitted, type Past } from './past.ts'

/** Of a weekday; with fewer nobody can say what is usual. */
export const FEWEST_WEEKS = 4

/** What days are expected to come to, by the past. */
export interface Expected {
  /** Of shares how many of those that there were. */
  mean: number
  /** Chances, at most ½ for one of them, that such days come to so little or so much. */
  atMost(value: number): number
  atLeast(value: number): number
  /** The greatest that it could be. */
  most: number
  /** Only whole numbers occur. */
  whole: boolean
}

/** The days that are judged together, as the past has them. */
interface Stretch {
  /** By their weekdays and the way things go; and the sum of the squares of each day's. */
  mean: number
  meanSquares: number
  /** What not knowing the slope exactly adds to the variance of the sum. */
  ofSlope: number
  /** Units that the days are taken over, and those of the past that tell of them. */
  of: number
  ofPast: number
  /** How many times more a sum of them varies than it would if no day took after another. */
  swell: number
}

/** Undefined where a weekday among them has too few days behind it. */
export function expectedOf(past: Past, days: readonly Day[]): Expected | undefined {
  const stretch = stretchOf(past, days)
  const tails = stretch && TAILS[past.kind](stretch, past)
  return tails && { ...tails, ...withStudent(tails, past) }
}

function stretchOf(past: Past, days: readonly Day[]): Stretch | undefined {
  let [mean, meanSquares, drift, of] = [0, 0, 0, 0]
  const weekdays = new Set(days.map(({ weekday }) => weekday))
  const known = [...weekdays].map((weekday) => past.weekdays.get(weekday))
  if (known.some((one) => one === undefined || one.days < FEWEST_WEEKS)) return undefined
  const ofPast = known.reduce((sum, one) => sum + (one?.of ?? 0), 0)
  for (const day of days) {
    const own = fitted(day, past)
    mean += own.mean
    meanSquares += own.mean * own.mean
    drift += own.drift
    of += day.of
  }
  const ofSlope = past.slopeVariance * drift * drift
  return { mean, meanSquares, ofSlope, of, ofPast, swell: swellOf(past.memory, days.length) }
}

/**
 * The variance of a sum of k days of which each takes after the one before by ρ, over that of k without: 1 + 2 Σⱼ (1 − j/k) ρʲ.
 * Of 2 days and ρ = ½: 1 + 2 × ½ × ½ = 1.5.
 */
export function swellOf(memory: number, days: number): number {
  let sum = 1
  for (let j = 1; j < days; j++) sum += 2 * (1 - j / days) * memory ** j
  return sum
}

type TailsOf = (stretch: Stretch, past: Past) => Expected | undefined

/**
 * Negative binomial, with the variance V = D·(M + c²·Σm²)·(1 + k/n) + s: M = Σm what is expected of the k days by the n days that
 * tell of them, c² how far days vary beyond chance, D the swell of sums, s what the slope is unsure of. Where chance explains all
 * and the slope were known (c² 0, D 1, s 0) it is the exact test of a Poisson count against the n before it (Przyborowski and
 * Wilenski 1940): size = M²/(V − M) is their sum S, and S + 1 towards more. Of no event in 8 days P(Y ≥ 1) = 1/9, P(Y ≥ 2) = 1/81; of 80 in 8 days (M 10, V 10 × 9/8, size 80)
 * P(Y ≤ 2) = 0.0040; with c² 0.04 (V = (10 + 4) × 9/8 = 15.75, size 17.4) 0.0106.
 */
const countTails: TailsOf = (stretch, { spread }) => {
  const reach = stretch.of / stretch.ofPast
  const shaped = (mean: number) => {
    const own = stretch.swell * (mean + spread * stretch.meanSquares) * (1 + reach)
    const variance = own + stretch.ofSlope
    return { mean, size: (mean * mean) / (variance - mean) }
  }
  const [fewer, more] = [shaped(stretch.mean), shaped(stretch.mean + reach)]
  return {
    mean: stretch.mean,
    atMost: (value) => negativeBinomialAtMost(value, fewer),
    atLeast: (value) => negativeBinomialAtLeast(value, more),
    most: Number.POSITIVE_INFINITY,
    whole: true,
  }
}

/**
 * As if it came in pieces of u = V/2M, whose number is then negative binomial with twice its mean as variance: skewed as money
 * is, with room for days without any. Of €200 a day, c² 0.25 and 8 days: V = 0.25 × 200² × 9/8 = 11,250, u = €28, 7.1 pieces,
 * P(none) = ½^7.1 = 0.7 %.
 */
const amountTails: TailsOf = ({ mean, meanSquares, ofSlope, of, ofPast, swell }, { spread }) => {
  const variance = swell * spread * meanSquares * (1 + of / ofPast) + ofSlope
  if (!(mean > 0 && variance > 0)) return undefined
  const piece = variance / (2 * mean)
  const shape = { mean: mean / piece, size: mean / piece }
  return {
    mean,
    atMost: (value) => negativeBinomialAtMost(Math.max(0, value / piece), shape),
    atLeast: (value) => negativeBinomialAtLeast(value / piece, shape),
    most: Number.POSITIVE_INFINITY,
    whole: false,
  }
}

/** Rounding of a stretched count. */
const TINY = 1e-9

/**
 * Of rare things as of counts, with the variance V = F·E·(1 − p), E = n·p expected of n, F = φ·D·(1 + n/N) and what the slope adds:
 * where 16 of 800 before make E = 2 of 100, at F 9/8 V = 2 × 0.98 × 9/8 = 2.2. Where V is below E, as of halves, binomial, x
 * brought nearer to the mean by √F (Laney 2002): 45 of 100 at ½ count as 47.5 where that is 2.
 */
const shareTails: TailsOf = (stretch, { spread }) => {
  const { mean, of, ofPast } = stretch
  if (of === 0) return undefined
  const reach = of / ofPast
  const rate = Math.min(1, mean / of)
  const plain = mean * (1 - rate)
  const factor = spread * stretch.swell * (1 + reach) + (plain > 0 ? stretch.ofSlope / plain : 0)
  const isRare = (1 - rate) * factor > 1
  const tails = isRare ? rareTails(mean, reach, (1 - rate) * factor) : nearTails(mean, of, factor)
  return { ...tails, mean, most: of, whole: true }
}

type Tails = Pick<Expected, 'atMost' | 'atLeast'>

/** `factor`: the variance by the mean. */
function rareTails(mean: number, reach: number, factor: number): Tails {
  const shaped = (middle: number) => ({ mean: middle, size: middle / (factor - 1) })
  const [fewer, more] = [shaped(mean), shaped(mean + reach)]
  return {
    atMost: (value) => negativeBinomialAtMost(value, fewer),
    atLeast: (value) => negativeBinomialAtLeast(value, more),
  }
}

function nearTails(mean: number, of: number, factor: number): Tails {
  const rate = Math.min(1, mean / of)
  const nearer = (value: number) => mean + (value - mean) / Math.sqrt(factor)
  return {
    atMost: (value) => binomialAtMost(Math.floor(nearer(value) + TINY), of, rate),
    atLeast: (value) => binomialAtLeast(Math.ceil(nearer(value) - TINY), of, rate),
  }
}

const TAILS = { count: countTails, amount: amountTails, share: shareTails } satisfies Record<
  Past['kind'],
  TailsOf
>

/**
 * The spread is known from some days only, so what is z standard deviations off is held against Student's t: days that take
 * after each other tell as much as df·(1 − ρ²)/(1 + ρ²) that do not.
 */
function withStudent({ atMost, atLeast }: Tails, { df, memory }: Past) {
  const free = Math.max(1, (df * (1 - memory ** 2)) / (1 + memory ** 2))
  const student = (p: number) =>
    p <= 0 || p >= 0.5 ? p : studentTail(upperNormalQuantile(Math.max(p, 1e-290)), free)
  return {
    atMost: (value: number) => student(atMost(value)),
    atLeast: (value: number) => student(atLeast(value)),
  }
}

/** Two-sided. */
export function chanceOf({ mean, atMost, atLeast }: Expected, value: number): number {
  return Math.min(1, 2 * (value < mean ? atMost(value) : atLeast(value)))
}

/** One tail of three standard deviations. */
const RARE = 0.00135
/** Of the mean: limits of thousands need not be to the last one. */
const FINE = 1 / 2_000

/** The least and the greatest that is usual: one day in 370 lies beyond by chance. */
export function limitsOf(expected: Expected): { low: number; high: number } {
  const { mean, most, whole } = expected
  const step = whole ? Math.max(1, Math.floor(mean * FINE)) : mean * FINE
  const middle = whole ? Math.min(most, Math.round(mean)) : mean
  const isLow = (value: number) => expected.atMost(value) < RARE
  const isHigh = (value: number) => expected.atLeast(value) < RARE
  const far = beyond(middle, most, isHigh)
  return {
    low: isLow(0) ? lastUsual({ usual: middle, rare: 0, step, whole }, isLow) : 0,
    high: isHigh(far) ? lastUsual({ usual: middle, rare: far, step, whole }, isHigh) : far,
  }
}

function beyond(middle: number, most: number, isHigh: (value: number) => boolean): number {
  let far = Math.max(4, middle * 1.25)
  while (far < most && !isHigh(Math.ceil(far))) far *= 1.5
  return Math.min(most, Math.ceil(far))
}

interface Search {
  usual: number
  rare: number
  step: number
  whole: boolean
}

/** By halving what lies between a usual value and a rare one. */
function lastUsual(search: Search, isRare: (value: number) => boolean): number {
  let { usual, rare } = search
  while (Math.abs(usual - rare) > search.step) {
    const half = (usual + rare) / 2
    const middle = search.whole ? Math.round(half) : half
    if (middle === usual || middle === rare) break
    if (isRare(middle)) rare = middle
    else usual = middle
  }
  return usual
}
