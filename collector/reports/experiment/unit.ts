import { DAY } from '../../durations.ts'
import type { History, MarkedMoment } from '../../store/port.ts'
import type { UnitRow, UnitValue } from '../../store/unit-rows.ts'

/** What a metric counts, by the bits that a moment's marks have. */
export interface MetricRule {
  kind: 'proportion' | 'mean' | 'revenue' | 'ratio'
  /** Of `ratio`, what stands above. */
  of: 'conversions' | 'revenue'
  /** Bit of its goal, and of the goal below the line. */
  bit: number
  below: number
  /** Places in `beside` of what an event of the goal brings, in minor units. */
  money: number
  /** ms from the first exposure, both ends included; null: to the end of the phase. */
  window: number | null
  /** Once a unit, or once each of its visits. */
  once: 'unit' | 'visit' | null
  /** Bits of the goals whose value is what events bring: a refund is no conversion of theirs. */
  paying: number
}

/** How moments are read. */
export interface Reading {
  /** Bit of an exposure of the experiment. */
  exposed: number
  /** Places in `beside`. */
  variant: number
  refund: number
  visit: number
  /** The variants' keys, in their order. */
  keys: readonly string[]
  /** The phase, half-open; to now while it runs. */
  span: { from: number; to: number }
  metrics: readonly MetricRule[]
}

export interface Unit extends UnitRow {
  /** Values of the keys at the first exposure. */
  shown: MarkedMoment
}

/** The time before a unit's first exposure that tells what it was like (spec: experiments.md, CUPED). */
export const BEFORE = 14 * DAY

const NOTHING: UnitRow['values'] = []

/** A unit of the phase; undefined for a history without an exposure in it. */
export function unitOf({ moments }: History, reading: Reading): Unit | undefined {
  const exposures = moments.flatMap((moment) => {
    const variant = variantOf(moment, reading)
    return variant < 0 ? [] : [{ moment, variant }]
  })
  const [first] = exposures
  if (first === undefined) return undefined
  const { moment: shown, variant } = first
  const values = reading.metrics.map((rule) => valueFor(moments, shown.at, { rule, reading }))
  return {
    ...{ variant, at: shown.at, shown },
    crossed: exposures.some((other) => other.variant !== variant),
    values: values.some((value) => value) ? values : NOTHING,
  }
}

/** Place of the variant that an exposure of the phase showed; −1 for anything else. */
function variantOf({ at, marks, beside }: MarkedMoment, reading: Reading): number {
  const { exposed, span, keys, variant } = reading
  if ((marks & exposed) === 0 || at < span.from || at >= span.to) return -1
  return keys.indexOf(String(beside[variant]))
}

interface Measuring {
  rule: MetricRule
  reading: Reading
}

/**
 *     exposed d0 10:00, window 7d      Buy d0 10:00 counts, Buy d7 10:00 counts, Buy d7 10:00:00.001 does not
 *     (again d6)                       changes nothing
 */
function valueFor(
  moments: readonly MarkedMoment[],
  exposed: number,
  measuring: Measuring,
): UnitValue | undefined {
  const { rule, reading } = measuring
  const end = rule.window === null ? reading.span.to - 1 : exposed + rule.window
  const after = moments.filter(({ at }) => at >= exposed && at <= end)
  const earlier = moments.filter(({ at }) => at >= exposed - BEFORE && at < exposed)
  const value = measured(after, measuring)
  const below = rule.kind === 'ratio' ? conversionsIn(after, rule.below, measuring) : 0
  const before = measured(earlier, measuring)
  return value === 0 && below === 0 && before === 0 ? undefined : { value, below, before }
}

function measured(moments: readonly MarkedMoment[], measuring: Measuring): number {
  const { kind, of, bit, money } = measuring.rule
  if (kind === 'revenue' || (kind === 'ratio' && of === 'revenue')) {
    return moments.reduce(
      (sum, { marks, beside }) => (marks & bit ? sum + Number(beside[money]) : sum),
      0,
    )
  }
  const conversions = conversionsIn(moments, bit, measuring)
  return kind === 'proportion' ? Math.min(1, conversions) : conversions
}

/** A refund is none. */
function conversionsIn(
  moments: readonly MarkedMoment[],
  bit: number,
  { rule, reading }: Measuring,
): number {
  const { refund, visit } = reading
  const counted = moments.filter(
    ({ marks, beside }) =>
      (marks & bit) !== 0 && ((bit & rule.paying) === 0 || Number(beside[refund]) === 0),
  )
  if (rule.once === 'unit') return Math.min(1, counted.length)
  if (rule.once === 'visit') return new Set(counted.map(({ beside }) => beside[visit])).size
  return counted.length
}
