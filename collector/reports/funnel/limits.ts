import { binomialAtLeast, binomialAtMost } from '../../../experiments/statistics/binomial.ts'

/** Units, and how many of them converted. */
export interface Share {
  entered: number
  converted: number
}

/** Those of a bucket of time. */
export interface Bucket extends Share {
  /** What may still convert is in it, or its time is not over. */
  partial: boolean
  /** Nobody in it can convert in it any more: it can only lose those who convert from a later beginning. */
  over: boolean
  /** The least and the most that it may come to; of a closed one what it is. Undefined while its time is not over. */
  ends: readonly [Share, Share] | undefined
  /** Buckets that share one have the rate in common: the day of the week. */
  kind: number
}

export interface Judged {
  /** Of all buckets that are gone by. */
  rate: number
  /** Which buckets those are. */
  of: Basis
  /** How much more than chance alone the site's own buckets vary; 1 at least. */
  sigma: number
  /** By bucket: the least and greatest rate that is not abnormal; null of one that nobody is in. */
  low: (number | null)[]
  high: (number | null)[]
  /** By bucket; undefined where what is open could change it. */
  verdicts: (Verdict | undefined)[]
}

export const BASES = ['closed', 'over'] as const
/** The closed buckets or, where they are too few, those that are over, as far as is known by now. */
type Basis = (typeof BASES)[number]

type Verdict = 'low' | 'usual' | 'high'

/** One tail of three standard deviations. */
const RARE = 0.00135
const LEAST_BUCKETS = 8
/** From four weeks on days are judged among their own weekday. */
const LEAST_DAYS = 28
/** Rounding of a stretched count. */
const TINY = 1e-9

interface Pool {
  entered: number
  rate: number
}

/**
 * Which buckets are abnormal, by an exact binomial test with the spread that the site has of its own (Laney's p′, 2002).
 * Undefined with fewer than 8 of them to go by.
 */
export function judge(buckets: readonly Bucket[]): Judged | undefined {
  const basis = basisOf(buckets)
  if (!basis) return undefined
  const poolOf = poolsOf(basis.buckets)
  const sigma = sigmaOf(basis.buckets, poolOf)
  const limits = buckets.map((bucket) => limitsOf(bucket.entered, poolOf(bucket).rate, sigma))
  return {
    rate: pooled(basis.buckets).rate,
    of: basis.of,
    sigma,
    low: limits.map((one) => one?.low ?? null),
    high: limits.map((one) => one?.high ?? null),
    verdicts: buckets.map((bucket) => verdictOf(bucket, { rate: poolOf(bucket).rate, sigma })),
  }
}

function basisOf(buckets: readonly Bucket[]): { of: Basis; buckets: Bucket[] } | undefined {
  const known = buckets.filter(({ entered }) => entered > 0)
  const closed = known.filter(({ partial }) => !partial)
  if (closed.length >= LEAST_BUCKETS) return { of: 'closed', buckets: closed }
  const over = known.filter(({ over }) => over)
  return over.length >= LEAST_BUCKETS ? { of: 'over', buckets: over } : undefined
}

/** Of the least and the most that a bucket may come to, where they agree: whatever lies between them does too. */
function verdictOf({ ends }: Bucket, spread: Spread): Verdict | undefined {
  if (!ends || ends[1].entered === 0) return undefined
  const [least, most] = ends.map((end) => verdictOn(end, spread))
  return least === most ? least : undefined
}

function verdictOn({ entered, converted }: Share, spread: Spread): Verdict {
  if (!isAbnormal(converted, entered, spread)) return 'usual'
  return converted < entered * spread.rate ? 'low' : 'high'
}

function pooled(buckets: readonly Bucket[]): Pool {
  const entered = buckets.reduce((sum, bucket) => sum + bucket.entered, 0)
  const converted = buckets.reduce((sum, bucket) => sum + bucket.converted, 0)
  return { entered, rate: entered === 0 ? 0 : converted / entered }
}

/** What a bucket is judged by: all closed ones together, or those of its kind. */
function poolsOf(closed: readonly Bucket[]): (bucket: Bucket) => Pool {
  const all = pooled(closed)
  if (closed.length < LEAST_DAYS) return () => all
  const kinds = new Map<number, Pool>()
  for (const { kind } of closed) {
    if (!kinds.has(kind)) kinds.set(kind, pooled(closed.filter((bucket) => bucket.kind === kind)))
  }
  return ({ kind }) => kinds.get(kind) ?? all
}

/**
 * σ = max(1, mean |zᵢ − zᵢ₋₁| / 1.128), zᵢ = (xᵢ − nᵢp) / √(nᵢp(1 − p)(1 − nᵢ/Σn)). Of two buckets of 100 with 40 and 60:
 * z = ∓10 / √(100 × 0.25 × 0.5) = ∓2.83, |z₂ − z₁| = 5.66, σ = 5.66 / 1.128 = 5.01.
 */
function sigmaOf(closed: readonly Bucket[], poolOf: (bucket: Bucket) => Pool): number {
  const z = closed.map((bucket) => {
    const { rate, entered } = poolOf(bucket)
    const variance = bucket.entered * rate * (1 - rate) * (1 - bucket.entered / entered)
    return variance > 0 ? (bucket.converted - bucket.entered * rate) / Math.sqrt(variance) : 0
  })
  const moves = z.slice(1).map((one, i) => Math.abs(one - (z[i] ?? 0)))
  return Math.max(1, moves.reduce((sum, move) => sum + move, 0) / moves.length / 1.128)
}

interface Spread {
  rate: number
  sigma: number
}

/** P(X ≥ x) or P(X ≤ x) < 0.00135, x brought nearer to the mean: 100 at ½, σ 2: 30 counts as 50 − 20/2 = 40. */
function isAbnormal(x: number, n: number, { rate, sigma }: Spread): boolean {
  const mean = n * rate
  const nearer = mean + (x - mean) / sigma
  if (nearer > mean) return binomialAtLeast(Math.ceil(nearer - TINY), n, rate) < RARE
  return binomialAtMost(Math.floor(nearer + TINY), n, rate) < RARE
}

function limitsOf(
  n: number,
  rate: number,
  sigma: number,
): { low: number; high: number } | undefined {
  if (n === 0) return undefined
  const spread = { rate, sigma }
  const middle = Math.round(n * rate)
  const low = lastWhere(
    middle,
    (steps) => middle - steps >= 0 && !isAbnormal(middle - steps, n, spread),
  )
  const high = lastWhere(n - middle, (steps) => !isAbnormal(middle + steps, n, spread))
  return { low: (middle - low) / n, high: (middle + high) / n }
}

/** The last of 0 … most for which it holds, as it does for 0 and ever less. */
function lastWhere(most: number, holds: (steps: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}
