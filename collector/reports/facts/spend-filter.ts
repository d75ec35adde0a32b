import { fold, leavesOf } from '../../filter-tree.ts'
import { type Condition, type Filter, type FilterValue, isDeed } from '../../settings/filter.ts'
import type { Meaning } from '../../spend/meaning.ts'
import { KEYS } from '../../spend/row.ts'
import { holds } from './holds.ts'

const ASKABLE: ReadonlySet<string> = new Set(['channel', ...KEYS])

/** Whether the filters ask about nothing but what a row of spend says of itself. */
export function canFilterSpend(filters: readonly Filter[]): boolean {
  return leavesOf(filters).every(
    (leaf) => leaf[0] !== 'segment' && !isDeed(leaf) && ASKABLE.has(leaf[1]),
  )
}

/** A channel is compared as it is, all else in lower case, as visits' are. */
function comparable(dimension: string, value: FilterValue): string | null {
  if (value === null) return null
  return dimension === 'channel' ? String(value) : String(value).toLowerCase()
}

function fits([operator, dimension, values]: Condition, meaning: Meaning): boolean {
  const actual = meaning[dimension as keyof Omit<Meaning, 'spelling'>]
  return holds(
    operator,
    actual,
    values.map((value) => comparable(dimension, value)),
  )
}

/** Whether the filters, which ask about nothing else, choose a row of these keys. What it leaves out is null. */
export function choosesSpend(filters: readonly Filter[], meaning: Meaning): boolean {
  return filters.every((filter) =>
    fold<Filter, boolean>(filter, {
      leaf: (leaf) => fits(leaf as Condition, meaning),
      and: (members) => members.every(Boolean),
      or: (members) => members.some(Boolean),
      not: (member) => !member,
    }),
  )
}
