import { rangeBetween } from '../../models/calendar.ts'
import { addDays, type Range } from '../../models/period.ts'
import { today } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { useEdited } from '../../parts/edited.ts'
import { TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'

/** What is offered where all time is on show. */
export function thirtyDays(day: string): Range {
  return { from: addDays(day, -29), to: day }
}

interface RangeFormProps {
  start: Range
  onApply: (range: Range) => void
}

/** Two dates and a button. */
export function RangeForm({ start, onApply }: RangeFormProps) {
  const text = words.value.period
  const [{ from, to }, edit] = useEdited(start, `${start.from} ${start.to}`)
  return (
    <form
      class="range-form"
      onSubmit={(event) => {
        event.preventDefault()
        onApply(rangeBetween(from, to))
      }}
    >
      <TextField
        type="date"
        label={text.from}
        value={from}
        max={today.value}
        required
        onValue={(next) => edit({ from: next, to })}
      />
      <TextField
        type="date"
        label={text.to}
        value={to}
        max={today.value}
        required
        onValue={(next) => edit({ from, to: next })}
      />
      <Button type="submit">{text.apply}</Button>
    </form>
  )
}
