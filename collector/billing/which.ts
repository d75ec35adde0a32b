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
 * its plan; one alone, where one alone runs, is that, and has changed its plan. What is known and runs, but has no line in a
 * file that tells of its subscription, has ended.
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

/** Of one subscription of the billing system. */
function groupOf(group: readonly BillingLine[], knownOf: KnownOf): Which {
  const [first] = group
  if (first === undefined) return { lines: [], gone: [] }
  const base = first.terms.id
  const all = knownOf(first.customer)
  const open = new Map([...all].filter(([id]) => id === base || id.startsWith(base + MARK)))
  const used = new Set(open.keys())
  const same = group.flatMap((line) => {
    const known = [...open].find(([, told]) => lastOf(told)?.plan === line.terms.plan)
    return known ? taken(open, known[0], line) : []
  })
  const left = group.filter((line) => !same.some((one) => one.line === line))
  const [only, ...more] = left.length === 1 ? runningOf(open) : []
  const isChanged = only !== undefined && more.length === 0
  const changed = isChanged ? left.flatMap((line) => taken(open, only[0], line)) : []
  const fresh = isChanged ? [] : left.toSorted(byPlan).map((line) => freshly(line, used))
  const gone = runningOf(open).map(([id, known]): KnownLine => ({ line: first, id, known }))
  return { lines: [...same, ...changed, ...fresh], gone }
}

type Open = Map<string, readonly Told[]>

function taken(open: Open, id: string, line: BillingLine): KnownLine[] {
  const known = open.get(id) ?? []
  open.delete(id)
  return [{ line, id, known }]
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
