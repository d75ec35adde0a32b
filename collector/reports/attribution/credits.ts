import type { Model } from './asked.ts'
import type { Fold } from './fold.ts'
import { type Line, together } from './sheet.ts'
import type { Value } from './values.ts'

/** Credit of the rows under each model. */
export interface Credits {
  /** Under a model, by the number of the value. */
  of(model: Model, value: number): Line
  /** Conversions without any touch; under Markov's model also what its chain cannot share. */
  none(model: Model): Line
  total(model: Model): Line
}

/** What a fold has come to. */
export function creditsIn(
  fold: Fold,
  shown: readonly Value[],
  drawn: ReadonlySet<number> | undefined,
): Credits {
  const shared = fold.chain?.shared(shown, drawn)
  const unshared = fold.chain && !shared ? fold.chain.whole.total : undefined
  // Whoever converted both with and without a touch is one of either line, and one of both together.
  const once = (model: Model, lines: (Line | undefined)[]): Line => {
    const all = together(lines)
    return { ...all, converters: all.converters - fold.both(model) }
  }
  const withTouch = (model: Model) =>
    model === 'markov'
      ? [shared?.total ?? unshared]
      : fold.sheetsOf(model).map(({ total }) => total)
  return {
    of: (model, value) =>
      model === 'markov'
        ? together([shared?.rows.get(value)])
        : together(fold.sheetsOf(model).map(({ rows }) => rows[value])),
    none: (model) =>
      model === 'markov' && unshared
        ? once(model, [fold.none.total, unshared])
        : together([fold.none.total]),
    total: (model) => once(model, [fold.none.total, ...withTouch(model)]),
  }
}
