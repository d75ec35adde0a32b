import type { Arrival } from './arrivals.ts'
import type { Weighted } from './random.ts'

/** What is likely on the day with that number and that start in epoch ms. */
export function arrivalsOn(
  arrivals: readonly Arrival[],
  number: number,
  start: number,
): Weighted<Arrival> {
  const weekday = new Date(start).getUTCDay()
  return arrivals
    .filter((arrival) => happens(arrival, number, weekday))
    .map((arrival) => {
      const spent = spentOn(arrival, number)
      const weight = spent * arrival.weight * (1 + (arrival.growth ?? 0)) ** number
      // Four times the money brings four times the people, and about twice those who sign up: each of them is less keen at
      // every step.
      return [{ ...arrival, keen: arrival.keen * spent ** -0.3 }, weight]
    })
}

/** Beside the usual, on that day. */
function spentOn({ budget }: Arrival, number: number): number {
  return budget?.[Math.floor(number / 7) % budget.length] ?? 1
}

function happens({ days, weekday }: Arrival, number: number, today: number): boolean {
  if (weekday !== undefined && weekday !== today) return false
  return days === undefined || (days[0] <= number && number < days[1])
}
