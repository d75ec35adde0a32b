import { matchesGlob } from '../../acquisition/glob.ts'
import type { Operator } from '../../vocabulary.ts'

type Holds = (actual: string | null, wanted: readonly (string | null)[]) => boolean

const is: Holds = (actual, wanted) => wanted.includes(actual)
const contains: Holds = (actual, wanted) =>
  actual !== null && wanted.some((part) => part !== null && actual.includes(part))
const matches: Holds = (actual, wanted) =>
  actual !== null && wanted.some((glob) => glob !== null && matchesGlob(glob, actual))
const compares =
  (holds: (actual: number, wanted: number) => boolean): Holds =>
  (actual, wanted) =>
    actual !== null && wanted.some((bound) => holds(Number(actual), Number(bound)))

const HOLDS = {
  is,
  is_not: (actual, wanted) => !is(actual, wanted),
  contains,
  not_contains: (actual, wanted) => !contains(actual, wanted),
  matches,
  gt: compares((actual, bound) => actual > bound),
  lt: compares((actual, bound) => actual < bound),
} satisfies Record<Operator, Holds>

/** Whether a condition holds of a value that is no row's; what is there and what is wanted are folded alike, null is nothing. */
export function holds(
  operator: Operator,
  actual: string | null,
  wanted: readonly (string | null)[],
): boolean {
  return HOLDS[operator](actual, wanted)
}
