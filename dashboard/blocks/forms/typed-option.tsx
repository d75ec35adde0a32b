import { showOption, view } from '../../models/view.ts'
import { useKeptOnPause } from '../../parts/edited.ts'
import { TextField } from '../../parts/field.tsx'

interface TypedOptionProps {
  /** Its name in the address. */
  option: string
  label: string
  placeholder: string
  title?: string
  hint?: string
  problem?: string | undefined
  type?: 'number' | 'date'
  min?: string
}

/** A text that the address keeps; what is typed counts as soon as one pauses. */
export function TypedOption({ option, ...field }: TypedOptionProps) {
  const kept = view.value.options[option] ?? ''
  const [typed, type] = useKeptOnPause(kept, kept, {
    madeOf: (text) => text,
    keep: (text) => showOption(option, text || undefined),
  })
  return (
    <TextField {...field} value={typed} autocapitalize="none" spellcheck={false} onValue={type} />
  )
}
