import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { showOption, view } from '../../models/view.ts'

const TYPING_MS = 250

interface FindProps {
  /** Name of the option in the address that holds what is sought. */
  option: string
  label: string
}

/** Finds as one types, once one pauses; the server looks, so that it finds what is not on show. */
export function Find({ option, label }: FindProps) {
  const sought = view.value.options[option] ?? ''
  const typed = useSignal(sought)
  const soughtBefore = useRef(sought)
  // A row that leads on leaves behind what it was found by: at once, so that nothing is lost that is typed by then.
  if (soughtBefore.current !== sought) {
    soughtBefore.current = sought
    if (sought === '') typed.value = ''
  }
  useEffect(() => {
    const value = typed.value.trim()
    if (value === (view.peek().options[option] ?? '')) return
    const timer = setTimeout(() => showOption(option, value || undefined), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed.value, option])
  return (
    <input
      class="input find"
      data-size="small"
      type="search"
      placeholder={label}
      aria-label={label}
      value={typed}
      onInput={({ currentTarget }) => {
        typed.value = currentTarget.value
      }}
    />
  )
}
