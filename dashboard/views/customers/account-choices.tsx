import { SelectField } from '../../blocks/forms/select-field.tsx'
import { count } from '../../format.ts'
import { COURSES, STATES } from '../../models/accounts.ts'
import { locale, showOption, view } from '../../models/view.ts'
import type { Choice } from '../../parts/field.tsx'
import { accountWords } from '../../texts/accounts.ts'
import { NOBODY, OWNER, RENEWAL_DAYS, RENEWS, STATE } from './accounts-asked.ts'
import { COURSE } from './course-in-view.ts'

interface ChoiceOfProps {
  option: string
  label: string
  any: string
  choices: readonly Choice[]
}

/** Which accounts are listed: by how they go on, by state, by whose they are. */
export function AccountChoices({ owners }: { owners: readonly string[] }) {
  const text = accountWords.value
  return (
    <div class="account-choices">
      <ChoiceOf
        option={COURSE}
        label={text.columns.course}
        any={text.anyCourse}
        choices={COURSES.map((value) => ({ value, name: text.courses[value] }))}
      />
      <ChoiceOf
        option={STATE}
        label={text.columns.state}
        any={text.anyState}
        choices={STATES.map((value) => ({ value, name: text.states[value] }))}
      />
      <ChoiceOf
        option={RENEWS}
        label={text.columns.renewal}
        any={text.anyRenewal}
        choices={RENEWAL_DAYS.map((days) => ({
          value: String(days),
          name: text.within(count(days, locale.value)),
        }))}
      />
      {owners.length > 0 && (
        <ChoiceOf
          option={OWNER}
          label={text.columns.owner}
          any={text.anyOwner}
          choices={[
            ...owners.map((value) => ({ value, name: value })),
            { value: NOBODY, name: text.noOwner },
          ]}
        />
      )}
    </div>
  )
}

function ChoiceOf({ option, label, any, choices }: ChoiceOfProps) {
  return (
    <SelectField
      label={label}
      value={view.value.options[option] ?? ''}
      choices={[{ value: '', name: any }, ...choices]}
      onValue={(value) => showOption(option, value || undefined)}
    />
  )
}
