import { type LeafOf, leavesOf, withLeaves } from '../../filter-tree.ts'
import { Refusal } from '../../refusal.ts'
import { type Filter, isDeed } from '../../settings/filter.ts'
import type { Dimension } from '../../vocabulary.ts'

/** What a shared link shows: reports that count visits, and that its segment can narrow. */
const SHOWN: ReadonlySet<string> = new Set(['stats', 'live'])

/** Who it was, and not how many: customers, and the ids of single clicks. */
const CLOSED: ReadonlySet<string> = new Set<Dimension>(['account', 'click_id'])

export function isShown(report: string): boolean {
  return SHOWN.has(report)
}

/** Throws a 403 for any other report, before its request is read. */
export function requireShown(report: string): void {
  if (!isShown(report)) throw new Refusal(403, `a shared link does not show "${report}"`)
}

interface Asked {
  dimensions?: readonly string[]
  filters?: readonly Filter[]
}

/** A request by way of a shared link, kept to its segment. Throws a 403 for what such links do not show. */
export function throughLink<Request extends object>(
  request: Request,
  segment: string | null,
): Request {
  const { dimensions = [], filters = [] } = request as Asked
  const closed = [...dimensions, ...leavesOf(filters).flatMap(subjectsOf)].find((name) =>
    CLOSED.has(name),
  )
  if (closed !== undefined) throw new Refusal(403, `a shared link does not show "${closed}"`)
  if (segment === null) return request
  const own = filters.map((filter) => heldTo(filter, segment))
  return { ...request, filters: [['segment', segment], ...own] }
}

/** The filter, of which what people did is looked for in the visits of the segment alone. */
function heldTo(filter: Filter, segment: string): Filter {
  return withLeaves(filter, (leaf) =>
    isDeed(leaf) ? [leaf[0], leaf[1], leaf[2], [['segment', segment]]] : leaf,
  )
}

/** The dimensions that a leaf of a filter asks about. */
function subjectsOf(leaf: LeafOf<Filter>): string[] {
  // Another segment's size, or the id nearest to a wrong one, is told to members only.
  if (leaf[0] === 'segment') throw new Refusal(403, 'a shared link does not show other segments')
  return leaf[0] === 'funnel' || isDeed(leaf) ? [] : [leaf[1]]
}
