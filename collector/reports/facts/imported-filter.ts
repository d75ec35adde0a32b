import { readablePath } from '../../acquisition/escapes.ts'
import { matchesGlob } from '../../acquisition/glob.ts'
import { fold, leavesOf } from '../../filter-tree.ts'
import { type Condition, type Filter, type FilterValue, isDeed } from '../../settings/filter.ts'
import { type Dimension, isCustomerFact, type Operator } from '../../vocabulary.ts'
import { sourceOf } from '../question/dimensions.ts'
import type { ValueOf } from './imported-values.ts'

/** The dimensions that filters choose by; undefined where they choose by what sums know nothing of. */
export function dimensionsIn(filters: readonly Filter[]): Dimension[] | undefined {
  const leaves = leavesOf(filters)
  const plain = leaves.filter(isPlain)
  return plain.length < leaves.length ? undefined : plain.map(([, dimension]) => dimension)
}

function isPlain(leaf: Filter): leaf is Condition {
  if (leaf[0] === 'segment' || leaf[0] === 'funnel' || isDeed(leaf)) return false
  const [, dimension] = leaf as Condition
  return !isCustomerFact(dimension) && sourceOf(dimension).scope !== 'time'
}

/** Whether a row of sums is among those that the filters choose. */
export function isChosen(filters: readonly Filter[], valueIn: ValueOf): boolean {
  return filters.every((filter) =>
    fold<Filter, boolean>(filter, {
      leaf: (leaf) => holds(leaf as Condition, valueIn),
      and: (members) => members.every(Boolean),
      or: (members) => members.some(Boolean),
      not: (member) => !member,
    }),
  )
}

type Compare = (actual: string | null, wanted: readonly (string | null)[]) => boolean

const some =
  (fits: (actual: string, wanted: string) => boolean): Compare =>
  (actual, wanted) =>
    actual !== null && wanted.some((one) => one !== null && fits(actual, one))

const isIn: Compare = (actual, wanted) => wanted.includes(actual)
const contains = some((actual, part) => actual.toLowerCase().includes(part.toLowerCase()))
const matches = some((actual, glob) => matchesGlob(glob, actual))

/** As `question/conditions.ts` has it of rows of our own. */
const COMPARE = {
  is: { compare: isIn, negated: false },
  is_not: { compare: isIn, negated: true },
  contains: { compare: contains, negated: false },
  not_contains: { compare: contains, negated: true },
  matches: { compare: matches, negated: false },
  gt: {
    compare: (actual, wanted) => Number(actual ?? 'none') > Math.min(...wanted.map(Number)),
    negated: false,
  },
  lt: {
    compare: (actual, wanted) => Number(actual ?? 'none') < Math.max(...wanted.map(Number)),
    negated: false,
  },
} satisfies Record<Operator, { compare: Compare; negated: boolean }>

function holds([operator, dimension, values]: Condition, valueIn: ValueOf): boolean {
  const { compare, negated } = COMPARE[operator]
  const comparable = comparedAs(dimension)
  const actual = comparable(valueIn(dimension)?.key ?? null)
  return compare(actual, values.map(comparable)) !== negated
}

/** Names without regard to case, paths in their readable form. */
function comparedAs(dimension: Dimension): (value: FilterValue) => string | null {
  const source = sourceOf(dimension)
  const [folded, path] = source.kind === 'label' ? [source.folded, source.path] : [false, false]
  return (value) => {
    if (value === null) return null
    const text = path ? readablePath(String(value)) : String(value)
    return folded ? text.toLowerCase() : text
  }
}
