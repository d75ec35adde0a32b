import { useState } from 'preact/hooks'
import { isOfInputMethod } from './input-method.ts'

/** What was typed for a finder that is not there yet: its code, or what it stands in, comes after the first letters. */
interface Ahead {
  typed: string
  /** Enter came after it; `other`: with Alt held down. */
  entered?: { other: boolean }
}

let ahead: Ahead = { typed: '' }

/** Keeps a key for the finder that is to come. Upon the button that opens it, Enter and the space bar are presses. */
export function typeAhead(event: KeyboardEvent): void {
  const { key, altKey, ctrlKey, metaKey } = event
  const { typed } = ahead
  if (isOfInputMethod(event) || ctrlKey || metaKey) return
  if (typed === '' && (key === 'Enter' || key === ' ')) return
  if (key === 'Enter') ahead = { typed, entered: { other: altKey } }
  else if (key === 'Backspace') ahead = { typed: typed.slice(0, -1) }
  else if (key.length === 1 && !altKey) ahead = { typed: typed + key }
  else return
  event.preventDefault()
}

/** Takes it, once; called as a finder is opened, it drops what was for another. */
export function typedAhead(): Ahead {
  const taken = ahead
  ahead = { typed: '' }
  return taken
}

/** What is typed in a finder, from what was typed before it was there. */
export function useTyped() {
  const [{ typed: before, entered }] = useState(typedAhead)
  const [typed, onTyped] = useState(before)
  return { typed, onTyped, entered }
}
