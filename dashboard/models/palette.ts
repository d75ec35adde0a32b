import { signal } from '@preact/signals'
import { keep, recall } from '../kept.ts'

/** Whether the command palette is open. */
export const paletteOpen = signal(false)

/** Whether the list of keys is. */
export const keysOpen = signal(false)

/** The domain of the site that a note on today is to be written for, as soon as the page is there that can. */
export const noteAsked = signal<string>()

const KEPT = 'tributary.commands'
const MOST_KEPT = 5

/** Ids of the commands that were used last in this browser, the latest first. */
export function recentCommands(): string[] {
  return (recall(KEPT) ?? '').split('\n').filter(Boolean)
}

export function rememberCommand(id: string): void {
  const others = recentCommands().filter((one) => one !== id)
  keep(KEPT, [id, ...others].slice(0, MOST_KEPT).join('\n'))
}

/** Presses what stands on the page for a key or a command; whether there is such a thing. */
export function press(name: 'key' | 'command', value: string): boolean {
  const found = document.querySelector<HTMLElement>(`[data-${name}="${value}"]`)
  found?.click()
  return found !== null
}

/** Whether what carries out a command stands on the page. */
export function isOnPage(command: string): boolean {
  return document.querySelector(`[data-command="${command}"]:not(:disabled)`) !== null
}
