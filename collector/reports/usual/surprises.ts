import { benjaminiHochberg } from '../../../experiments/statistics/corrections.ts'
import type { Metric } from '../../vocabulary.ts'
import { chanceOf, type Expected, expectedOf } from './expected.ts'
import { type Day, fitted, type Past } from './past.ts'
import type { Series } from './series.ts'

/** Of a fall that goes on: who looks for it further back finds another season. */
const LONGEST_RUN = 28
/** The expected share of false sentences among all. */
const FALSE_SHARE = 0.02
const MOST_SURPRISES = 20

/**
 * Those of which a surprise is told: their change can be explained, and chance is known well enough. Of money it is not: a few
 * great orders make a day that no eight weeks foretell.
 */
const LOOKED_AT: ReadonlySet<Metric> = new Set([
  'visitors',
  'visits',
  'conversions',
  'converted_visitors',
  'conversion_rate',
])

export function isLookedAt(metric: Metric): boolean {
  return LOOKED_AT.has(metric)
}

/** Days that are judged as one, [from, to). */
interface Stretch {
  metric: Metric
  from: number
  to: number
}

interface Candidate extends Stretch {
  days: readonly Day[]
  expected: Expected
  value: number
  p: number
}

export interface Surprise extends Candidate {
  q: number
}

/** The days that are asked about, [from, to): of those the last that are over end at `closed`. */
export interface Asked {
  from: number
  closed: number
}

/** Of the day that runs, which is none of the series. */
export type Part = Omit<Candidate, 'p'>

/**
 * The stretches of days that lie beyond chance, the latest end first, then by the order of the metrics: every single day
 * and every run of up to 28 days that goes on until now, all of them one family of tests (Benjamini and Hochberg). Of
 * stretches that share a day the least likely stands for all; neighbours on the same side are one.
 */
export function surprisesOf(
  metrics: readonly { metric: Metric; series: Series }[],
  asked: Asked,
  parts: readonly Part[] = [],
): { surprises: Surprise[]; looked_at: number } {
  const candidates = [
    ...metrics.flatMap(({ metric, series }) => candidatesOf(metric, series, asked)),
    ...parts.map((one) => ({ ...one, p: chanceOf(one.expected, one.value) })),
  ]
  const q = benjaminiHochberg(candidates.map(({ p }) => p))
  const sure = candidates
    .map((one, i) => ({ ...one, q: q[i] ?? 1 }))
    .filter((one) => one.q < FALSE_SHARE)
  const surprises = metrics.flatMap(({ metric, series }) => {
    const own = sure.filter((one) => one.metric === metric)
    return joined(apart(own), series)
  })
  surprises.sort((a, b) => b.to - a.to)
  return { surprises: surprises.slice(0, MOST_SURPRISES), looked_at: candidates.length }
}

function candidatesOf(metric: Metric, series: Series, { from, closed }: Asked): Candidate[] {
  const stretches: Stretch[] = []
  for (let day = from; day < closed; day++) stretches.push({ metric, from: day, to: day + 1 })
  const longest = Math.min(LONGEST_RUN, closed - from)
  for (let length = 2; length <= longest; length++) {
    stretches.push({ metric, from: closed - length, to: closed })
  }
  return stretches.flatMap((stretch) => candidateOf(stretch, series) ?? [])
}

/** Undefined where it is not known what is usual, or what there was. */
function candidateOf(stretch: Stretch, series: Series): Candidate | undefined {
  const days = series.within(stretch.from, stretch.to)
  const past = series.before(stretch.from)
  const expected = days && expectedOf(past, days)
  if (!expected) return undefined
  const value = days.reduce((sum, day) => sum + day.value, 0)
  const side = value < expected.mean ? -1 : 1
  const p = chanceOf(expected, value - side * beyondNext(days, past, side))
  return { ...stretch, days, expected, value, p }
}

/** How much further off the day that has most of a run is than the next: what happened on one day is no run. */
function beyondNext(days: readonly Day[], past: Past, side: 1 | -1): number {
  const off = days.map((day) => side * (day.value - fitted(day, past).mean)).sort((a, b) => b - a)
  const [most = 0, next = most] = off
  return Math.max(0, most - Math.max(0, next))
}

/** The least likely of those that share a day. */
function apart(candidates: readonly Surprise[]): Surprise[] {
  const chosen: Surprise[] = []
  for (const one of candidates.toSorted((a, b) => a.p - b.p || b.to - a.to)) {
    if (chosen.every(({ from, to }) => one.to <= from || to <= one.from)) chosen.push(one)
  }
  return chosen.sort((a, b) => a.from - b.from)
}

/** Neighbours on the same side as one stretch, against what was before the first of them. */
function joined(surprises: readonly Surprise[], series: Series): Surprise[] {
  const stretches: Surprise[] = []
  for (const one of surprises) {
    const last = stretches.at(-1)
    const both = last && isNext(last, one) ? bothOf(last, one, series) : undefined
    if (both) stretches.splice(-1, 1, both)
    else stretches.push(one)
  }
  return stretches
}

function isNext(one: Surprise, next: Surprise): boolean {
  return one.to === next.from && sideOf(one) === sideOf(next)
}

function bothOf(one: Surprise, next: Surprise, series: Series): Surprise | undefined {
  const both = candidateOf({ metric: one.metric, from: one.from, to: next.to }, series)
  if (!both || sideOf(both) !== sideOf(one)) return undefined
  return { ...both, p: Math.min(one.p, next.p, both.p), q: Math.min(one.q, next.q) }
}

export function sideOf({ value, expected }: Pick<Candidate, 'value' | 'expected'>): 'low' | 'high' {
  return value < expected.mean ? 'low' : 'high'
}
