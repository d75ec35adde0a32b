import { useEffect, useRef, useState } from 'preact/hooks'
import { showOption, view } from '../../models/view.ts'
import { TextField } from '../../parts/field.tsx'

/** As long as a pause between two words. */
export const TYPED_MS = 500

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
  const [typed, setTyped] = useState(kept)
  const told = useRef(kept)
  useEffect(() => {
    // What it told itself is no news: more may have been typed since.
    if (kept !== told.current) setTyped(kept)
    told.current = kept
  }, [kept])
  useEffect(() => {
    if (typed === kept) return
    const timer = setTimeout(() => {
      told.current = typed
      showOption(option, typed || undefined)
    }, TYPED_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextField
      {...field}
      value={typed}
      autocapitalize="none"
      spellcheck={false}
      onValue={setTyped}
    />
  )
}
