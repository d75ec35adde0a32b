import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import { refuseFunnels, requireAnswerable } from '../filter-cost.ts'
import { listGoals } from '../goals.ts'
import { listSegments } from '../segments.ts'
import type { Settings } from '../tables.ts'
import { withoutSegments } from '../without-segments.ts'
import { type Experiment, type ExperimentDefinition, metricsOf } from './definition.ts'
import { requireStraight } from './redirects.ts'

/** A history tells that many apart, and its exposures. */
const MOST_GOALS = 30

type Meant = Omit<ExperimentDefinition, 'seed'>

/** Throws a 422 for a goal or segment that is not there, a redirect that leaves the site, or two that make a circle. */
export async function requireMeant(
  settings: Settings,
  site: number,
  { definition, others }: { definition: Meant; others: readonly Experiment[] },
): Promise<void> {
  const goals = await listGoals(settings, site)
  const names = goals.map(({ name }) => name)
  const asked = metricsOf(definition).flatMap(({ goal, per }) => [goal, ...(per ? [per] : [])])
  for (const name of asked) {
    if (goals.some((goal) => goal.id === name || goal.name === name)) continue
    throw new Refusal(422, unknownName('goal', name, names))
  }
  if (new Set(asked).size > MOST_GOALS) {
    throw new Refusal(
      422,
      `an experiment looks at ${MOST_GOALS} goals at most; leave some metrics out`,
    )
  }
  const { when } = definition.target
  refuseFunnels("an experiment's target", when)
  requireAnswerable(withoutSegments(when, await listSegments(settings, site)), [])
  const { domain, hostnames } = await settings
    .selectFrom('site')
    .select(['domain', 'hostnames'])
    .where('id', '=', site)
    .executeTakeFirstOrThrow()
  requireStraight(definition, others, { domain, hostnames: JSON.parse(hostnames) })
}
