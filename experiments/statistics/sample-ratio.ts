import { chiSquaredTail } from './chi-squared.ts'

/** Below it the split is broken: one false alarm in a thousand. */
const FLAG = 0.001

export interface SampleRatio {
  chi_squared: number
  p_value: number
  flag: boolean
}

/**
 * Whether the counts are what the weights promised (Fabijan et al. 2019): χ² = Σ (nᵢ − Nwᵢ)²/(Nwᵢ), the weights at any
 * scale, those of 0 left out. 9,463 and 7,681 of equal halves: 2 × 891²/8,572 = 185.2266, p 3.502e-42. Undefined with
 * nobody, fewer than two weights, or a weight so small beside the others that no number holds χ².
 */
export function sampleRatio(
  counts: readonly number[],
  weights: readonly number[],
): SampleRatio | undefined {
  const compared = counts
    .map((count, i) => ({ count, weight: weights[i] ?? 0 }))
    .filter(({ weight }) => weight > 0)
  const all = compared.reduce((sum, { count }) => sum + count, 0)
  const scale = compared.reduce((sum, { weight }) => sum + weight, 0)
  if (compared.length < 2 || all === 0) return undefined
  let chi_squared = 0
  for (const { count, weight } of compared) {
    const expected = (all * weight) / scale
    chi_squared += (count - expected) ** 2 / expected
  }
  if (!Number.isFinite(chi_squared)) return undefined
  const p_value = chiSquaredTail(chi_squared, compared.length - 1)
  return { chi_squared, p_value, flag: p_value < FLAG }
}
