import { fold, type LeafOf, leavesOf } from '../filter-tree.ts'
import { Refusal } from '../refusal.ts'
import { isCustomerFact } from '../vocabulary.ts'
import type { Filter } from './filter.ts'
import type { FunnelFilter } from './funnel-filter.ts'

/**
 * Conditions that a question, or a goal, comes to with its segments and goals written out. Each is asked of every
 * visit or event, and thousands of them take a thread for minutes; a value more in one of them costs next to nothing,
 * but each pattern (matches) as much as a condition.
 */
export const MOST_CONDITIONS = 250
/** Conditions and values. */
export const MOST_ENTRIES = 5_000
/** The same of all goals of a site together, whose conditions are asked of the goals' own events; each goal is an entry. */
const IN_GOALS = { conditions: 1_000, entries: 10_000 }
/** How deep they nest then: SQLite follows 1,000 levels, of which one of these takes up to twenty. */
const DEEPEST = 40

/** What of a goal costs something. */
export interface CostlyGoal {
  id: string
  name: string
  where?: readonly Filter[] | undefined
}

interface Cost {
  conditions: number
  /** Conditions and values. */
  entries: number
  depth: number
}

const NOTHING: Cost = { conditions: 0, entries: 0, depth: 0 }

interface Counting {
  goals: readonly CostlyGoal[]
  /** Entries that may still come. Without it there is no more counting: goals that name goals are exponentially many. */
  room: { left: number }
}

function counting(goals: readonly CostlyGoal[], most: number): Counting {
  return { goals, room: { left: most } }
}

function sum(costs: readonly Cost[]): Cost {
  return costs.reduce(
    (all, { conditions, entries, depth }) => ({
      conditions: all.conditions + conditions,
      entries: all.entries + entries,
      depth: Math.max(all.depth, depth),
    }),
    NOTHING,
  )
}

function deeper(cost: Cost): Cost {
  return { ...cost, depth: cost.depth + 1 }
}

function joined(members: readonly Cost[]): Cost {
  return deeper(sum(members))
}

/**
 * The cost of filters without segments: `[["is", "page", ["/a", "/b"]], ["not", ["is", "source", ["x"]]]]` is 2
 * conditions, 2 + 1 values beside them make 5 entries, and "not" in the list nests 3 deep.
 */
function costOfAll(filters: readonly Filter[], count: Counting): Cost {
  const leaf = (one: LeafOf<Filter>) => costOfLeaf(one, count)
  return joined(
    filters.map((filter) =>
      fold<Filter, Cost>(filter, { leaf, and: joined, or: joined, not: deeper }),
    ),
  )
}

function costOfLeaf(leaf: LeafOf<Filter>, { goals, room }: Counting): Cost {
  if (room.left < 0) return NOTHING
  if (leaf[0] === 'segment') return counted({ conditions: 1, entries: 1, depth: 1 }, room)
  if (leaf[0] === 'funnel') return costOfFunnel(leaf, { goals, room })
  const [operator, subject, values] = leaf
  const conditions = operator === 'matches' ? values.length : 1
  if (subject !== 'goal') return counted({ conditions, entries: 1 + values.length, depth: 1 }, room)
  const cost = joined(values.map((name) => costOfNamed(String(name), { goals, room })))
  return { ...cost, conditions: cost.conditions + 1 }
}

/** One look at a row; the funnel itself is asked before, with conditions of its own. */
function costOfFunnel(filter: FunnelFilter, count: Counting): Cost {
  const { steps = [], exclude = [] } = filter[2]
  const { entries } = costOfAll(conditionsInside(filter), count)
  const matchers = (steps?.length ?? 0) + (exclude?.length ?? 0)
  return counted({ conditions: 1, entries: 1 + matchers + entries, depth: 1 }, count.room)
}

function counted(cost: Cost, room: Counting['room']): Cost {
  room.left -= cost.entries
  return cost
}

function costOfNamed(name: string, count: Counting): Cost {
  if (count.room.left < 0) return NOTHING
  const { goals } = count
  const goal = goals.find(({ id }) => id === name) ?? goals.find((known) => known.name === name)
  return costOfGoal(goal, count)
}

