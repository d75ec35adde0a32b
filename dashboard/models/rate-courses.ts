import type { Rate } from '../../collector/settings/rates.ts'

/** A rate with the currency that it leads to. */
export type BasedRate = Rate & { base: string }

/** The rates of one pair of currencies over time. */
export interface RateCourse {
  /** As `USD/EUR`. */
  pair: string
  currency: string
  base: string
  /** The newest first. */
  rates: BasedRate[]
  least: number
  most: number
}

/** Rates by their pair, in the order of their pairs' newest. `own`: the currency of a rate that names none. */
export function rateCourses(rates: readonly Rate[], own: string): RateCourse[] {
  const pairs = new Map<string, RateCourse>()
  for (const one of rates) {
    const rate = { ...one, base: one.base ?? own }
    const pair = `${rate.currency}/${rate.base}`
    const course = pairs.get(pair)
    if (course === undefined) pairs.set(pair, begun(pair, rate))
    else {
      course.rates.push(rate)
      course.least = Math.min(course.least, rate.rate)
      course.most = Math.max(course.most, rate.rate)
    }
  }
  return [...pairs.values()]
}

function begun(pair: string, rate: BasedRate): RateCourse {
  const { currency, base } = rate
  return { pair, currency, base, rates: [rate], least: rate.rate, most: rate.rate }
}

/** Places on a line: enough for three years on a hundred pixels. */
const POINTS = 120

/** From the oldest to the newest, above the lowest: a currency moves by little of what it is worth. */
export function rateLine({ rates, least }: RateCourse): number[] {
  const step = Math.max(1, Math.ceil(rates.length / POINTS))
  return rates
    .filter((_, i) => i % step === 0)
    .map(({ rate }) => rate - least)
    .reverse()
}
