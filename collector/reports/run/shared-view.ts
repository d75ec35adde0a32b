import { Refusal } from '../../refusal.ts'
import type { Filter } from '../../settings/filter.ts'
import type { Dimension } from '../../vocabulary.ts'
import { isDeed } from '../question/scopes.ts'

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
  const closed = [...dimensions, ...filters.flatMap(subjectsOf)].find((name) => CLOSED.has(name))
  if (closed !== undefined) throw new Refusal(403, `a shared link does not show "${closed}"`)
  if (segment === null) return request
  const own = filters.map((filter) => within(filter, segment))
  return { ...request, filters: [['segment', segment], ...own] }
}

/** The filter, of which what people did is looked for in the visits of the segment alone. */
function within(filter: Filter, segment: string): Filter {
  if (filter[0] === 'and' || filter[0] === 'or') {
    return [filter[0], filter[1].map((one) => within(one, segment))]
  }
  if (filter[0] === 'not') return ['not', within(filter[1], segment)]
  return isDeed(filter) ? [filter[0], filter[1], filter[2], [['segment', segment]]] : filter
}

/** The dimensions that a filter asks about. */
function subjectsOf(filter: Filter): string[] {
  if (filter[0] === 'and' || filter[0] === 'or') return filter[1].flatMap(subjectsOf)
  if (filter[0] === 'not') return subjectsOf(filter[1])
  // Another segment's size, or the id nearest to a wrong one, is told to members only.
  if (filter[0] === 'segment') throw new Refusal(403, 'a shared link does not show other segments')
  return isDeed(filter) ? [] : [String(filter[1])]
}
