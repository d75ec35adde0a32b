import { computed, effect, signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { isSame, merged } from './merged.ts'
import type { Section } from './sections.ts'
import { session } from './session.ts'
import { siteDomain } from './sites.ts'

/** What was changed in settings and not saved, by who did, site and section: it outlives leaving the page. */
const drafts = signal<ReadonlyMap<string, Kept<unknown>>>(new Map())

interface Kept<Draft> {
  draft: Draft
  /** What it was made of. */
  base: Draft
  /** Something was changed elsewhere since, which is in it. */
  isMerged: boolean
}

function keyOf(section: Section): string {
  return `${session.value?.id} ${siteDomain.value} ${section}`
}

function keep(key: string, draft: Kept<unknown> | undefined): void {
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
  /** Whether it has what was changed elsewhere since it was begun. */
  isMerged: boolean
  change: (next: Draft) => void
  /** Back to what is stored. */
  discard: () => void
  /** What was changed here, done to what is stored by now. */
  onto: (stored: Draft) => Draft
  /** What is on show is stored now, and the form starts from it, or from `next`. What is typed meanwhile stays. */
  stored: (next?: Draft) => void
}

/** What a form of settings edits: what is stored, or what was made of it and not saved yet. */
export function useDraft<Draft>(section: Section, stored: Draft): Drafted<Draft> {
  const [base, setBase] = useState(stored)
  const key = keyOf(section)
  const written = JSON.stringify(stored)
  // A later answer says what is stored by now.
  useEffect(() => setBase(stored), [written])
  const kept = drafts.value.get(key) as Kept<Draft> | undefined
  const { draft, isMerged } = kept ? laidOver(kept, base) : { draft: base, isMerged: false }
  return {
    draft,
    isChanged: kept !== undefined,
    isMerged,
    change: (next) => keep(key, isSame(next, base) ? undefined : { draft: next, base, isMerged }),
    discard: () => keep(key, undefined),
    onto: (now) => merged(base, draft, now),
    stored: (next = draft) => {
      setBase(next)
      const now = drafts.peek().get(key)
      const shown = now === kept ? draft : (now?.draft ?? base)
      const isOld = isSame(shown, draft) || isSame(shown, next)
      keep(key, isOld ? undefined : { draft: shown, base: next, isMerged: false })
    },
  }
}

/** A draft as it stands over what is stored by now, with what was changed elsewhere since. */
function laidOver<Draft>(kept: Kept<Draft>, stored: Draft): Kept<Draft> {
  if (isSame(kept.base, stored)) return kept
  return { draft: merged(kept.base, kept.draft, stored), base: stored, isMerged: true }
}
