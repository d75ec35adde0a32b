import { Refusal } from '../refusal.ts'
import type { Filter } from './filter.ts'

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

/** Adds up one after another, and no further than `most`: goals that name goals are exponentially many. */
function sum<T>(parts: readonly T[], most: number, costOf: (part: T, most: number) => Cost): Cost {
  let { conditions, entries, depth } = NOTHING
  for (const part of parts) {
    const cost = costOf(part, most - entries)
    conditions += cost.conditions
    entries += cost.entries
    depth = Math.max(depth, cost.depth)
    if (entries > most) break
  }
  return { conditions, entries, depth }
}

function within(cost: Cost): Cost {
  return { ...cost, depth: cost.depth + 1 }
}

/** The cost of filters without segments. */
function costOfAll(filters: readonly Filter[], goals: readonly CostlyGoal[], most: number): Cost {
  return within(sum(filters, most, (filter, left) => costOfOne(filter, goals, left)))
}

function costOfOne(filter: Filter, goals: readonly CostlyGoal[], most: number): Cost {
  if (filter[0] === 'and' || filter[0] === 'or') return costOfAll(filter[1], goals, most)
  if (filter[0] === 'not') return within(costOfOne(filter[1], goals, most))
  if (filter[0] === 'segment') return { conditions: 1, entries: 1, depth: 1 }
  const [operator, subject, values] = filter as [string, string, unknown[]]
  const conditions = operator === 'matches' ? values.length : 1
  if (subject !== 'goal') return { conditions, entries: 1 + values.length, depth: 1 }
  const names = values.map(String)
  const cost = sum(names, most, (name, left) => costOfGoal(goalOf(name, goals), goals, left))
  return within({ ...cost, conditions: cost.conditions + 1 })
}

function goalOf(name: string, goals: readonly CostlyGoal[]): CostlyGoal | undefined {
  return goals.find(({ id }) => id === name) ?? goals.find((goal) => goal.name === name)
}

function costOfGoal(
  goal: CostlyGoal | undefined,
  goals: readonly CostlyGoal[],
  most: number,
): Cost {
  if (!goal?.where?.length) return { conditions: 0, entries: 1, depth: 0 }
  const others = goals.filter((other) => other !== goal)
  const cost = costOfAll(goal.where, others, most - 1)
  return { ...cost, entries: cost.entries + 1 }
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

/** How many conditions and values filters hold, their segments and goals not written out. */
export function entriesOf(filters: readonly Filter[]): number {
  return costOfAll(filters, [], Number.MAX_SAFE_INTEGER).entries
}

/** Throws a 422 where filters without segments are more than a question may hold. */
export function requireAnswerable(filters: readonly Filter[], goals: readonly CostlyGoal[]): void {
  refuse('the filters', costOfAll(filters, goals, MOST_ENTRIES))
}

/** Throws a 422 where goals, their conditions without segments, are more than a question may hold. */
export function requireAnswerableGoals(goals: readonly CostlyGoal[]): void {
  const all = sum(goals, IN_GOALS.entries, (goal, left) => costOfGoal(goal, goals, left))
  refuse('the conditions of all goals', all, IN_GOALS)
  for (const { name, where = [] } of goals) {
    refuse(`the conditions of goal "${name}"`, costOfAll(where, goals, MOST_ENTRIES))
  }
}
