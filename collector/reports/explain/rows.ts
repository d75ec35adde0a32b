import { benjaminiHochberg } from '../../../experiments/statistics/corrections.ts'
import type { Value } from './act.ts'
import { REST } from './dimension-fold.ts'
import { type Both, type Effects, effectsOnCount, effectsOnRate, type Side } from './effects.ts'
import {
  type Frame,
  type Measured,
  testOfMean,
  testOfRate,
  testOfShare,
  testOfVolume,
} from './evidence.ts'
import type { Explained } from './metrics.ts'
import type { Folded } from './period-fold.ts'
import { NO_SPREAD } from './spread.ts'

/** Values of a dimension that stand by name, those with most people; all others are one row. */
const MOST_VALUES = 1_000

/** Of four people, all in one period, the difference is two standard errors: so few are never a sign. */
const FEWEST_PEOPLE = 5

/** What a value of a dimension does to the change, and how sure that is. */
export interface ValueRow extends Effects {
  /** Place of the dimension. */
  dimension: number
  /** `REST`: of all that do not stand by name. */
  number: number
  value: Value
  q_people: number
  q_rate: number
}

type Tested = Omit<ValueRow, 'q_people' | 'q_rate'> & {
  p_people: number | undefined
  p_rate: number | undefined
}

/** The folded periods, the texts of each dimension's values by number, and how they are looked at. */
export interface Comparison extends Both<Folded> {
  values: readonly (readonly Value[])[]
  days: Both<number>
  metric: Explained
}

/** The rows of each dimension, the greatest effect first and the rest last. */
export function valueRows(comparison: Comparison): ValueRow[][] {
  const tested = comparison.values.map((_, dimension) => rowsOf(comparison, dimension))
  return withQ(tested).map((rows) => rows.sort(byEffect))
}

/** A dimension's values by number, in both periods. */
type Sides = Both<readonly (Measured | undefined)[]>

function rowsOf(comparison: Comparison, dimension: number): Tested[] {
  const sides: Sides = {
    before: comparison.before.dimensions[dimension] ?? [],
    after: comparison.after.dimensions[dimension] ?? [],
  }
  const texts = comparison.values[dimension] ?? []
  const numbers = texts.map((_, number) => number).filter((number) => peopleOf(sides, number) > 0)
  const ranked = numbers
    .filter((number) => number !== REST)
    .sort((a, b) => peopleOf(sides, b) - peopleOf(sides, a) || a - b)
  const named = ranked.slice(0, MOST_VALUES)
  const left = numbers.filter((number) => number === REST).concat(ranked.slice(MOST_VALUES))
  return [
    ...named.map((number) => {
      const both = { before: sides.before[number], after: sides.after[number] }
      return { dimension, number, value: texts[number] ?? null, ...told(both, comparison) }
    }),
    ...(left.length > 0
      ? [{ dimension, number: REST, value: null, ...restOf(sides, left, comparison) }]
      : []),
  ]
}

function peopleOf({ before, after }: Sides, number: number): number {
  return (before[number]?.n ?? 0) + (after[number]?.n ?? 0)
}

const NOBODY: Measured = {
  n: 0,
  sum: 0,
  sum_squares: 0,
  people_spread: NO_SPREAD,
  spread_while_there: NO_SPREAD,
  share_spread: NO_SPREAD,
  rate_spread: NO_SPREAD,
}
const UNTESTED = { p_people: undefined, p_rate: undefined }

function told(
  { before = NOBODY, after = NOBODY }: Both<Measured | undefined>,
  comparison: Comparison,
) {
  const effects = effectsOf({ before: sideOf(before), after: sideOf(after) }, comparison)
  if (before.n + after.n < FEWEST_PEOPLE) return { ...effects, ...UNTESTED }
  const { metric, days } = comparison
  const people = { before: comparison.before.people, after: comparison.after.people }
  return { ...effects, ...testsOf({ before, after }, { days, people }, metric) }
}

/** People of several values are added up, so some count more than once. */
function restOf(sides: Sides, numbers: readonly number[], comparison: Comparison) {
  const sum = (measured: readonly (Measured | undefined)[]): Side => ({
    people: numbers.reduce((all, number) => all + (measured[number]?.n ?? 0), 0),
    amount: numbers.reduce((all, number) => all + (measured[number]?.sum ?? 0), 0),
  })
  const both = { before: sum(sides.before), after: sum(sides.after) }
  return { ...effectsOf(both, comparison), ...UNTESTED }
}

function sideOf({ n, sum }: Measured): Side {
  return { people: n, amount: sum }
}

/** Of people of the two periods, as parts of everybody. */
export function effectsOf(sides: Both<Side>, { before, after, metric }: Comparison): Effects {
  return metric.isRate ? effectsOnRate(sides, { before, after }) : effectsOnCount(sides)
}

function testsOf(value: Both<Measured>, frame: Frame, { isRate, once }: Explained) {
  const testOfPeople = isRate ? testOfShare : testOfVolume
  const testOfWhatTheyDid = once ? testOfRate : testOfMean
  // What is in one period alone has no rate to compare.
  const isInBoth = value.before.n > 0 && value.after.n > 0
  return {
    p_people: testOfPeople(value, frame),
    p_rate: isInBoth ? testOfWhatTheyDid(value, frame) : undefined,
  }
}

/** One family of tests: all values of all dimensions, both effects of each. What could not be tested is 1. */
function withQ(dimensions: readonly Tested[][]): ValueRow[][] {
  const known = dimensions.flat().flatMap(({ p_people, p_rate }) => [p_people, p_rate])
  const adjusted = benjaminiHochberg(known.filter((p) => p !== undefined))
  let next = 0
  const qOf = (p: number | undefined) => (p === undefined ? 1 : (adjusted[next++] ?? 1))
  return dimensions.map((rows) =>
    rows.map(({ p_people, p_rate, ...row }) => {
      const q_people = qOf(p_people)
      return { ...row, q_people, q_rate: qOf(p_rate) }
    }),
  )
}

export function totalOf({ people_effect, rate_effect }: Effects): number {
  return people_effect + rate_effect
}

function byEffect(a: ValueRow, b: ValueRow): number {
  if ((a.number === REST) !== (b.number === REST)) return a.number === REST ? 1 : -1
  const difference = Math.abs(totalOf(b)) - Math.abs(totalOf(a))
  return difference || (String(a.value) < String(b.value) ? -1 : 1)
}
