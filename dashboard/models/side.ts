import { signal } from '@preact/signals'
import { forget, keep, recall } from '../kept.ts'

const NARROW = 'tributary.side'
const GROUPS = 'tributary.groups'

/** Whether the navigation at the side is folded to its icons. */
export const sideFolded = signal(recall(NARROW) === 'folded')

export function foldSide(): void {
  sideFolded.value = !sideFolded.peek()
  if (sideFolded.peek()) keep(NARROW, 'folded')
  else forget(NARROW)
}

/** Names of the groups of the navigation that are folded. */
export const foldedGroups = signal<readonly string[]>(
  (recall(GROUPS) ?? '').split(' ').filter(Boolean),
)

export function foldGroup(name: string): void {
  const folded = foldedGroups.peek()
  foldedGroups.value = folded.includes(name)
    ? folded.filter((other) => other !== name)
    : [...folded, name]
  keep(GROUPS, foldedGroups.peek().join(' '))
}
