import type { FilterValue } from '../../../collector/settings/filter.ts'
import { type Dimension, OPERATORS, type Operator } from '../../../collector/vocabulary.ts'

/** A value that occurs in this period, as it is offered. */
export interface Seen {
  value: FilterValue
  name: string
  count: string
}

interface Draft {
  operator: Operator
  /** Those that were chosen. */
  values: readonly FilterValue[]
  /** What stands in the field and was not chosen yet. */
  typed: string
}

/** What compares sizes is asked only of what may be a number, and parts only of texts. */
export function operatorsFor(dimension: Dimension): readonly Operator[] {
  if (dimension === 'customer:mrr') return ['gt', 'lt']
  if (dimension === 'customer:state') return ['is', 'is_not']
  if (dimension === 'hour' || dimension.startsWith('prop:')) return OPERATORS
  return OPERATORS.filter((operator) => operator !== 'gt' && operator !== 'lt')
}

/** Whether an operator is about whole values, not about parts, patterns or sizes. */
export function isExact(operator: Operator): boolean {
  return operator === 'is' || operator === 'is_not'
}

/** The values of a filter, what was typed included, each once. */
export function valuesOf({ operator, values, typed }: Draft, seen: readonly Seen[]): FilterValue[] {
  const said = typed.trim()
  if (said === '') return [...values]
  return [...new Set([...values, isExact(operator) ? meant(said, seen) : said])]
}

/** The value that was typed, or whose name was. */
function meant(said: string, seen: readonly Seen[]): FilterValue {
  if (seen.some(({ value }) => value === said)) return said
  const named = seen.find(({ name }) => name.toLowerCase() === said.toLowerCase())
  return named ? named.value : said
}
