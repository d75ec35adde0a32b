import { type LeafOf, withLeaves } from '../filter-tree.ts'
import { unknownName } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import { type Filter, isDeed } from './filter.ts'
import {
  conditionsInside,
  MOST_CONDITIONS,
  refuseConditions,
  refuseLookups,
  requireAnswerable,
} from './filter-cost.ts'

interface NamedFilters {
  id: string
  name: string
  filters: readonly Filter[]
}

/** What is being written out. */
interface Expansion {
  segments: readonly NamedFilters[]
  /** The segments that hold what is looked at, the outermost first. */
  within: readonly NamedFilters[]
  /** Conditions that may still come. */
  room: { left: number }
}

/**
 * Filters with every segment replaced by what it stands for. Throws a 422 for an unknown or circular one, and where
 * that comes to more than a question may hold.
 */
export function withoutSegments(
  filters: readonly Filter[],
  segments: readonly NamedFilters[],
): Filter[] {
  const written = expandAll(filters, { segments, within: [], room: { left: MOST_CONDITIONS } })
  requireAnswerable(written, [])
  return written
}

function expandAll(filters: readonly Filter[], expansion: Expansion): Filter[] {
  return filters.map((filter) => withLeaves(filter, (leaf) => expand(leaf, expansion)))
}

function expand(leaf: LeafOf<Filter>, expansion: Expansion): Filter {
  if (leaf[0] === 'segment') return expandSegment(leaf[1], expansion)
  expansion.room.left -= 1
  // Segments that hold one another many times over would never be done.
  if (expansion.room.left < 0) refuseConditions()
  if (leaf[0] === 'funnel') {
    // Its own report writes them out; here it is seen that it can.
    refuseLookups('the filters inside of a funnel', expandAll(conditionsInside(leaf), expansion))
  }
  if (!isDeed(leaf)) return leaf
  const [verb, what, names, within] = leaf
  return within ? [verb, what, names, expandAll(within, expansion)] : leaf
}

function expandSegment(id: string, expansion: Expansion): Filter {
  const { segments, within } = expansion
  const segment = segments.find((known) => known.id === id)
  if (!segment) {
    const ids = segments.map((known) => known.id)
    throw new Refusal(422, unknownName('segment', id, ids))
  }
  if (within.includes(segment)) throw new Refusal(422, loop(segment, within))
  const inner = { ...expansion, within: [...within, segment] }
  return ['and', expandAll(segment.filters, inner)]
}

/** `segment "A" is part of itself: A → B → A` */
function loop(segment: NamedFilters, within: readonly NamedFilters[]): string {
  const round = [...within.slice(within.indexOf(segment)), segment]
  const way = round.map(({ name }) => name).join(' → ')
  return `segment "${segment.name}" is part of itself: ${way}`
}
