import { spreadOf } from '../../models/paid.ts'
import { type Attribution, type Level, MODELS, type Model } from './asked.ts'
import type { Earned } from './earned.ts'

export const MEASURES = ['conversions', 'revenue', 'roas'] as const
export type Measure = (typeof MEASURES)[number]

type AnswerRow = Attribution['rows'][number]

/** One row under every model. */
export interface Side extends Pick<Earned, 'value' | 'kind'> {
  /** In the order of `MODELS`; null where the row has no such number. */
  values: (number | null)[]
  /** The least and the greatest of them. */
  spread: readonly [number, number] | null
}

/** What every model says of a row. Return has only what cost something. */
export function valuesOf({ models, cost }: AnswerRow, measure: Measure): (number | null)[] {
  return MODELS.map((model) => {
    const cell = models[model]
    if (!cell || (measure === 'roas' && !cost)) return null
    return cell[measure]
  })
}

/** The rows of which any model says something, each beside the row of the same place in `rows`. */
export function sidesOf(
  answer: Pick<Attribution, 'rows'>,
  rows: readonly Earned[],
  measure: Measure,
): Side[] {
  return answer.rows
    .map((row, i) => {
      const { value = null, kind = 'visited' } = rows[i] ?? {}
      // What spend leaves open has no return: whose it was, nobody knows.
      const told = valuesOf(row, measure)
      const values = measure === 'roas' && kind === 'open' ? told.map(() => null) : told
      return { value, kind, values, spread: spreadOf(values) }
    })
    .filter(({ values }) => values.some((value) => value !== null && value !== 0))
}

interface Difference extends Pick<Earned, 'value' | 'kind'> {
  low: { value: number; model: Model }
  high: { value: number; model: Model }
}

/** The row about which the models differ most; undefined where they agree to a hundredth on all. */
export function greatestDifference(sides: readonly Side[]): Difference | undefined {
  const width = ({ spread }: Side) => (spread ? spread[1] - spread[0] : 0)
  const [widest] = sides.toSorted((a, b) => width(b) - width(a))
  if (!widest?.spread || width(widest) < 0.005) return undefined
  const [low, high] = widest.spread
  const by = (value: number) => MODELS[widest.values.indexOf(value)] ?? MODELS[0]
  return {
    value: widest.value,
    kind: widest.kind,
    low: { value: low, model: by(low) },
    high: { value: high, model: by(high) },
  }
}

/** The rows as a file has them. */
export function sidesTable(sides: readonly Side[], level: Level): object[] {
  return sides.map(({ value, values, spread }) => ({
    [level]: value,
    ...Object.fromEntries(MODELS.map((model, i) => [model, values[i] ?? null])),
    least: spread?.[0] ?? null,
    greatest: spread?.[1] ?? null,
  }))
}
