import { useEffect } from 'preact/hooks'
import { full } from '../../format.ts'
import { type Planned, type Planning, planQuestion } from '../../models/experiment-plan.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import type { ExperimentDraft } from './draft.ts'
import { pathsIn } from './paths-in.ts'

interface PlanFieldsProps {
  draft: ExperimentDraft
  change: (part: Partial<ExperimentDraft>) => void
}

/** The smallest change that matters, and how many people and days it takes to see it. */
export function PlanFields({ draft, change }: PlanFieldsProps) {
  const text = experimentWords.value.form
  const asked: Planning = {
    goal: draft.metrics.find(({ role }) => role === 'primary')?.goal ?? '',
    urls: pathsIn(draft.pages),
    when: draft.when,
    variants: draft.variants.length,
    effect: Number(draft.effect) / 100,
    coverage: Number(draft.coverage) / 100,
  }
  const answered = useAnswer<Planning, Planned | null>(asked, planQuestion)
  const planned = answered.data.value
  useEffect(() => {
    if (planned !== undefined) change({ total: planned?.total })
  }, [planned?.total])
  const written = (n: number | null) => full('count', n, locale.value)
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
      <p role="status">
        {planned && text.planned(written(planned.total), written(planned.days))}
        {planned === null && text.noPlan}
      </p>
    </div>
  )
}
