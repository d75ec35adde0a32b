import { heightAt } from '../../charts/curve.tsx'
import type { Attribution } from './asked.ts'

interface Step {
  spend: number
  conversions: number
  cpa: number
}

/** About so much more is a step that one may take: a third. */
const PART = 3
const ROUND = [1, 2, 5, 10]

/**
 * What a round sum more a day brings, from the curve at the mean day: with 29.60 a day a third is 9.87, so 10 more; from 4.1
 * conversions at 29.60 to 5.1 at 39.60 they bring 5.1 − 4.1 = 1, each at 10 / 1 = 10.
 */
export function nextOf(row: Attribution['saturation'][number]): Step | undefined {
  const { mean_daily_spend: mean, curve } = row
  if (row.form === null || mean === null || mean <= 0) return undefined
  const spend = roundSum(mean / PART)
  const points = curve.map((point) => ({ x: point.spend, y: point.conversions }))
  const conversions = heightAt(points, mean + spend) - heightAt(points, mean)
  return conversions > 0 ? { spend, conversions, cpa: spend / conversions } : undefined
}

/** The nearest of 1, 2, 5, 10, 20, 50 …, on a scale of factors. */
export function roundSum(about: number): number {
  const power = 10 ** Math.floor(Math.log10(about))
  const distance = (factor: number) => Math.abs(Math.log(about / (factor * power)))
  const [nearest = 1] = ROUND.toSorted((a, b) => distance(a) - distance(b))
  return nearest * power
}
