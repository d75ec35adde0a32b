import type { Choice } from './field.tsx'

interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  choices: readonly Choice<Value>[]
  onValue: (value: Value) => void
}

/** A few choices side by side, one of them pressed. */
export function Segmented<Value extends string>({
  label,
  value,
  choices,
  onValue,
}: SegmentedProps<Value>) {
  return (
    <fieldset class="segmented">
      <legend class="unseen">{label}</legend>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={choice.value === value}
          onClick={() => onValue(choice.value)}
        >
          {choice.name}
        </button>
      ))}
    </fieldset>
  )
}
