import { SIGNAL_NAMES } from '../../../collector/alert-signals.ts'
import { METRICS, type Metric } from '../../../collector/vocabulary.ts'
import type { AlertDraft } from '../../models/alert-draft.ts'
import { fitting, subjectOf, takesGoal } from '../../models/alert-draft.ts'
import { funnels, goals } from '../../models/things.ts'
import { type Choice, TextField } from '../../parts/field.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { alertWords } from '../../texts/alerts.ts'
import { words } from '../../texts/texts.ts'
import { SelectField } from '../forms/select-field.tsx'
import type { Saving } from '../forms/use-save.ts'

export interface AlertFieldsProps {
  draft: AlertDraft
  onDraft: (draft: AlertDraft) => void
  saving: Saving
}

/** What the alert watches. */
export function WatchFields({ draft, onDraft, saving }: AlertFieldsProps) {
  const text = alertWords.value
  const change = (part: Partial<AlertDraft>) => onDraft(fitting({ ...draft, ...part }))
  return (
    <>
      <Segmented
        label={text.kind}
        value={draft.kind}
        choices={(['metric', 'funnel', 'signal'] as const).map((value) => ({
          value,
          name: text.kinds[value],
        }))}
        onValue={(kind) => change({ kind })}
      />
      <div class="form-pair">
        <Watched draft={draft} change={change} saving={saving} />
        {takesGoal(draft) && (
          <SelectField
            label={text.goal}
            value={draft.goal}
            problem={saving.about('goal')}
            choices={[{ value: '', name: text.allGoals }, ...named(goals.data.value)]}
            onValue={(goal) => change({ goal })}
          />
        )}
        <Subject draft={draft} change={change} saving={saving} />
      </div>
    </>
  )
}

interface PartProps {
  draft: AlertDraft
  change: (part: Partial<AlertDraft>) => void
  saving: Saving
}

function Watched({ draft, change, saving }: PartProps) {
  const text = alertWords.value
  if (draft.kind === 'funnel') {
    return (
      <SelectField
        label={text.funnel}
        value={draft.funnel}
        problem={saving.about('funnel')}
        choices={[{ value: '', name: text.noFunnel }, ...named(funnels.data.value)]}
        onValue={(funnel) => change({ funnel })}
      />
    )
  }
  if (draft.kind === 'signal') {
    return (
      <SelectField
        label={text.signal}
        hint={text.signalHints[draft.signal]}
        value={draft.signal}
        problem={saving.about('signal')}
        choices={SIGNAL_NAMES.map((value) => ({ value, name: text.signals[value] }))}
        onValue={(signal) => change({ signal })}
      />
    )
  }
  return (
    <SelectField
      label={text.metric}
      value={draft.metric}
      problem={saving.about('metric')}
      choices={METRICS.map((value: Metric) => ({ value, name: words.value.metrics[value].name }))}
      onValue={(metric) => change({ metric })}
    />
  )
}

function Subject({ draft, change, saving }: PartProps) {
  const about = subjectOf(draft)
  if (!about) return null
  return (
    <TextField
      label={alertWords.value[about.what]}
      required={about.needed}
      value={draft.subject}
      problem={saving.about('subject')}
      onValue={(subject) => change({ subject })}
    />
  )
}

function named(things: readonly { id: string; name: string }[] | undefined): Choice[] {
  return (things ?? []).map(({ id, name }) => ({ value: id, name }))
}
