import type { FunnelStep } from '../../collector/settings/funnel-definition.ts'

export type StepKind = 'page' | 'event' | 'goal'

/** A step as it is edited: what it is, and its name, glob or goal. */
export interface StepDraft {
  kind: StepKind
  name: string
  where?: FunnelStep['where']
  /** What somebody called it. */
  label?: string
  /** What must not lie between it and the next step. */
  without?: readonly StepDraft[]
}

export const KINDS: readonly StepKind[] = ['page', 'event', 'goal']

export function draftOf(step: FunnelStep): StepDraft {
  const kind = KINDS.find((one) => step[one] !== undefined) ?? 'page'
  const { where, label } = step
  return { kind, name: step[kind] ?? '', ...(where && { where }), ...(label && { label }) }
}

export function stepOf({ kind, name, where, label }: StepDraft): FunnelStep {
  return { [kind]: name.trim(), ...(where && { where }), ...(label && { label }) }
}

/** The draft as it is changed: another page or event is no longer what the label called. */
export function redrafted(draft: StepDraft, next: Partial<StepDraft>): StepDraft {
  if (next.kind === undefined && next.name === undefined) return { ...draft, ...next }
  const { label: _, ...unnamed } = draft
  return { ...unnamed, ...next }
}
