/** ½ ln 2π */
const HALF_LOG_TWO_PI = 0.9189385332046728
/** From here on Stirling's series is exact to the last digit. */
const STIRLING_FROM = 15
const SMALLEST = 1e-300
const PRECISION = 1e-16

/**
 * Natural logarithm of Γ(x), x > 0, by Stirling's series; a small x is brought up first, Γ(x) = Γ(x + 1)/x.
 * logGamma(5) = ln 4! = ln 24 = 3.17805…
 */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  while (shifted < STIRLING_FROM) {
    product *= shifted
    shifted += 1
  }
  const leading = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI
  return leading + stirlingSeries(shifted) - Math.log(product)
}

/** What Stirling's formula misses of ln n!, n > 0 and not whole of need (Loader 2000). stirlingError(1) = 0.08106… */
export function stirlingError(n: number): number {
  if (n > STIRLING_FROM) return stirlingSeries(n)
  return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_TWO_PI
}

/** 1/12n − 1/360n³ + 1/1260n⁵ − 1/1680n⁷ + 1/1188n⁹ */
function stirlingSeries(n: number): number {
  const s = 1 / (n * n)
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / n
}

/**
 * x ln(x/m) + m − x without cancellation near x = m (Loader 2000, "bd0"), x ≥ 0, m > 0.
 * deviance(2, 1) = 2 ln 2 − 1 = 0.38629…
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean
  const difference = x - mean
  if (Math.abs(difference) > 0.1 * (x + mean)) return x * Math.log(x / mean) + mean - x
  const v = difference / (x + mean)
  let sum = difference * v
  let power = 2 * x * v
  for (let odd = 3; odd < 1000; odd += 2) {
    power *= v * v
    const next = sum + power / odd
    if (next === sum) break
    sum = next
  }
  return sum
}

/** xᵃ e⁻ˣ / Γ(a + 1), a > 0, x > 0: for a whole a the Poisson probability of a at mean x. */
function poissonTerm(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a)
}

/**
 * Upper regularised incomplete gamma function Q(a, x), a > 0, x ≥ 0 (DLMF 8.2.4), the small tail directly.
 * gammaTail(1, 2) = e⁻² = 0.13533…
 */
export function gammaTail(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Number.POSITIVE_INFINITY) return 0
  if (x < a + 1) return 1 - series(a, x)
  return fraction(a, x)
}

/** Lower part by its power series (DLMF 8.7.1), quick for x < a + 1. */
function series(a: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; term > sum * PRECISION; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum * poissonTerm(a, x)
}

/** Upper part by its continued fraction (DLMF 8.9.2) in Lentz's way, quick for x > a + 1. */
function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1 / SMALLEST
  let d = 1 / b
  let value = d
  for (let n = 1; n < 100_000; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / away(numerator * d + b)
    c = away(b + numerator / c)
    const factor = c * d
    value *= factor
    if (Math.abs(factor - 1) < PRECISION * 2) break
  }
  return value * poissonTerm(a, x) * a
}

/** Keeps a denominator of Lentz's algorithm off zero. */
export function away(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value
}
