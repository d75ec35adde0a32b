import { isPlain } from './plain-key.ts'

const STEPS: Record<string, number | undefined> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
}

/**
 * Moves the focus with the arrow keys, Home and End among the elements of a role inside the one
 * that listens. A tab is chosen as it is reached, as ARIA's patterns have it.
 */
export function arrowed(event: KeyboardEvent, role: string): void {
  if (!(event.currentTarget instanceof HTMLElement && isPlain(event))) return
  const found = [...event.currentTarget.querySelectorAll<HTMLElement>(`[role^="${role}"]`)]
  const next = found.at(target(event.key, found.indexOf(activeElement()), found.length))
  if (!(next && (event.key in STEPS || event.key === 'Home' || event.key === 'End'))) return
  event.preventDefault()
  next.focus()
  if (role === 'tab') next.click()
}

function activeElement(): HTMLElement {
  return document.activeElement instanceof HTMLElement ? document.activeElement : document.body
}

function target(key: string, at: number, count: number): number {
  if (key === 'Home') return 0
  if (key === 'End') return -1
  return (at + (STEPS[key] ?? 0) + count) % count
}

/** The same in two dimensions, among buttons that lie in rows of so many columns. */
export function arrowedGrid(event: KeyboardEvent, columns: number): void {
  if (!(event.currentTarget instanceof HTMLElement && isPlain(event))) return
  const steps: Record<string, number | undefined> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
  }
  const step = steps[event.key]
  if (step === undefined) return
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const next = cells[cells.indexOf(activeElement()) + step]
  event.preventDefault()
  next?.focus()
}
