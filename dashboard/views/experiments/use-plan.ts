import { type Audience, type Traffic, trafficQuestion } from '../../models/audience.ts'
import { audienceOf, type Planned, planQuestion } from '../../models/experiment-plan.ts'
import type { Resource } from '../../models/resource.ts'
import { usePaused } from '../../models/use-paused.ts'
import { useAnswer } from '../../models/use-resource.ts'
import type { ExperimentDraft } from './draft.ts'
import { planningOf } from './draft-plan.ts'

/** Who comes, and what that makes of a plan: asked once what is typed stands still. */
export function usePlan(
  draft: ExperimentDraft,
  { running }: { running: boolean },
): {
  traffic: Resource<Traffic>
  planned: Resource<Planned>
} {
  const planning = usePaused(planningOf(draft))
  const traffic = useAnswer<Audience, Traffic>(audienceOf(planning), trafficQuestion)
  // What runs keeps its plan.
  const asked = { planning, traffic: running ? undefined : traffic.data.value }
  const planned = useAnswer<typeof asked, Planned>(asked, planQuestion)
  return { traffic, planned }
}
