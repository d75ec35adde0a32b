import { SelectField } from '../../blocks/forms/select-field.tsx'
import type { Saving } from '../../blocks/forms/use-save.ts'
import { PERS } from '../../models/pace.ts'
import { TextField } from '../../parts/field.tsx'
import { settingsWords } from '../../texts/settings.ts'
import { type Aim, aimsOf, type GoalDraft } from './goal-draft.ts'

interface AimFieldsProps {
  draft: GoalDraft
  saving: Saving
  change: (part: Partial<GoalDraft>) => void
}

/** What the goal is to reach: nothing, so many conversions or so much money, by week, month or quarter. */
export function AimFields({ draft, saving, change }: AimFieldsProps) {
  const text = settingsWords.value.goals
  const aims = aimsOf(draft)
  const aim: Aim = aims.includes(draft.aim) ? draft.aim : 'none'
  return (
    <div class="form-pair">
      <SelectField
        label={text.aim}
        hint={aim === 'none' ? text.aimHint : undefined}
        value={aim}
        choices={aims.map((value) => ({ value, name: text.aims[value] }))}
        onValue={(value) => change({ aim: value })}
      />
      {aim !== 'none' && (
        <>
          <TextField
            label={text.aimed[aim]}
            type="number"
            min={aim === 'count' ? '1' : '0.01'}
            step={aim === 'count' ? '1' : 'any'}
            required
            value={draft.aimed}
            problem={saving.about(`target.${aim}`)}
            onValue={(aimed) => change({ aimed })}
          />
          <SelectField
            label={text.per}
            value={draft.per}
            choices={PERS.map((value) => ({ value, name: text.pers[value] }))}
            onValue={(per) => change({ per })}
          />
        </>
      )}
    </div>
  )
}
