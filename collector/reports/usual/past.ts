import type { Kind, Measured } from './measures.ts'

/** A day of the site's calendar, by what it is like. */
export interface Day extends Measured {
  /** Days since 1970-01-01. */
  at: number
  /** 1 to 7. */
  weekday: number
}

/** What the days of a weekday come to. */
export interface Weekday extends Measured {
  days: number
  /** When that was, as the mean of their `at`. */
  middle: number
  /** What growth makes of them on average, if it is 1 in the middle. */
  grown: number
}

/** What is known of the days before, day after day. */
export interface Past {
  kind: Kind
  weekdays: ReadonlyMap<number, Weekday>
  /** How far days vary beyond chance: of counts and amounts the relative variance c², of shares φ. */
  spread: number
  /** From how many days to spare the spread is known. */
  df: number
  /** How far a day takes after the one before it, 0 to 0.9. */
  memory: number
  /** By what part of a weekday's mean a day has more than the one before, and how sure that is. */
  slope: number
  slopeVariance: number
}

/** Days in order, null where there is nothing to know. */
export type Days = readonly (Day | null)[]

/** So far off, in standard deviations, lies next to no day by chance: it tells of itself and not of what is usual. */
const ODD = 3
/** Of all days; where more are odd, being odd is usual. */
const MOST_ODD = 0.1

/** What days tell, the few left out that are far off all others: a launch, an outage, a holiday. */
export function pastOf(kind: Kind, days: Days): Past {
  let kept = days
  let past = knownOf(kind, kept)
  const most = Math.floor(MOST_ODD * days.filter((day) => day !== null).length)
  for (let dropped = 0; dropped < most; dropped++) {
    const odd = oddest(kept, past)
    if (!odd) break
    kept = kept.map((day) => (day === odd ? null : day))
    past = knownOf(kind, kept)
  }
  return past
}

function oddest(days: Days, past: Past): Day | undefined {
  let [odd, off]: [Day | undefined, number] = [undefined, ODD]
  for (const day of days) {
    const own = day ? Math.abs(deviation(day, past)) : 0
    if (day && own > off) [odd, off] = [day, own]
  }
  return odd
}

function knownOf(kind: Kind, days: Days): Past {
  const known = days.filter((day) => day !== null)
  const weekdays = weekdaysOf(known)
  const bare = { kind, weekdays, slope: slopeOf(known, weekdays) }
  growBy(bare.slope, known, weekdays)
  const { spread, df } = spreadOf(known, bare)
  const memory = memoryOf(days, { ...bare, spread })
  const slopeVariance = slopeVarianceOf(known, { ...bare, spread, memory })
  return { ...bare, spread, df, memory, slopeVariance }
}

function weekdaysOf(days: readonly Day[]): Map<number, Weekday> {
  const weekdays = new Map<number, Weekday>()
  for (const { weekday, at, value, of } of days) {
    const known = weekdays.get(weekday) ?? { days: 0, value: 0, of: 0, middle: at, grown: 1 }
    known.days++
    known.value += value
    known.of += of
    known.middle += ((at - known.middle) * of) / known.of
    weekdays.set(weekday, known)
  }
  return weekdays
}

type Trend = Pick<Past, 'weekdays' | 'slope'>

/** What a day has by the mean of its weekday alone, and how far from the middle of that it is. */
function placeOf(day: Day, weekdays: Past['weekdays']): { level: number; away: number } {
  const known = weekdays.get(day.weekday)
  if (!known) return { level: 0, away: 0 }
  return { level: (day.of * known.value) / known.of, away: day.at - known.middle }
}

/** None grows or shrinks fourfold for long. */
const MOST_GROWN = Math.log(4)

function grownBy(slope: number, away: number): number {
  return Math.exp(Math.max(-MOST_GROWN, Math.min(MOST_GROWN, slope * away)))
}

/** So that what is expected of a weekday's days is what they had. */
function growBy(slope: number, days: readonly Day[], weekdays: Map<number, Weekday>): void {
  for (const known of weekdays.values()) known.grown = 0
  for (const day of days) {
    const known = weekdays.get(day.weekday)
    if (known) known.grown += (grownBy(slope, day.at - known.middle) * day.of) / known.of
  }
}

/** What is expected of a day, by its weekday and the way things go; `drift`: what a slope more would add. */
export function fitted(day: Day, { weekdays, slope }: Trend): { mean: number; drift: number } {
  const { level, away } = placeOf(day, weekdays)
  const mean = (level * grownBy(slope, away)) / (weekdays.get(day.weekday)?.grown ?? 1)
  return { mean, drift: mean * away }
}

