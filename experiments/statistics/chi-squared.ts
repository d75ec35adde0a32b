import { gammaTail } from './gamma.ts'

/** P(X > x) of χ² with `df` > 0 degrees of freedom. chiSquaredTail(3.841459, 1) = 0.05 */
export function chiSquaredTail(x: number, df: number): number {
  return gammaTail(df / 2, x / 2)
}
