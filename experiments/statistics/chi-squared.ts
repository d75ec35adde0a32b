import { gammaTail } from './gamma.ts'

/** P(X > x) of χ² with `df` > 0 degrees of freedom, Q(df/2, x/2) (Abramowitz and Stegun 26.4.19). chiSquaredTail(3.841459, 1) = 0.05 */
export function chiSquaredTail(x: number, df: number): number {
  return gammaTail(df / 2, x / 2)
}
