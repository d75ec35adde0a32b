import { sampleRatio } from '../../../experiments/statistics/sample-ratio.ts'
import { DAY } from '../../durations.ts'
import type { AskedExperiment, CAUSES } from './asked.ts'
import type { ExposedUnits } from './units.ts'

type Cause = (typeof CAUSES)[number]
type Drawn = Pick<AskedExperiment, 'context' | 'unit'>

/** Counts by variant of the units that share a value. */
export interface Slice {
  dimension: Cause
  value: string | number | null
  counts: readonly number[]
}

export interface Ratio {
  p_value: number
  flag: boolean
  by: { dimension: Cause; value: string | number | null; p_value: number }[]
}

/** χ² is one only from here on. */
const LEAST_EXPECTED = 5
/** One false alarm in a thousand. */
const FLAG = 0.001

/**
 * Whether the split is what the buckets promise, and the values of browser, device and source whose own split is not
 * (Bonferroni over all of them), which name the cause, the surest first. Null while an expected count is below 5.
 */
export function ratioOf(
  counts: readonly number[],
  buckets: readonly number[],
  slices: readonly Slice[],
): Ratio | null {
  const whole = testOf(counts, buckets)
  if (whole === undefined) return null
  const tested = slices.flatMap((slice) => {
    const p = testOf(slice.counts, buckets)
    return p === undefined ? [] : [{ ...slice, p }]
  })
  const by = tested
    .map(({ dimension, value, p }) => ({
      dimension,
      value,
      p_value: Math.min(1, p * tested.length),
    }))
    .filter(({ p_value }) => p_value < FLAG)
    .sort((a, b) => a.p_value - b.p_value || (nameOf(a) < nameOf(b) ? -1 : 1))
  return { p_value: whole, flag: whole < FLAG, by }
}

function nameOf({ dimension, value }: Pick<Slice, 'dimension' | 'value'>): string {
  return JSON.stringify([dimension, value])
}

/** Units that were shown two variants, of all: more, and the split is broken somewhere. */
const MOST_CROSSED = { visitor: 0.01, user: 0.01, visit: 0.05 } as const

export function crossedTooMany(
  { length, crossovers }: { length: number; crossovers: number },
  unit: keyof typeof MOST_CROSSED,
): boolean {
  return length > 0 && crossovers / length >= MOST_CROSSED[unit]
}

/**
 * Whether that is why nobody is in it: it draws by visitors, whom a site that stores nothing does not know again. Who is
 * in it has an id all the same, by a tag with `data-visitor` or from a server.
 */
export function lacksIds({ context, unit }: Drawn, units: number): boolean {
  return unit === 'visitor' && context.site.identity === 'cookieless' && units === 0
}

/** Pages that were open, or had the script kept, when the site was told to store nothing still draw by the ids that they know. */
const LINGER = DAY
/** Where nobody knows when that was, so long without anybody new is no chance, after so many. */
const EMPTY = 7 * DAY
const MANY = 20

/** That nobody new comes in; `since` in epoch ms, null where nobody knows. */
export interface NobodyNew {
  since: number | null
}

/**
 * Whether the site has stopped storing the ids that a running phase drew by; null where it has not, or where tags or servers
 * name its visitors, so that somebody still comes in.
 *
 *     stored ───────────────┬─ cookieless ─────────── now
 *     in: . .. . ... . . .. │ .                             since = ┬
 */
export async function nobodyNew(
  asked: AskedExperiment,
  units: Pick<ExposedUnits, 'length' | 'exposedBy'>,
): Promise<NobodyNew | null> {
  const { context, phase, unit } = asked
  const { now } = context
  if (unit !== 'visitor' || context.site.identity !== 'cookieless') return null
  if (units.length === 0 || phase === undefined || phase.ended_at !== null) return null
  const since = await context.settings.storesNothingSince()
  if (since === null && units.length < MANY) return null
  const until = since === null ? now - EMPTY : since + LINGER
  const before = units.exposedBy(until).reduce((sum, n) => sum + n, 0)
  return before === units.length ? { since } : null
}

function testOf(counts: readonly number[], buckets: readonly number[]): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const held = buckets.reduce((sum, count) => sum + count, 0)
  const enough = buckets.every((count) => count === 0 || (all * count) / held >= LEAST_EXPECTED)
  return held > 0 && enough ? sampleRatio(counts, buckets)?.p_value : undefined
}
