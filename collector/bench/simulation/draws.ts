import { binomialTerm } from '../../../experiments/statistics/beta.ts'
import type { Random } from '../../demo/random.ts'

/** A number by chance, of whose distribution all is known. */
export type Draw = (chance: Random) => number

/**
 * How many of `n` do it, by inversion: the place of a number of [0, 1) among the sums of all n + 1 probabilities, so exact
 * to the 2⁻³² that the number is known to. binomial(2, 0.5) is 0 below 0.25, 1 below 0.75, else 2.
 */
export function binomial(n: number, rate: number): Draw {
  const upTo = new Float64Array(n + 1)
  let sum = 0
  for (let k = 0; k <= n; k++) {
    sum += binomialTerm(k, n, { x: rate, y: 1 - rate })
    upTo[k] = sum
  }
  upTo[n] = 1
  return (chance) => firstAbove(upTo, chance.next())
}

function firstAbove(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? 1) > value) high = middle
    else low = middle + 1
  }
  return low
}

/** exp of a standard normal (Box and Muller 1958): median 1, mean √e = 1.6487, variance (e − 1)e = 4.6708. */
export function lognormal(chance: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance.next()))
  return Math.exp(radius * Math.cos(2 * Math.PI * chance.next()))
}
