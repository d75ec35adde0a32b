import { SelectField } from '../../blocks/forms/select-field.tsx'
import { count } from '../../format.ts'
import { locale, showOption } from '../../models/view.ts'
import { Check } from '../../parts/field.tsx'
import { returnWords } from '../../texts/return.ts'
import {
  collapsed,
  HALF_LIVES,
  halfLifeInView,
  LOOKBACKS,
  lookbackInView,
  withoutDirect,
} from './asked.ts'

/** What all models go by. */
export function ModelOptions() {
  const text = returnWords.value
  return (
    <div class="path-options">
      <DaysField
        label={text.lookback}
        option="lookback"
        value={lookbackInView()}
        days={LOOKBACKS}
      />
      <DaysField
        label={text.halfLife}
        option="half_life"
        value={halfLifeInView()}
        days={HALF_LIVES}
      />
      <Check
        label={text.withoutDirect}
        value={withoutDirect()}
        onValue={(on) => showOption('direct', on ? 'no' : undefined)}
      />
      <Check
        label={text.collapsed}
        value={collapsed()}
        onValue={(on) => showOption('repeats', on ? 'no' : undefined)}
      />
    </div>
  )
}

interface DaysFieldProps {
  label: string
  option: string
  value: string
  days: readonly string[]
}

function DaysField({ label, option, value, days }: DaysFieldProps) {
  const text = returnWords.value
  return (
    <SelectField
      label={label}
      value={value}
      choices={days.map((one) => ({
        value: one,
        name: text.inDays(count(Number(one), locale.value)),
      }))}
      onValue={(chosen) => showOption(option, chosen)}
    />
  )
}
