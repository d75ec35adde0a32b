import { normalDensity, normalTail, upperNormalQuantile } from './normal.ts'

/** Intervals of Simpson's rule over the region that goes on; even. */
const PIECES = 800
const HALVINGS = 100

/**
 * |z| from which each of the planned looks rejects, their shares of the planned units ascending to 1: Lan and DeMets'
 * spending (1983) of O'Brien and Fleming's type, 2 − 2Φ(z_{1−α/4}/√t) on each side, the bounds by the recursion of
 * Armitage, McPherson and Rowe (1969). Five equal looks at 0.05: 4.877 3.357 2.680 2.290 2.031.
 *
 * `there`: units that there are at each look, of the planned, where the last has other than the plan said: what is spent goes
 * by the plan, how looks hang together by what is there. Four equal looks, 1.5 there at the last: 2.071 then, not 2.014, by
 * which 5.5 % would be wrong.
 */
export function plannedBounds(
  shares: readonly number[],
  alpha: number,
  there: readonly number[] = shares,
): number[] {
  const bounds: number[] = []
  let going: Going = START
  let spent = 0
  for (const [i, share] of shares.entries()) {
    const spend = spentBy(share, alpha)
    const now = there[i] ?? share
    const step = Math.sqrt(now - going.there)
    const edge = edgeFor(going, step, spend - spent)
    bounds.push(edge / Math.sqrt(now))
    going = goingOn(going, { there: now, step, edge })
    spent = spend
  }
  return bounds
}

function spentBy(share: number, alpha: number): number {
  return 2 * normalTail(upperNormalQuantile(alpha / 4) / Math.sqrt(share))
}

/** Where the sum of what was seen may lie when no look has rejected: weights of a density at places. */
interface Going {
  there: number
  places: readonly number[]
  weights: readonly number[]
}

const START: Going = { there: 0, places: [0], weights: [1] }

/** The sum at which the next look's share of the error is spent. */
function edgeFor(going: Going, step: number, error: number): number {
  let [low, high] = [0, 40]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (beyond(going, step, middle) > error) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function beyond({ places, weights }: Going, step: number, edge: number): number {
  return places.reduce(
    (sum, place, i) => sum + (weights[i] ?? 0) * normalTail((edge - place) / step),
    0,
  )
}

function goingOn(going: Going, next: { there: number; step: number; edge: number }): Going {
  const { there, step, edge } = next
  const width = (2 * edge) / PIECES
  const places = Array.from({ length: PIECES + 1 }, (_, i) => i * width - edge)
  const weights = places.map((place, i) => {
    const simpson = i === 0 || i === PIECES ? 1 : i % 2 === 1 ? 4 : 2
    return ((simpson * width) / 3) * densityAt(going, step, place)
  })
  return { there, places, weights }
}

function densityAt({ places, weights }: Going, step: number, place: number): number {
  return places.reduce(
    (sum, from, i) => sum + ((weights[i] ?? 0) * normalDensity((place - from) / step)) / step,
    0,
  )
}
