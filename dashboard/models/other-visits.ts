import { computed } from '@preact/signals'
import type { Filter } from '../../collector/settings/filter.ts'
import { words } from '../texts/texts.ts'
import { isOfSameDays } from './comparison.ts'
import { isOtherVisits, type OtherVisits } from './period.ts'
import type { StatsAnswer } from './stats.ts'
import { segments } from './things.ts'
import { commonRequest, view } from './view.ts'

const SEGMENT = 'segment:'

/** The segment that the address compares with, by its id. */
const segmentAsked = computed(() => {
  const { compare } = view.value
  return isOtherVisits(compare) && compare.startsWith(SEGMENT)
    ? compare.slice(SEGMENT.length)
    : undefined
})

/** Whether the address compares with a segment that there is not, or not any more. */
export const isSegmentGone = computed(() => {
  const id = segmentAsked.value
  const known = segments.data.value
  return id !== undefined && known?.every((one) => one.id !== id) === true
})

/** What the visits in view are held against, where the address names other visits and there is such a thing. */
export const otherVisits = computed((): OtherVisits | undefined => {
  const { compare, filters } = view.value
  if (!isOtherVisits(compare) || isSegmentGone.value) return undefined
  const isOfSegments = segmentAsked.value !== undefined
  return isOfSegments || segmentsIn(filters).length > 0 ? compare : undefined
})

function segmentsIn(
  filters: readonly Filter[],
): Extract<Filter, readonly ['segment', ...unknown[]]>[] {
  return filters.flatMap((filter) => (filter[0] === 'segment' ? [filter] : []))
}

/**
 * The filters of the others: a segment takes the place of those in view, and what else is filtered by holds on both sides.
 * Of `[segment A, device mobile]` held against segment B it is `[device mobile, segment B]`.
 */
export function filtersOfOthers(filters: readonly Filter[], others: OtherVisits): Filter[] {
  const both = filters.filter((filter) => filter[0] !== 'segment')
  if (others === 'everyone') return both
  if (others === 'others') return [...both, ['not', ['and', segmentsIn(filters)]]]
  return [...both, ['segment', others.slice(SEGMENT.length)]]
}

/** What `stats` is asked with where other visits may stand beside those in view. */
export const besideRequest = computed(() => {
  const others = otherVisits.value
  const request = commonRequest.value
  return others
    ? { ...request, compare_filters: filtersOfOthers(request.filters, others) }
    : request
})

/** The filters of another question about the same visits, and of the others'. */
export function narrowedBeside(more: readonly Filter[]) {
  const { filters, ...request } = besideRequest.value
  const others = 'compare_filters' in request ? request.compare_filters : undefined
  return {
    ...request,
    filters: [...filters, ...more],
    ...(others && { compare_filters: [...others, ...more] }),
  }
}

/** Whether something is compared: other days, or other visits. */
export const isCompared = computed(
  () => commonRequest.value.compare !== undefined || otherVisits.value !== undefined,
)

/** What both sides are called. */
export interface Sides {
  own: string
  others: string
}

/** How the visits in view and those beside them are called; undefined where no other visits are compared. */
export const sides = computed((): Sides | undefined => {
  const others = otherVisits.value
  if (!others) return undefined
  const text = words.value.beside
  const own = segmentsIn(view.value.filters).map(([, id]) => nameOf(id))
  return {
    own: own.length > 0 ? own.join(words.value.filters.and) : text.everyone,
    others: isNamed(others) ? text[others] : nameOf(others.slice(SEGMENT.length)),
  }
})

function isNamed(others: OtherVisits): others is 'everyone' | 'others' {
  return !others.startsWith(SEGMENT)
}

function nameOf(id: string): string {
  return segments.data.value?.find((one) => one.id === id)?.name ?? id
}

/** The same of an answer on show, which may be older than the address. */
export function sidesOf(answer: Pick<StatsAnswer, 'meta' | 'compared'>): Sides | undefined {
  return isOfSameDays(answer) ? sides.value : undefined
}

interface Offered {
  others: OtherVisits
  name: string
  /** By itself, of a segment. */
  segment?: string
}

/** What can be held against the visits in view, but for what they are themselves. */
export const offeredOthers = computed((): Offered[] => {
  const own = segmentsIn(view.value.filters).map(([, id]) => id)
  const text = words.value.beside
  const named = (segments.data.value ?? []).filter(({ id }) => own.length !== 1 || id !== own[0])
  return [
    ...named.map(({ id, name }) => ({
      others: `${SEGMENT}${id}` as const,
      name: text.segment(name),
      segment: name,
    })),
    ...(own.length > 0 ? (['others', 'everyone'] as const) : []).map((others) => ({
      others,
      name: text[others],
    })),
  ]
})
