import { computed, effect, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { Section } from './sections.ts'
import { session } from './session.ts'
import { siteDomain } from './sites.ts'

/** What was changed in settings and not saved, by who did, site and section: it outlives leaving the page. */
const drafts = signal<ReadonlyMap<string, unknown>>(new Map())

function keyOf(section: Section): string {
  return `${session.value?.id} ${siteDomain.value} ${section}`
}

function keep(key: string, draft: unknown): void {
  const next = new Map(drafts.peek())
  if (draft === undefined) next.delete(key)
  else next.set(key, draft)
  drafts.value = next
}

/** Whether something of a section of the site in view waits to be saved. */
export function isUnsaved(section: Section): boolean {
  return drafts.value.has(keyOf(section))
}

const isAnyUnsaved = computed(() => {
  const own = `${session.value?.id} `
  return [...drafts.value.keys()].some((key) => key.startsWith(own))
})

/** The browser asks before it forgets them. */
export function guardDrafts(): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  effect(() => {
    if (!isAnyUnsaved.value) return
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  })
}

export interface Drafted<Draft> {
  draft: Draft
  isChanged: boolean
  change: (next: Draft) => void
  /** Back to what is stored. */
  discard: () => void
  /** What is on show is stored now. */
  stored: () => void
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** What a form of settings edits: what is stored, or what was made of it and not saved yet. */
export function useDraft<Draft>(section: Section, stored: Draft): Drafted<Draft> {
  const [base, setBase] = useState(stored)
  const key = keyOf(section)
  const written = JSON.stringify(stored)
  // A later answer says what is stored by now.
  useEffect(() => setBase(stored), [written])
  const kept = drafts.value.get(key) as Draft | undefined
  const draft = kept ?? base
  return {
    draft,
    isChanged: kept !== undefined,
    change: (next) => keep(key, isSame(next, base) ? undefined : next),
    discard: () => keep(key, undefined),
    stored: () => {
      setBase(draft)
      keep(key, undefined)
    },
  }
}
