import type { FunnelDefinition } from '../../collector/settings/funnel-definition.ts'
import { draftOf, type StepDraft, stepOf } from './funnel-steps.ts'

type Exclusion = FunnelDefinition['exclude'][number]

function isExclusion(value: unknown): value is Exclusion {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['event', 'page', 'goal'].some((kind) => kind in value) &&
    'after' in value &&
    Number.isInteger(value.after)
  )
}

/** Exclusions as the address has them; undefined where it has none, or none that can be read. */
export function readExclusions(json: string | undefined): Exclusion[] | undefined {
  if (json === undefined) return undefined
  try {
    const read: unknown = JSON.parse(json)
    return Array.isArray(read) && read.every(isExclusion) ? read : undefined
  } catch {
    // A link cut short by a mail program still opens the page.
    return undefined
  }
}

/** Those that such steps can have: between two of them, where they have an order. */
export function fitting(
  exclude: readonly Exclusion[],
  { steps, order }: Pick<FunnelDefinition, 'steps' | 'order'>,
): Exclusion[] {
  if (order === 'any') return []
  return exclude.filter(({ after }) => after >= 0 && after < steps.length - 1)
}

/** Steps as they are edited, each with what must not lie between it and the next: it moves with the step. */
export function draftsOf({
  steps,
  exclude,
}: Pick<FunnelDefinition, 'steps' | 'exclude'>): StepDraft[] {
  return steps.map((step, place) => {
    const without = exclude.filter(({ after }) => after === place).map(exclusionDraftOf)
    return { ...draftOf(step), ...(without.length > 0 && { without }) }
  })
}

function exclusionDraftOf({ after: _, ...matcher }: Exclusion): StepDraft {
  return draftOf(matcher)
}

/** What the drafts exclude, by the places they have now; one without a name is not yet one. */
export function exclusionsOf(drafts: readonly StepDraft[]): Exclusion[] {
  return drafts
    .slice(0, -1)
    .flatMap(({ without = [] }, after) =>
      without.filter(({ name }) => name.trim() !== '').map((one) => ({ ...stepOf(one), after })),
    )
}

/** Without a step: what must not lie after it must not lie after the one before it. */
export function withoutDraft(drafts: readonly StepDraft[], place: number): StepDraft[] {
  const [before, removed] = [drafts[place - 1], drafts[place]]
  const left = drafts.toSpliced(place, 1)
  if (!before || !removed?.without) return left
  return left.with(place - 1, {
    ...before,
    without: [...(before.without ?? []), ...removed.without],
  })
}
