import { SUBSCRIPTION_BOUNDS } from '../subscription.ts'
import type { BillingLine } from './line.ts'
import type { KnownLine, Told } from './told.ts'

/** What is known of a customer's subscriptions, by id, each in order of time. */
export type KnownOf = (customer: string) => ReadonlyMap<string, readonly Told[]>

/** Between a subscription's id and what tells its plans apart. */
const MARK = '/'

/**
 * Which of the known subscriptions each line is. A billing system's subscription of several plans has a line for each, and
 * is several here, so that they add: the first goes by its own id, each other by `id/plan`. A line is the one that is known by
 * its plan; one alone, where one alone runs, is that, and has changed its plan. Where nobody has said of what plan it is,
 * as of an invoice's, the first is that. What is known and runs, but has no line in a file that tells of its
 * subscription, has ended.
 *
 *     known      sub_1 base, sub_1/seats seats
 *     lines      sub_1 seats 3 × 40          it is sub_1/seats
 *     gone       sub_1 base
 */
export function whichOf(lines: readonly BillingLine[], knownOf: KnownOf): Which {
  const groups = new Map<string, BillingLine[]>()
  for (const line of lines) {
    const key = JSON.stringify([line.customer, line.terms.id])
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  const found = [...groups.values()].map((group) => groupOf(group, knownOf))
  return {
    lines: found.flatMap((one) => one.lines),
    gone: found.flatMap((one) => one.gone),
  }
}

interface Which {
  lines: KnownLine[]
  gone: KnownLine[]
}

/** Whether an id here is that of a billing system's subscription, or of a plan of it. */
export function isOf(id: string, base: string): boolean {
  return id === base || id.startsWith(base + MARK)
}

/** Of one subscription of the billing system. */
function groupOf(group: readonly BillingLine[], knownOf: KnownOf): Which {
  const [first] = group
  if (first === undefined) return { lines: [], gone: [] }
  const base = first.terms.id
  const all = knownOf(first.customer)
  const open = new Map([...all].filter(([id]) => isOf(id, base)))
  const used = new Set(open.keys())
  const same = group.flatMap((line) => {
    const known = [...open].find(([, told]) => lastOf(told)?.plan === line.terms.plan)
    return known ? taken(open, known[0], line) : []
  })
  const left = group.filter((line) => !same.some((one) => one.line === line)).toSorted(byPlan)
  const heir = heirOf(open, left.length)
  const changed =
    heir === undefined ? [] : left.slice(0, 1).flatMap((line) => taken(open, heir, line))
  const isMore = used.size > 0
  const fresh = left.slice(changed.length).map((line) => ({ ...freshly(line, used), isMore }))
  const gone = runningOf(open).map(([id, known]): KnownLine => ({ line: first, id, known }))
  return { lines: [...same, ...changed, ...fresh], gone }
}

type Open = Map<string, readonly Told[]>

function taken(open: Open, id: string, line: BillingLine): KnownLine[] {
  const known = open.get(id) ?? []
  open.delete(id)
  return [{ line, id, known }]
}

/** The one that a line of no known plan is: what runs alone, or of which nobody has said of what plan it is. */
function heirOf(open: Open, lines: number): string | undefined {
  const running = runningOf(open)
  const unnamed = [...open].filter(([, told]) => lastOf(told)?.plan === null)
  const [only, ...more] = running.length === 0 ? unnamed : running
  if (only === undefined || more.length > 0) return undefined
  const [id, told] = only
  return lines === 1 || lastOf(told)?.plan === null ? id : undefined
}

function runningOf(open: Open): [string, readonly Told[]][] {
  return [...open].filter(([, told]) => lastOf(told)?.status !== 'ended')
}

function freshly(line: BillingLine, used: Set<string>): KnownLine {
  const { id: base, plan } = line.terms
  const id = used.has(base) ? apartFrom(base, plan, used) : base
  used.add(id)
  return { line, id, known: [] }
}

function lastOf(told: readonly Told[]) {
  return told.at(-1)?.subscription
}

function byPlan(a: BillingLine, b: BillingLine): number {
  return (a.terms.plan ?? '') < (b.terms.plan ?? '') ? -1 : 1
}

/** `sub_1/seats`, no longer than an id may be, and nobody else's. */
function apartFrom(base: string, plan: string | null, used: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const end = MARK + (n === 1 ? (plan ?? '') : `${n}`)
    const id = base.slice(0, Math.max(1, SUBSCRIPTION_BOUNDS.id - end.length)) + end
    if (id.length <= SUBSCRIPTION_BOUNDS.id && !used.has(id)) return id
  }
}
