import { useState } from 'preact/hooks'
import type { Deed } from '../../models/filters.ts'
import { reportQuestion } from '../../models/report.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest } from '../../models/view.ts'
import { wholeName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/field.tsx'
import { language, words } from '../../texts/texts.ts'
import { SelectField } from '../forms/select-field.tsx'

interface DeedFormProps {
  start?: Deed
  onApply: (deed: Deed) => void
}

/** People who did, or did not do, one of some goals or events. */
export function DeedForm({ start, onApply }: DeedFormProps) {
  const text = words.value.filters
  const [verb, setVerb] = useState<Deed[0]>(start?.[0] ?? 'has_done')
  const [kind, setKind] = useState<Deed[1]>(start?.[1] ?? 'goal')
  const [names, setNames] = useState<readonly string[]>(start?.[2] ?? [])
  const offered = useNames()[kind]
  return (
    <form
      class="filter-form"
      onSubmit={(event) => {
        event.preventDefault()
        onApply([verb, kind, [...names]])
      }}
    >
      <SelectField
        label={text.operator}
        value={verb}
        choices={[
          { value: 'has_done', name: text.done },
          { value: 'has_not_done', name: text.notDone },
        ]}
        onValue={setVerb}
      />
      <SelectField
        label={text.deedKind}
        value={kind}
        choices={[
          { value: 'goal', name: text.goal },
          { value: 'event', name: text.event },
        ]}
        onValue={(next) => {
          setKind(next)
          setNames([])
        }}
      />
      <fieldset class="suggestions">
        <legend class="unseen">{text.values}</legend>
        {[...new Set([...offered, ...names])].map((name) => (
          <Check
            key={name}
            label={kind === 'event' ? wholeName('event', name, language.value, words.value) : name}
            value={names.includes(name)}
            onValue={(on) => setNames(on ? [...names, name] : names.filter((one) => one !== name))}
          />
        ))}
      </fieldset>
      <Button kind="primary" type="submit" disabled={names.length === 0}>
        {text.apply}
      </Button>
    </form>
  )
}

/** Names of the site's goals, and of events of this period. */
function useNames(): Record<Deed[1], string[]> {
  const seen = useResource<StatsAnswer>(() => {
    const { period } = commonRequest.value
    return reportQuestion('stats', { period, metrics: ['events'], dimensions: ['event'] })
  })
  const rows = seen.data.value?.rows ?? []
  return {
    goal: (goals.data.value ?? []).map(({ name }) => name),
    event: rows.flatMap(({ event }) => (typeof event === 'string' ? [event] : [])),
  }
}
