import { showOption, view } from '../../models/view.ts'
import { useKeptOnPause } from '../../parts/edited.ts'

const TYPING_MS = 250

interface FindProps {
  /** Name of the option in the address that holds what is sought. */
  option: string
  label: string
}

/** Finds as one types, once one pauses; the server looks, so that it finds what is not on show. */
export function Find({ option, label }: FindProps) {
  const sought = view.value.options[option] ?? ''
  const [typed, type] = useKeptOnPause(sought, sought, {
    madeOf: (text) => text.trim(),
    keep: (text) => showOption(option, text.trim() || undefined),
    ms: TYPING_MS,
  })
  return (
    <input
      class="input find"
      data-size="small"
      type="search"
      placeholder={label}
      aria-label={label}
      value={typed}
      onInput={({ currentTarget }) => type(currentTarget.value)}
    />
  )
}