function costOfGoal(goal: CostlyGoal | undefined, { goals, room }: Counting): Cost {
  const itself = counted({ conditions: 0, entries: 1, depth: 0 }, room)
  if (!goal?.where?.length) return itself
  const others = goals.filter((other) => other !== goal)
  return sum([itself, costOfAll(goal.where, { goals: others, room })])
}

function refuseSize(what: string, limit: string, remedy: string): never {
  const detail = `${what} come to more than ${limit}, with segments and goals written out`
  throw new Refusal(422, `${detail}; ${remedy}`)
}

/** Throws the 422 that says how many conditions there may be. */
export function refuseConditions(what = 'the filters', most = MOST_CONDITIONS): never {
  const limit = `${most.toLocaleString('en')} conditions`
  return refuseSize(
    what,
    limit,
    'put values of one dimension into one; each pattern (matches) is one',
  )
}

const IN_QUESTION = { conditions: MOST_CONDITIONS, entries: MOST_ENTRIES }

function refuse(what: string, { conditions, entries, depth }: Cost, most = IN_QUESTION): void {
  if (entries > most.entries) {
    const limit = `${most.entries.toLocaleString('en')} conditions and values`
    refuseSize(what, limit, 'use fewer, or a pattern (matches) for many values')
  }
  if (conditions > most.conditions) refuseConditions(what, most.conditions)
  if (depth <= DEEPEST) return
  const limit = `${DEEPEST} deep, with segments and goals written out`
  throw new Refusal(422, `${what} nest more than ${limit}; join some of them by hand`)
}

/** The conditions of a funnel's steps and exclusions, and the filters on it. */
export function conditionsInside([, , place]: FunnelFilter): Filter[] {
  const matchers = [...(place.steps ?? []), ...(place.exclude ?? [])]
  return [...matchers.flatMap(({ where = [] }) => where), ...(place.filters ?? [])]
}

/** The leaves of filters, and of those that choose the visits in which people did something. */
export function allLeavesOf(filters: readonly Filter[]): LeafOf<Filter>[] {
  return leavesOf(filters).flatMap((leaf) =>
    leaf[0] === 'has_done' || leaf[0] === 'has_not_done'
      ? [leaf, ...allLeavesOf(leaf[3] ?? [])]
      : [leaf],
  )
}

/** Whether it is looked up before rows are asked: a funnel, or what customers are. */
export function isLookedUp(leaf: LeafOf<Filter>): boolean {
  return leaf[0] === 'funnel' || isCustomerFact(leaf[1])
}

/** Throws a 422 where filters without segments choose by what is looked up before. */
export function refuseLookups(what: string, filters: readonly Filter[]): void {
  const found = allLeavesOf(filters).find(isLookedUp)
  if (!found) return
  const by = found[0] === 'funnel' ? 'a funnel' : 'what a customer is'
  throw new Refusal(
    422,
    `${what} choose by ${by}, with segments written out; only the filters of a report can`,
  )
}

/** How many conditions and values filters hold, their segments and goals not written out. */
export function entriesOf(filters: readonly Filter[]): number {
  return costOfAll(filters, counting([], Number.MAX_SAFE_INTEGER)).entries
}

/** Throws a 422 where filters without segments are more than a question may hold. */
export function requireAnswerable(filters: readonly Filter[], goals: readonly CostlyGoal[]): void {
  refuse('the filters', costOfAll(filters, counting(goals, MOST_ENTRIES)))
}

/** Throws a 422 where goals, their conditions without segments, are more than a question may hold. */
export function requireAnswerableGoals(goals: readonly CostlyGoal[]): void {
  for (const { name, where = [] } of goals) refuseLookups(`the conditions of goal "${name}"`, where)
  const ofGoals = counting(goals, IN_GOALS.entries)
  const all = sum(goals.map((goal) => costOfGoal(goal, ofGoals)))
  refuse('the conditions of all goals', all, IN_GOALS)
  for (const { name, where = [] } of goals) {
    refuse(`the conditions of goal "${name}"`, costOfAll(where, counting(goals, MOST_ENTRIES)))
  }
}
