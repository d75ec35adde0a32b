import { quantile } from '../../../experiments/statistics/quantile.ts'
import type { Model } from './asked.ts'
import type { Attributed } from './attributed.ts'
import { compareValues } from './chain.ts'
import type { Line } from './sheet.ts'
import type { Value } from './values.ts'

/** Rows of which chance alone could have made either the better one. */
export interface Pair {
  values: [Value, Value]
  sentence: string
}

/** Fewer people have no interval. */
const FEWEST = 10
const MOST_PAIRS = 3

interface Drawn {
  value: Value
  roas: number
  draws: Float64Array
}

/** Neighbours by return under the model that is asked for first, the best ones first. */
export function indistinct({ asked, values, credits, spend }: Attributed): Pair[] {
  const [model] = asked.models
  const earns = asked.question.counted.some(({ value }) => value !== 'none')
  if (!spend || !earns || model === undefined) return []
  const rows = [...spend.rows]
    .flatMap(([number, { cost }]) =>
      drawnRow(credits.of(model, number), cost, values.shown[number] ?? null),
    )
    .sort((a, b) => b.roas - a.roas || compareValues(a.value, b.value))
  return rows
    .flatMap((row, i) => {
      const next = rows[i + 1]
      return next && couldBeEqual(row, next) ? [pairOf(row, next, model)] : []
    })
    .slice(0, MOST_PAIRS)
}

function drawnRow({ draws, converters, money }: Line, cost: number, value: Value): Drawn[] {
  if (!draws || converters < FEWEST || cost <= 0) return []
  return [{ value, roas: money / cost, draws: draws.money.map((one) => one / cost) }]
}

/** Of the draws' differences, in each of which a person weighs the same for both rows, 95 in a hundred hold 0. */
function couldBeEqual(one: Drawn, other: Drawn): boolean {
  const differences = one.draws.map((draw, i) => draw - (other.draws[i] ?? 0)).sort()
  return (quantile(differences, 0.025) ?? 0) <= 0 && (quantile(differences, 0.975) ?? 0) >= 0
}

function pairOf(one: Drawn, other: Drawn, model: Model): Pair {
  const named = (value: Value) => (value === null ? 'the row without a value' : `"${value}"`)
  const returns = `${one.roas.toFixed(2)} and ${other.roas.toFixed(2)}`
  return {
    values: [one.value, other.value],
    sentence: `${named(one.value)} and ${named(other.value)} cannot be told apart: chance alone makes of their returns, ${returns} (${model}), either the greater`,
  }
}
