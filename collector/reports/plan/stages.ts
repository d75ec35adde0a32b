import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import type { ReportContext } from '../question/context.ts'
import { goalNamed } from '../question/goal-named.ts'
import type { Question } from '../question/question.ts'

interface Named {
  stages?: string[] | undefined
  funnel?: string | undefined
}

/** Names of the goals, from the first to the one that makes a customer. */
export async function stagesOf(
  { settings }: ReportContext,
  { stages, funnel }: Named,
  { goals }: Question,
): Promise<string[]> {
  if ((stages === undefined) === (funnel === undefined)) {
    throw new Refusal(422, 'name the stages, or a funnel whose steps are goals')
  }
  if (stages) return stages.map((name) => goalNamed(name, goals).name)
  const known = await settings.funnels()
  const saved = known.find(({ id }) => id === funnel) ?? known.find(({ name }) => name === funnel)
  if (!saved) {
    const names = known.map(({ name }) => name)
    throw new Refusal(422, unknownName('funnel', funnel ?? '', names))
  }
  return saved.steps.map(({ goal, where }, i) => {
    if (goal !== undefined && !where?.length) return goalNamed(goal, goals).name
    throw new Refusal(422, `step ${i} of "${saved.name}" is no goal, and a plan counts goals only`)
  })
}

/** What is said of stages by their names, in their order. */
export function byStage(
  said: Readonly<Record<string, number>> = {},
  stages: readonly string[],
): (number | undefined)[] {
  for (const name of Object.keys(said)) {
    if (!stages.includes(name)) throw new Refusal(422, unknownName('stage', name, [...stages]))
  }
  return stages.map((stage) => said[stage])
}
