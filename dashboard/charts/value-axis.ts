const EMPTY_TOP = 4

/** How an axis may be ruled: in so many steps at most, of whole numbers or of any. */
export interface Ruled {
  steps: number
  whole: boolean
}

/** From nothing to the line at or over the greatest value; below nothing where refunds outweigh what came in. */
export function valueRange(least: number | null, most: number | null, by: Ruled): [number, number] {
  const [foot, top] = [Math.min(0, least ?? 0), Math.max(0, most ?? 0)]
  if (foot === 0 && top === 0) return [0, EMPTY_TOP]
  const over = (step: number) =>
    [Math.floor(foot / step) * step, Math.ceil(top / step) * step] as const
  for (const step of stepsFrom((top - foot) / by.steps, by.whole)) {
    const [low, high] = over(step)
    if (Math.round((high - low) / step) <= by.steps) return [tidy(low), tidy(high)]
  }
  return [foot, top]
}

/** The lines of a range that ends in lines: as many as may be. */
export function linesOf([foot, top]: readonly [number, number], by: Ruled): number[] {
  const fits = (step: number) =>
    [foot, top].every((end) => Math.abs(end / step - Math.round(end / step)) < 1e-6)
  const step = stepsFrom((top - foot) / by.steps, by.whole).find(fits) ?? top - foot
  const count = Math.round((top - foot) / step)
  return Array.from({ length: count + 1 }, (_, i) => tidy(foot + i * step))
}

/** Steps that people count in, from one on: 1, 2 and 5 of each power of ten. */
function stepsFrom(least: number, whole: boolean): number[] {
  const power = Math.floor(Math.log10(least))
  return [power, power + 1, power + 2]
    .flatMap((one) => [1, 2, 5].map((step) => tidy(step * 10 ** one)))
    .filter((step) => step >= least * (1 - 1e-9) && (!whole || step >= 1))
}

/** 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12))
}
