import type { FunnelStep } from '../../collector/settings/funnel-definition.ts'
import type { Dimension } from '../../collector/vocabulary.ts'
import { mainGoal } from './sites.ts'
import { goals } from './things.ts'

const PAGES: ReadonlySet<Dimension> = new Set(['page', 'landing_page', 'exit_page'])

/** A step is a page by its path; a star in it would be a pattern. */
function pageStep(path: string): FunnelStep | undefined {
  return path === '' || path.includes('*') ? undefined : { page: path }
}

/** The step that a value of a dimension can be. */
export function stepOfValue(
  dimension: Dimension,
  value: string | number | null,
): FunnelStep | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  if (dimension === 'event') return { event: value }
  return PAGES.has(dimension) ? pageStep(value) : undefined
}

/** From the step to the site's main goal, else its first; without one, and of a goal, from any page to the step. */
export function stepsFrom(step: FunnelStep): FunnelStep[] {
  const known = goals.data.peek() ?? []
  const goal = known.find(({ id }) => id === mainGoal.peek()) ?? known[0]
  const isOwn = step.goal !== undefined || (goal?.event !== undefined && goal.event === step.event)
  return goal && !isOwn ? [step, { goal: goal.name }] : [{ page: '*' }, step]
}

const MOST_STEPS = 12

interface PathNode {
  kind: string
  name: string
}

/** The pages and events of a path, one step each; undefined where they are not two to twelve, or one of them is no step. */
export function stepsOfPath(path: readonly PathNode[]): FunnelStep[] | undefined {
  const steps = path.map(({ kind, name }): FunnelStep | undefined => {
    if (kind === 'event') return { event: name }
    return kind === 'page' ? pageStep(name) : undefined
  })
  const whole = steps.filter((step) => step !== undefined)
  if (whole.length < path.length || whole.length < 2 || whole.length > MOST_STEPS) return undefined
  return whole
}
