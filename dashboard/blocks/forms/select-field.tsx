import { type Choice, Field, type FieldProps, type Valued } from '../../parts/field.tsx'
import { type Detail, FindField } from '../../parts/find-field.tsx'
import { words } from '../../texts/texts.ts'

interface SelectFieldProps<Value extends string> extends FieldProps, Valued<Value> {
  choices: readonly Choice<Value>[]
  detailOf?: (value: Value) => Detail
}

/** More than so many are found by typing: the eye no longer takes them in at once, nor does a phone's wheel. */
const MANY = 12

/** One of several choices: the browser's own list of few, a field that finds where there are many. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, hint, problem, value, choices, detailOf, onValue } = props
  if (choices.length > MANY) {
    const none = words.value.palette.none
    return <FindField {...{ label, hint, problem, value, choices, detailOf, none, onValue }} />
  }
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => (
        <select
          class="input"
          value={value}
          {...wiring}
          onChange={({ currentTarget }) => {
            const chosen = choices[currentTarget.selectedIndex]
            if (chosen) onValue(chosen.value)
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
