import { fold, type LeafOf } from '../../filter-tree.ts'
import type { Filter } from '../../settings/filter.ts'
import type { Names } from '../../store/port.ts'

/** The events that the filters leave, by name; undefined where they do not tell. */
export function namesLeftBy(filters: readonly Filter[]): Names {
  const firstOf = (names: Names[]) => names.find((some) => some !== undefined)
  const none = () => undefined
  return firstOf(
    filters.map((filter) =>
      fold<Filter, Names>(filter, { leaf: namesLeftByOne, and: firstOf, or: none, not: none }),
    ),
  )
}

function namesLeftByOne(leaf: LeafOf<Filter>): Names {
  if (leaf[0] !== 'is' || leaf[1] !== 'event') return undefined
  const [, , values] = leaf
  return values.every((value) => typeof value === 'string') ? values : undefined
}
