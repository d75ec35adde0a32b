import type { Goal } from '../config/goals.ts'
import { unknownName } from '../config/nearest.ts'
import { Refusal } from '../config/refusal.ts'

/** The goal of that id or name. Throws a 422 that names the nearest. */
export function goalNamed(name: string, goals: readonly Goal[]): Goal {
  const goal = goals.find(({ id }) => id === name) ?? goals.find((known) => known.name === name)
  if (goal) return goal
  const names = goals.map((known) => known.name)
  throw new Refusal(422, unknownName('goal', name, names))
}
