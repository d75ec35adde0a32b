/** How far days lie apart, in squares of what chance alone would make of them, and of how many days that tells. */
export interface Spread {
  squares: number
  df: number
}

export const NO_SPREAD: Spread = { squares: 0, df: 0 }

/** Days that are like each other: all, or the same days of the week. */
export type Season = 1 | 7

/**
 * Of counts that would be Poisson: Σ (c − m)² / m. Days of 8, 12, 10 and 10: (4 + 4) / 10 = 0.8, with 3 degrees of freedom.
 */
export function spreadOfCounts(counts: ArrayLike<number>, season: Season): Spread {
  return sumOf(bySeason(counts, season).map(spreadOfLikeCounts))
}

function spreadOfLikeCounts(counts: readonly number[]): Spread {
  const mean = sum(counts) / counts.length
  if (!(mean > 0)) return NO_SPREAD
  return { squares: sum(counts.map((count) => (count - mean) ** 2)) / mean, df: counts.length - 1 }
}

/** Days of its own that tell how much a value varies. */
const FEWEST_DAYS = 7

/**
 * The same between the first day with any and the last: of what began or ended in the midst of a period the days without it
 * are no spread. Of 0 0 0 … and 8 days of about 50 the spread is that of the eight. Fewer than seven are looked at among all.
 */
export function spreadWhileThere(counts: Float64Array, season: Season): Spread {
  const first = counts.findIndex((count) => count > 0)
  const own = counts.subarray(Math.max(0, first), counts.findLastIndex((count) => count > 0) + 1)
  if (own.length < FEWEST_DAYS) return spreadOfCounts(counts, season)
  return spreadOfCounts(own, own.length < 2 * FEWEST_DAYS ? 1 : season)
}

/** What was done on each day, and by how many. */
export interface Daily {
  people: ArrayLike<number>
  amounts: ArrayLike<number>
  /** Of what one of them did on a day. */
  variance: number
}

/**
 * Of means whose units vary by `variance`: Σ (x − n·r)² / (n·variance). Days of 5 of 10 and 1 of 10 at a variance of 0.21:
 * r = 0.3, (2² + 2²) / (10 × 0.21) = 3.81, with 1 degree of freedom.
 */
export function spreadOfRates({ people, amounts, variance }: Daily, season: Season): Spread {
  if (!(variance > 0)) return NO_SPREAD
  const done = bySeason(amounts, season)
  const { squares, df } = sumOf(
    bySeason(people, season).map((there, i) => spreadOfLikeRates(there, done[i] ?? [])),
  )
  return { squares: squares / variance, df }
}

/** Of days with anybody. */
function spreadOfLikeRates(people: readonly number[], amounts: readonly number[]): Spread {
  const rate = sum(amounts) / sum(people)
  const squares = people.map((n, day) => (n > 0 ? ((amounts[day] ?? 0) - n * rate) ** 2 / n : 0))
  const days = people.filter((n) => n > 0).length
  return { squares: sum(squares), df: Math.max(0, days - 1) }
}

function bySeason(days: ArrayLike<number>, season: Season): number[][] {
  const seasons: number[][] = Array.from({ length: Math.min(season, days.length) }, () => [])
  for (let day = 0; day < days.length; day++) seasons[day % season]?.push(days[day] ?? 0)
  return seasons
}

function sumOf(spreads: readonly Spread[]): Spread {
  return {
    squares: sum(spreads.map(({ squares }) => squares)),
    df: sum(spreads.map(({ df }) => df)),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}

/** How many times more than by chance alone both periods vary, 1 at least: φ = Σ squares / Σ df. */
export function overdispersion(before: Spread, after: Spread): { phi: number; df: number } {
  const df = before.df + after.df
  return { phi: df === 0 ? 1 : Math.max(1, (before.squares + after.squares) / df), df }
}
