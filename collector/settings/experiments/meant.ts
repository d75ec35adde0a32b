import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import { refuseLookups, requireAnswerable } from '../filter-cost.ts'
import { type Goal, listGoals } from '../goals.ts'
import { listSegments } from '../segments.ts'
import type { Settings } from '../tables.ts'
import { withoutSegments } from '../without-segments.ts'
import {
  type Experiment,
  type ExperimentDefinition,
  metricPathsOf,
  metricsOf,
} from './definition.ts'
import { requireStraight } from './redirects.ts'

/** A history tells that many apart, and its exposures. */
const MOST_GOALS = 30

type Meant = Omit<ExperimentDefinition, 'seed'>

/** The goals of its metrics, and where it names them. */
function goalsAsked(definition: Meant): { name: string; path: string }[] {
  const paths = metricPathsOf(definition)
  return metricsOf(definition).flatMap(({ goal, per }, i) => [
    { name: goal, path: `${paths[i]}.goal` },
    ...(per ? [{ name: per, path: `${paths[i]}.per` }] : []),
  ])
}

function requireKnownGoals(asked: ReturnType<typeof goalsAsked>, goals: readonly Goal[]): void {
  const unknown = asked.filter(
    ({ name }) => !goals.some((goal) => goal.id === name || goal.name === name),
  )
  const names = goals.map(({ name }) => name)
  const errors = unknown.map(({ name, path }) => ({
    path,
    message: unknownName('goal', name, names),
  }))
  const [first] = errors
  if (first) throw new Refusal(422, first.message, errors)
}

/** Throws a 422 for a goal or segment that is not there, a redirect that leaves the site, or two that make a circle. */
export async function requireMeant(
  settings: Settings,
  site: number,
  { definition, others }: { definition: Meant; others: readonly Experiment[] },
): Promise<void> {
  const goals = await listGoals(settings, site)
  const asked = goalsAsked(definition)
  requireKnownGoals(asked, goals)
  if (new Set(asked.map(({ name }) => name)).size > MOST_GOALS) {
    throw new Refusal(
      422,
      `an experiment looks at ${MOST_GOALS} goals at most; leave some metrics out`,
    )
  }
  const { when } = definition.target
  refuseLookups("an experiment's target", when)
  requireAnswerable(withoutSegments(when, await listSegments(settings, site)), [])
  const { domain, hostnames } = await settings
    .selectFrom('site')
    .select(['domain', 'hostnames'])
    .where('id', '=', site)
    .executeTakeFirstOrThrow()
  requireStraight(definition, others, { domain, hostnames: JSON.parse(hostnames) })
}
