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
  const none = (model: Model): Line =>
    together([fold.none.total, model === 'markov' ? unshared : undefined])
  return {
    of: (model, value) =>
      model === 'markov'
        ? together([shared?.rows.get(value)])
        : together(fold.sheetsOf(model).map(({ rows }) => rows[value])),
    none,
    total: (model) =>
      model === 'markov'
        ? together([none(model), shared?.total])
        : together([none(model), ...fold.sheetsOf(model).map((sheet) => sheet.total)]),
  }
}
