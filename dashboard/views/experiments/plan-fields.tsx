import { full } from '../../format.ts'
import type { Planned } from '../../models/experiment-plan.ts'
import type { Resource } from '../../models/resource.ts'
import { locale } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'
import { problemWords } from '../../refusals.ts'
import { experimentWords } from '../../texts/experiments.ts'
import type { ExperimentDraft } from './draft.ts'
import { answerTo } from './draft-plan.ts'

interface PlanFieldsProps {
  draft: ExperimentDraft
  change: (part: Partial<ExperimentDraft>) => void
  planned: Resource<Planned>
}

/** The smallest change that matters, and how many people and days it takes to see it. */
export function PlanFields({ draft, change, planned }: PlanFieldsProps) {
  const text = experimentWords.value.form
  const refused = planned.problem.value
  const answer = answerTo(draft, planned.data.value)
  return (
    <div class="form">
      <TextField
        label={text.effect}
        type="number"
        min="0.1"
        step="any"
        value={draft.effect}
        onValue={(effect) => change({ effect })}
      />
      <p role="status">{refused ? problemWords(refused) : answer && planWords(answer)}</p>
    </div>
  )
}

function planWords({ plan }: Planned): string {
  const text = experimentWords.value.form
  if (plan === null) return text.noPlan
  const written = (n: number | null) => full('count', n, locale.value)
  return text.planned(written(plan.total), written(plan.days), written(Math.round(plan.joinPerDay)))
}