/**
 * Σ (x − m)·a / Σ m·a², a the days from the middle of a weekday's: of Mondays of 80, 90, 110 and 120 (a = ∓10.5, ∓3.5) it is
 * (210 + 35 + 35 + 210) / (100 × 245) = 0.02, and 100 × e^(0.02 × 17.5) / 1.012 = 140 are expected on the next, 1.012 being the
 * mean of e^(0.02·a). A site that grows by a twentieth a week has a fourth more than it had on average in eight weeks: no news.
 */
function slopeOf(days: readonly Day[], weekdays: Past['weekdays']): number {
  let [moved, scale] = [0, 0]
  for (const day of days) {
    const { level, away } = placeOf(day, weekdays)
    moved += (day.value - level) * away
    scale += level * away * away
  }
  return scale > 0 ? moved / scale : 0
}

type Known = Pick<Past, 'kind' | 'weekdays' | 'slope' | 'spread'>

/** Of what is expected of a day, whose value is known to vary like that. */
function varianceOf(mean: number, of: number, { kind, spread }: Pick<Past, 'kind' | 'spread'>) {
  if (kind === 'share') return spread * mean * Math.max(0, 1 - mean / of)
  return (kind === 'count' ? mean : 0) + spread * mean * mean
}

/** Var Σ (x − m)·a / (Σ m·a²)², greater where days take after each other. */
function slopeVarianceOf(days: readonly Day[], past: Known & Pick<Past, 'memory'>): number {
  let [variance, scale] = [0, 0]
  for (const day of days) {
    const { level, away } = placeOf(day, past.weekdays)
    variance += varianceOf(fitted(day, past).mean, day.of, past) * away * away
    scale += level * away * away
  }
  const swell = (1 + past.memory) / (1 - past.memory)
  return scale > 0 ? (swell * variance) / (scale * scale) : 0
}

/**
 * Of counts c² = Σ ((x − m)² − m·f) / Σ m²·f, m what is expected and f = (n − 1)/n − 1/N the part of a day that the n days of its
 * weekday and the slope through all N leave free; what is taken off is what a Poisson count varies by. Of Mondays of 80, 120, 120
 * and 80: m = 100, f = ½, c² = (1,600 − 200) / 20,000 = 0.07 with 2 degrees of freedom: such a day varies by
 * √(100 + 0.07 × 10,000) = 28 instead of 10. Of amounts nothing is taken off.
 *
 * Of shares φ = the mean of (x − n·p)² / (n·p·(1 − p)·f), at least 1 (Laney's p′ chart, 2002, by squares): of 40, 60, 60 and 40
 * of 100 each 10² / (25 × ½) = 8.
 */
function spreadOf(days: readonly Day[], past: Omit<Known, 'spread'>): Pick<Past, 'spread' | 'df'> {
  let [squares, scale, df] = [0, 0, 0]
  const repeated = days.filter(({ weekday }) => (past.weekdays.get(weekday)?.days ?? 0) > 1)
  for (const day of repeated) {
    const free = 1 - day.of / (past.weekdays.get(day.weekday)?.of ?? 1) - 1 / repeated.length
    const own = SQUARES[past.kind](day, fitted(day, past).mean, free)
    squares += own.squares
    scale += own.scale
    df += free
  }
  const least = past.kind === 'share' ? 1 : 0
  return { spread: scale > 0 ? Math.max(least, squares / scale) : least, df: Math.max(0, df) }
}

interface Squares {
  squares: number
  /** Of the squares if the spread were 1. */
  scale: number
}

type SquaresOf = (day: Day, mean: number, free: number) => Squares

const SQUARES = {
  count: ({ value }, mean, free) => ({
    squares: (value - mean) ** 2 - mean * free,
    scale: mean * mean * free,
  }),
  amount: ({ value }, mean, free) => ({ squares: (value - mean) ** 2, scale: mean * mean * free }),
  share: ({ value, of }, mean, free) => {
    const variance = mean * (1 - mean / of) * free
    return variance > 0
      ? { squares: (value - mean) ** 2 / variance, scale: 1 }
      : { squares: 0, scale: 0 }
  },
} satisfies Record<Kind, SquaresOf>

const MOST_MEMORY = 0.9

/** The correlation of each day with the next, and a standard error of it: too little would take a swell for a wonder. */
function memoryOf(days: Days, past: Known): number {
  const off = days.map((day) => (day ? deviation(day, past) : undefined))
  let [products, squares, pairs] = [0, 0, 0]
  off.forEach((one, i) => {
    squares += (one ?? 0) ** 2
    const next = off[i + 1]
    if (one === undefined || next === undefined) return
    products += one * next
    pairs++
  })
  if (pairs === 0 || squares === 0) return 0
  return Math.min(MOST_MEMORY, Math.max(0, products / squares + 1 / Math.sqrt(pairs)))
}

/** In standard deviations of such a day. */
function deviation(day: Day, past: Known): number {
  const { mean } = fitted(day, past)
  const variance = varianceOf(mean, day.of, past)
  return variance > 0 ? (day.value - mean) / Math.sqrt(variance) : 0
}
