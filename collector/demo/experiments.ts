import { type Assignable, assign } from '../../experiments/assignment/assign.ts'

const HALVES = [
  { key: 'control', weight: 0.5 },
  { key: 'b', weight: 0.5 },
]

interface DemoExperiment extends Assignable {
  key: string
  /** The page that shows it. */
  path: string
  /** How much likelier variant b makes the next step. */
  effect: number
}

/** Two that ran in the demo: a headline that changed nothing, and prices by the year that did. */
export const EXPERIMENTS: readonly DemoExperiment[] = [
  running({ key: 'headline', path: '/', effect: 1 }),
  running({ key: 'yearly-prices', path: '/pricing', effect: 1.28 }),
]

function running(of: { key: string; path: string; effect: number }): DemoExperiment {
  return { ...of, status: 'running', seed: of.key, variants: HALVES, coverage: 1 }
}

/** The variant a visitor sees in it. */
export function variantOf(experiment: DemoExperiment, visitor: string): string {
  return assign(experiment, { id: visitor, targeted: true }).variant ?? 'control'
}

/** By how much what a visitor saw on a page changes their next step. */
export function effectOf(path: string, visitor: string): number {
  const shown = EXPERIMENTS.filter((experiment) => experiment.path === path)
  const seen = shown.filter((experiment) => variantOf(experiment, visitor) === 'b')
  return seen.reduce((product, { effect }) => product * effect, 1)
}
