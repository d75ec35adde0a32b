import {
  type AlertDraft,
  formIn,
  hasValue,
  isInPercent,
  takesFilters,
  unitsOf,
  whensOf,
} from '../../models/alert-draft.ts'
import { view } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { TextField } from '../../parts/field.tsx'
import { Segmented } from '../../parts/segmented.tsx'
import { alertWords } from '../../texts/alerts.ts'
import { FilterList } from '../filters/filter-list.tsx'
import { SelectField } from '../forms/select-field.tsx'
import type { AlertFieldsProps } from './watch-fields.tsx'

/** When it is too much or too little, in which stretch of time, of which visits. */
export function RuleFields({ draft, onDraft, saving }: AlertFieldsProps) {
  const text = alertWords.value
  const change = (part: Partial<AlertDraft>) => onDraft({ ...draft, ...part })
  const whens = whensOf(draft)
  return (
    <>
      {formIn(draft) !== 'flag' && (
        <div class="form-pair">
          <SelectField
            label={text.when}
            hint={draft.when === 'unusual' ? text.unusualHint : undefined}
            value={draft.when}
            problem={saving.about('when')}
            choices={whens.map((value) => ({ value, name: text.whens[value] }))}
            onValue={(when) => change({ when })}
          />
          {hasValue(draft) && (
            <TextField
              label={valueLabel(draft)}
              inputMode="decimal"
              required
              value={draft.value}
              problem={saving.about('value')}
              onValue={(value) => change({ value })}
            />
          )}
        </div>
      )}
      <Segmented
        label={text.per}
        value={draft.per}
        choices={unitsOf(draft).map((value) => ({ value, name: text.pers[value] }))}
        onValue={(per) => change({ per })}
      />
      {takesFilters(draft) && <Visits draft={draft} change={change} />}
    </>
  )
}

function valueLabel(draft: AlertDraft): string {
  const text = alertWords.value
  if (!isInPercent(draft)) return text.value
  return draft.when.endsWith('_by') && formIn(draft) === 'share' ? text.points : text.percent
}

function Visits({
  draft,
  change,
}: {
  draft: AlertDraft
  change: (part: Partial<AlertDraft>) => void
}) {
  const text = alertWords.value
  const { filters } = view.value
  const isOffered = filters.length > 0 && JSON.stringify(filters) !== JSON.stringify(draft.filters)
  if (draft.filters.length === 0 && !isOffered) return null
  return (
    <fieldset class="field">
      <legend>{text.filters}</legend>
      <FilterList
        filters={draft.filters}
        mayEmpty
        onFilters={(next) => change({ filters: next })}
      />
      {isOffered && (
        <div class="card-tools">
          <Button size="small" onClick={() => change({ filters })}>
            {text.useFilters}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
