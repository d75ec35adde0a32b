import { full } from '../../format.ts'
import type { Planned } from '../../models/experiment-plan.ts'
import type { Resource } from '../../models/resource.ts'
import { locale } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'
import { problemWords } from '../../refusals.ts'
import { experimentWords } from '../../texts/experiments.ts'
import type { ExperimentDraft } from './draft.ts'
import { answerTo, shortfallsOf } from './draft-plan.ts'

interface PlanFieldsProps {
  draft: ExperimentDraft
  change: (part: Partial<ExperimentDraft>) => void
  planned: Resource<Planned>
  /** What was wrong with a field of the plan. */
  about: (field: string) => string | undefined
}

/** The smallest change that matters, how surely it is to be seen, and how many people and days that takes. */
export function PlanFields({ draft, change, planned, about }: PlanFieldsProps) {
  const text = experimentWords.value.form
  const refused = planned.problem.value
  const answer = answerTo(draft, planned.data.value)
  const hasPlan = draft.effect.trim() !== ''
  return (
    <div class="form">
      <TextField
        label={text.effect}
        hint={text.effectHint}
        type="number"
        min="0.1"
        step="any"
        value={draft.effect}
        problem={about('plan.minimum_effect')}
        onValue={(effect) => change({ effect })}
      />
      {hasPlan && (
        <div class="form-pair">
          <TextField
            label={text.power}
            hint={text.powerHint}
            type="number"
            min="50"
            max="99.9"
            step="any"
            required
            value={draft.power}
            problem={about('plan.power')}
            onValue={(power) => change({ power })}
          />
          <TextField
            label={text.alpha}
            hint={text.alphaHint}
            type="number"
            min="0.01"
            max="20"
            step="any"
            required
            value={draft.alpha}
            problem={about('plan.alpha')}
            onValue={(alpha) => change({ alpha })}
          />
        </div>
      )}
      <p role="status">{refused ? problemWords(refused) : answer && planWords(answer)}</p>
      {answer?.plan &&
        shortfallsOf(draft).map((shortfall) => (
          <p key={shortfall} class="field-hint">
            {text.shortfalls[shortfall]}
          </p>
        ))}
    </div>
  )
}

function planWords({ plan }: Planned): string {
  const text = experimentWords.value.form
  if (plan === null) return text.noPlan
  const written = (n: number | null) => full('count', n, locale.value)
  return text.planned(written(plan.total), written(plan.days), written(Math.round(plan.joinPerDay)))
}
