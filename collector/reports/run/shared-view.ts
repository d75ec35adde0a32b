import { type LeafOf, leavesOf, withLeaves } from '../../filter-tree.ts'
import { Refusal } from '../../refusal.ts'
import { type Filter, isDeed } from '../../settings/filter.ts'
import { allLeavesOf } from '../../settings/filter-cost.ts'
import { type Dimension, isCustomerFact } from '../../vocabulary.ts'
import type { ReportScope } from '../port.ts'

/** What shared links show: reports that their segment can narrow; those with a name where the link ticks it. */
const SHOWN: Readonly<Record<string, string | undefined>> = {
  stats: undefined,
  usual: undefined,
  values: undefined,
  live: undefined,
  funnel: 'journeys',
  'funnel/people': 'journeys',
  paths: 'journeys',
  retention: 'retention',
  'retention/features': 'retention',
  'magic-number': 'retention',
  explain: 'changes',
  'unit-economics': 'customers',
}

/** Who it was, and not how many: customers, and the ids of single clicks. */
const CLOSED: ReadonlySet<string> = new Set<Dimension>(['account', 'click_id'])

/** What customers pay, too. */
function isClosed(name: string): boolean {
  return CLOSED.has(name) || isCustomerFact(name)
}

/** Whether some shared link shows it. */
export function isShown(report: string): boolean {
  return Object.hasOwn(SHOWN, report)
}

/** Throws a 403 for what this link does not show, before its request is read. */
export function requireShown(report: string, { reports = [] }: ReportScope): void {
  const ticked = SHOWN[report]
  if (isShown(report) && (ticked === undefined || reports.includes(ticked))) return
  throw new Refusal(403, `a shared link does not show "${report}"`)
}

/** What the link is held to, whatever is asked. */
export function heldOf(scope: ReportScope | undefined): Filter[] {
  return scope?.segment ? [['segment', scope.segment]] : []
}

/** Which events are meant, as far as it matters here. */
interface Meant {
  where?: Filter[] | undefined
}

/** All in a request, or in a funnel of its filters, that says who or what is meant. */
interface Asked {
  dimensions?: readonly string[] | null | undefined
  breakdown?: string | null | undefined
  dimension?: string | null | undefined
  funnel?: string | null | undefined
  filters?: readonly Filter[] | null | undefined
  compare_filters?: readonly Filter[] | null | undefined
  steps?: readonly Meant[] | null | undefined
  exclude?: readonly Meant[] | null | undefined
  start?: Meant | null | undefined
  end?: Meant | null | undefined
  cohort?: Meant | null | undefined
  return?: Meant | null | undefined
  retained?: Meant | null | undefined
}

/** A request by way of a shared link, kept to its segment. Throws a 403 for what such links do not show. */
export function throughLink<Request extends object>(
  request: Request,
  { segment, reports = [] }: ReportScope,
): Request {
  if (!reports.includes('journeys')) refuseFunnels(request)
  refuseClosed(request)
  return segment === null ? request : held(request, segment)
}

/** A funnel's numbers, by whatever report, are shown where journeys are. */
function refuseFunnels(asked: Asked): void {
  const isAsked = asked.steps || allLeavesOf(filtersIn(asked)).some(([head]) => head === 'funnel')
  if (isAsked) throw new Refusal(403, 'a shared link shows funnels only where it shows journeys')
}

/** Ids of people, and of what they pay for, are for members. */
export function withoutPeople(answer: unknown): unknown {
  const { people, doubted } = answer as { people?: unknown; doubted?: unknown }
  if (Array.isArray(doubted)) return { ...(answer as object), doubted: [] }
  return Array.isArray(people) ? { ...(answer as object), people: [], next_cursor: null } : answer
}

function refuseClosed(asked: Asked): void {
  if (asked.funnel)
    throw new Refusal(403, 'a shared link does not show saved funnels; name the steps')
  const subjects = leavesOf(filtersIn(asked)).flatMap(subjectsOf)
  const single = [asked.breakdown ?? '', asked.dimension ?? '']
  const closed = [...(asked.dimensions ?? []), ...single, ...subjects].find(isClosed)
  if (closed !== undefined) throw new Refusal(403, `a shared link does not show "${closed}"`)
}

function filtersIn({
  filters,
  compare_filters: others,
  steps,
  exclude,
  ...asked
}: Asked): Filter[] {
  const single = [asked.start, asked.end, asked.cohort, asked.return, asked.retained]
  const meant = [...(steps ?? []), ...(exclude ?? []), ...single]
  return [...(filters ?? []), ...(others ?? []), ...meant.flatMap((one) => one?.where ?? [])]
}

/** The dimensions that a leaf of a filter asks about. */
function subjectsOf(leaf: LeafOf<Filter>): string[] {
  // Another segment's size, or the id nearest to a wrong one, is told to members only.
  if (leaf[0] === 'segment') throw new Refusal(403, 'a shared link does not show other segments')
  if (leaf[0] === 'funnel') refuseClosed(leaf[2])
  return leaf[0] === 'funnel' || isDeed(leaf) ? [] : [leaf[1]]
}

/** With the segment before the filters, which like the conditions of steps look for deeds in its visits alone. */
function held<Request extends Asked>(request: Request, segment: string): Request {
  const holding = (filters: readonly Filter[]) => filters.map((filter) => heldTo(filter, segment))
  const one = <M extends Meant>(meant: M): M =>
    meant.where ? { ...meant, where: holding(meant.where) } : meant
  const within = (filters: readonly Filter[]): Filter[] => [
    ['segment', segment],
    ...holding(filters),
  ]
  const own: Asked = { filters: within(request.filters ?? []) }
  if (request.compare_filters) own.compare_filters = within(request.compare_filters)
  for (const name of ['start', 'end', 'cohort', 'return', 'retained'] as const) {
    const meant = request[name]
    if (meant) own[name] = one(meant)
  }
  for (const name of ['steps', 'exclude'] as const) {
    const list = request[name]
    if (list) own[name] = list.map(one)
  }
  return { ...request, ...own }
}

/** The filter, of which what people did is looked for in the visits of the segment alone. */
function heldTo(filter: Filter, segment: string): Filter {
  return withLeaves(filter, (leaf): Filter => {
    if (leaf[0] === 'funnel') return ['funnel', leaf[1], held(leaf[2], segment)]
    return isDeed(leaf) ? [leaf[0], leaf[1], leaf[2], [['segment', segment]]] : leaf
  })
}
