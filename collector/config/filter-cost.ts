import type { Filter } from './filter.ts'
import { Refusal } from './refusal.ts'

/** Conditions and values that a question, or a goal, comes to with its segments and goals written out. */
export const MOST_CONDITIONS = 5_000
/** The same of all goals of a site together; each goal is one, too. */
const MOST_IN_GOALS = 10_000
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
  depth: number
}

const NOTHING: Cost = { conditions: 0, depth: 0 }

/** Adds up one after another, and no further than `most`: goals that name goals are exponentially many. */
function sum<T>(parts: readonly T[], most: number, costOf: (part: T, most: number) => Cost): Cost {
  let { conditions, depth } = NOTHING
  for (const part of parts) {
    const cost = costOf(part, most - conditions)
    conditions += cost.conditions
    depth = Math.max(depth, cost.depth)
    if (conditions > most) break
  }
  return { conditions, depth }
}

function within({ conditions, depth }: Cost): Cost {
  return { conditions, depth: depth + 1 }
}

/** The cost of filters without segments. */
function costOfAll(filters: readonly Filter[], goals: readonly CostlyGoal[], most: number): Cost {
  return within(sum(filters, most, (filter, left) => costOfOne(filter, goals, left)))
}

function costOfOne(filter: Filter, goals: readonly CostlyGoal[], most: number): Cost {
  if (filter[0] === 'and' || filter[0] === 'or') return costOfAll(filter[1], goals, most)
  if (filter[0] === 'not') return within(costOfOne(filter[1], goals, most))
  if (filter[0] === 'segment') return { conditions: 1, depth: 1 }
  const [, subject, values] = filter as [string, string, unknown[]]
  if (subject !== 'goal') return { conditions: 1 + values.length, depth: 1 }
  const names = values.map(String)
  return within(sum(names, most, (name, left) => costOfGoal(goalOf(name, goals), goals, left)))
}

function goalOf(name: string, goals: readonly CostlyGoal[]): CostlyGoal | undefined {
  return goals.find(({ id }) => id === name) ?? goals.find((goal) => goal.name === name)
}

function costOfGoal(
  goal: CostlyGoal | undefined,
  goals: readonly CostlyGoal[],
  most: number,
): Cost {
  if (!goal?.where?.length) return { conditions: 1, depth: 0 }
  const others = goals.filter((other) => other !== goal)
  const { conditions, depth } = costOfAll(goal.where, others, most - 1)
  return { conditions: conditions + 1, depth }
}

/** Throws the 422 that says how many conditions there may be. */
export function refuseConditions(what = 'the filters', most = MOST_CONDITIONS): never {
  const limit = `${most.toLocaleString('en')} conditions and values`
  const detail = `${what} come to more than ${limit}, with segments and goals written out`
  throw new Refusal(422, `${detail}; use fewer, or a pattern (matches) for many values`)
}

function refuse(what: string, { conditions, depth }: Cost, most: number): void {
  if (conditions > most) refuseConditions(what, most)
  if (depth <= DEEPEST) return
  const limit = `${DEEPEST} deep, with segments and goals written out`
  throw new Refusal(422, `${what} nest more than ${limit}; join some of them by hand`)
}

/** How many conditions and values filters hold, their segments and goals not written out. */
export function conditionsOf(filters: readonly Filter[]): number {
  return costOfAll(filters, [], Number.MAX_SAFE_INTEGER).conditions
}

/** Throws a 422 where filters without segments are more than a question may hold. */
export function requireAnswerable(filters: readonly Filter[], goals: readonly CostlyGoal[]): void {
  refuse('the filters', costOfAll(filters, goals, MOST_CONDITIONS), MOST_CONDITIONS)
}

/** Throws a 422 where goals, their conditions without segments, are more than a question may hold. */
export function requireAnswerableGoals(goals: readonly CostlyGoal[]): void {
  const all = sum(goals, MOST_IN_GOALS, (goal, left) => costOfGoal(goal, goals, left))
  refuse('the conditions of all goals', all, MOST_IN_GOALS)
  for (const { name, where = [] } of goals) {
    const cost = costOfAll(where, goals, MOST_CONDITIONS)
    refuse(`the conditions of goal "${name}"`, cost, MOST_CONDITIONS)
  }
}
