import { SelectField } from '../../blocks/forms/select-field.tsx'
import type { Saving } from '../../blocks/forms/use-save.ts'
import { site } from '../../models/sites.ts'
import { TextField } from '../../parts/field.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import type { ExperimentDraft } from './draft.ts'

interface PeopleFieldsProps {
  draft: ExperimentDraft
  change: (part: Partial<ExperimentDraft>) => void
  saving: Saving
}

/** Who is one unit, how many of them take part, and which experiments have no unit in common. */
export function PeopleFields({ draft, change, saving }: PeopleFieldsProps) {
  const text = experimentWords.value.form
  const cookieless = site.value?.identity === 'cookieless'
  return (
    <>
      <div class="form-pair">
        <SelectField
          label={text.unit}
          hint={cookieless && draft.unit !== 'user' ? text.unitHint : undefined}
          value={draft.unit}
          choices={(['visitor', 'user', 'visit'] as const).map((value) => ({
            value,
            name: text.units[value],
          }))}
          onValue={(unit) => change({ unit })}
        />
        <TextField
          label={text.coverage}
          type="number"
          min="0"
          max="100"
          step="any"
          value={draft.coverage}
          problem={saving.about('coverage')}
          onValue={(coverage) => change({ coverage })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label={text.layer}
          hint={text.layerHint}
          value={draft.layer}
          problem={saving.about('layer')}
          onValue={(layer) => change({ layer })}
        />
        {draft.layer.trim() !== '' && (
          <>
            <TextField
              label={text.from}
              type="number"
              value={draft.from}
              problem={saving.about('layer_range')}
              onValue={(from) => change({ from })}
            />
            <TextField
              label={text.to}
              type="number"
              value={draft.to}
              onValue={(to) => change({ to })}
            />
          </>
        )}
      </div>
    </>
  )
}
