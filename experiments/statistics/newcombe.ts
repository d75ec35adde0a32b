/** A rate and the interval that it lies in. */
interface Estimate {
  rate: number
  interval: readonly [low: number, high: number]
}

/**
 * Newcombe's interval of the difference of two rates from the Wilson interval of each (Newcombe 1998, method 10). 56 of 70
 * [0.6920, 0.8768] less 48 of 80 [0.4904, 0.7004]: 0.2 − √(0.1080² + 0.1004²) = 0.0525, 0.2 + √(0.0768² + 0.1096²) = 0.3338.
 */
export function newcombeInterval(one: Estimate, other: Estimate): [low: number, high: number] {
  const difference = one.rate - other.rate
  const [low, high] = [one.rate - one.interval[0], one.interval[1] - one.rate]
  const [lower, higher] = [other.rate - other.interval[0], other.interval[1] - other.rate]
  return [difference - Math.hypot(low, higher), difference + Math.hypot(high, lower)]
}
