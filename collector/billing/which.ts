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
  const ownOf = bySubscription(knownOf)
  const groups = new Map<string, BillingLine[]>()
  for (const line of lines) {
    const key = JSON.stringify([line.customer, line.terms.id])
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  const found = [...groups.values()].map((group) => groupOf(group, ownOf))
  return {
    lines: found.flatMap((one) => one.lines),
    gone: found.flatMap((one) => one.gone),
  }
}

interface Which {
  lines: KnownLine[]
  gone: KnownLine[]
}

/** What is known of one of a billing system's subscriptions: what goes by its id here, and by that of a plan of it. */
export type OwnOf = (customer: string, base: string) => ReadonlyMap<string, readonly Told[]>

/** A customer's subscriptions are looked through once: a file may name one customer for all that it has. */
export function bySubscription(knownOf: KnownOf): OwnOf {
  const nothing = new Map<string, readonly Told[]>()
  const found = new Map<ReadonlyMap<string, readonly Told[]>, Map<string, Open>>()
  return (customer, base) => {
    const all = knownOf(customer)
    const own = found.get(all) ?? byBase(all)
    found.set(all, own)
    return own.get(base) ?? nothing
  }
}

/** `sub_1/seats` is of `sub_1`, and of a subscription that is called so itself. */
function byBase(all: ReadonlyMap<string, readonly Told[]>): Map<string, Open> {
  const found = new Map<string, Open>()
  for (const [id, told] of all) {
    for (const base of basesOf(id)) {
      const own = found.get(base) ?? new Map()
      found.set(base, own)
      own.set(id, told)
    }
  }
  return found
}

function basesOf(id: string): string[] {
  const bases = [id]
  for (let mark = id.indexOf(MARK); mark >= 0; mark = id.indexOf(MARK, mark + 1))
    bases.push(id.slice(0, mark))
  return bases
}

/** Of one subscription of the billing system. */
function groupOf(group: readonly BillingLine[], ownOf: OwnOf): Which {
  const [first] = group
  if (first === undefined) return { lines: [], gone: [] }
  const open = new Map(ownOf(first.customer, first.terms.id))
  const isMore = open.size > 0
  const fresh = new FreshIds(first.terms.id, open.keys())
  const ofPlan = byPlanOf(open)
  const same = new Map<BillingLine, KnownLine>()
  for (const line of group) {
    const id = ofPlan.get(line.terms.plan)?.shift()
    if (id !== undefined) same.set(line, taken(open, id, line))
  }
  const left = group.filter((line) => !same.has(line)).toSorted(byPlan)
  const heir = heirOf(open, left.length)
  const changed = heir === undefined ? [] : left.slice(0, 1).map((line) => taken(open, heir, line))
  const others = left
    .slice(changed.length)
    .map((line): KnownLine => ({ line, id: fresh.idOf(line.terms.plan), known: [], isMore }))
  const gone = runningOf(open).map(([id, known]): KnownLine => ({ line: first, id, known }))
  return { lines: [...same.values(), ...changed, ...others], gone }
}

type Open = Map<string, readonly Told[]>

/** Ids by the plan that was told of them last, in their order. */
function byPlanOf(open: Open): Map<string | null | undefined, string[]> {
  const found = new Map<string | null | undefined, string[]>()
  for (const [id, told] of open) {
    const plan = lastOf(told)?.plan
    const ids = found.get(plan)
    if (ids) ids.push(id)
    else found.set(plan, [id])
  }
  return found
}

function taken(open: Open, id: string, line: BillingLine): KnownLine {
  const known = open.get(id) ?? []
  open.delete(id)
  return { line, id, known }
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

function lastOf(told: readonly Told[]) {
  return told.at(-1)?.subscription
}

function byPlan(a: BillingLine, b: BillingLine): number {
  return (a.terms.plan ?? '') < (b.terms.plan ?? '') ? -1 : 1
}

/** Ids of plans of a subscription that are nobody's yet: its own, then `sub_1/seats`, or `sub_1/2` where that is taken. */
class FreshIds {
  readonly #base: string
  readonly #used: Set<string>
  /** All before it are taken. */
  #next = 2

  constructor(base: string, used: Iterable<string>) {
    this.#base = base
    this.#used = new Set(used)
  }

  idOf(plan: string | null): string {
    const id = this.#used.has(this.#base) ? this.#apart(plan ?? '') : this.#base
    this.#used.add(id)
    return id
  }

  #apart(plan: string): string {
    let id = this.#endingIn(plan)
    for (; id === undefined; this.#next += 1) id = this.#endingIn(`${this.#next}`)
    return id
  }

  /** No longer than an id may be; undefined where it cannot be, or is taken. */
  #endingIn(text: string): string | undefined {
    const end = MARK + text
    const id = this.#base.slice(0, Math.max(1, SUBSCRIPTION_BOUNDS.id - end.length)) + end
    return id.length <= SUBSCRIPTION_BOUNDS.id && !this.#used.has(id) ? id : undefined
  }
}
