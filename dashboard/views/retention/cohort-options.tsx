import { useEffect, useState } from 'preact/hooks'
import { showOption, view } from '../../models/view.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { words } from '../../texts/texts.ts'
import { UNITS, unitInView } from './asked.ts'

/** Who is looked at, and what counts as coming back. */
export function CohortOptions() {
  const text = words.value.retention
  return (
    <div class="retention-options">
      <SelectField
        label={text.unit}
        value={unitInView()}
        choices={UNITS.map((value) => ({ value, name: text.units[value] }))}
        onValue={(value) => showOption('unit', value === 'week' ? undefined : value)}
      />
      <Typed option="first" label={text.firstOf} placeholder={text.first} />
      <Typed option="back" label={text.returns} placeholder={text.visit} />
    </div>
  )
}

const TYPED_MS = 500

interface TypedProps {
  option: string
  label: string
  placeholder: string
}

function Typed({ option, label, placeholder }: TypedProps) {
  const kept = view.value.options[option] ?? ''
  const [typed, setTyped] = useState(kept)
  useEffect(() => setTyped(kept), [kept])
  useEffect(() => {
    if (typed === kept) return
    const timer = setTimeout(() => showOption(option, typed || undefined), TYPED_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextField
      label={label}
      placeholder={placeholder}
      title={words.value.paths.anchorHint}
      value={typed}
      autocapitalize="none"
      spellcheck={false}
      onValue={setTyped}
    />
  )
}
