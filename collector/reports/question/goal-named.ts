import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import type { Goal } from '../../settings/goals.ts'

/** The goal of that id or name. Throws a 422 that names the nearest. */
export function goalNamed(name: string, goals: readonly Goal[]): Goal {
  const goal = goals.find(({ id }) => id === name) ?? goals.find((known) => known.name === name)
  if (goal) return goal
  const names = goals.map((known) => known.name)
  throw new Refusal(422, unknownName('goal', name, names))
}
