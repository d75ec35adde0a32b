import { matchesGlob } from '../../collector/acquisition/glob.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import type { Goal } from '../../collector/settings/goals.ts'
import {
  type Asking,
  type Clock,
  compares,
  dimensionOf,
  type Subject,
  type Value,
} from './oracle-dimensions.ts'
import type { RateRow } from './oracle-money.ts'
import type { Fact, World } from './oracle-visits.ts'

/** A site as the definitions see it, all of it in plain lists. */
export interface Oracle extends Clock {
  world: World
  goals: readonly Goal[]
  segments: ReadonlyMap<string, Filter[]>
  currency: string
  rates: readonly RateRow[]
}

/** A site and the days that are asked about. */
export interface Scene extends Oracle, Asking {}

/** A conversion, or a refund: then money moves and nobody converts. */
export interface Conversion {
  fact: Fact
  goal: Goal
  refund: boolean
}

/** Whether a filter asks about a dimension of some kind. */
export function asks(filter: Filter, is: (name: string) => boolean, site: Oracle): boolean {
  const [head, what] = filter
  if (head === 'and' || head === 'or') return (what as Filter[]).some((one) => asks(one, is, site))
  if (head === 'not') return asks(what as Filter, is, site)
  if (head === 'segment') return segment(what as string, site).some((one) => asks(one, is, site))
  if (head === 'has_done' || head === 'has_not_done') return false
  return is(what as string)
}

function segment(id: string, site: Oracle): Filter[] {
  return site.segments.get(id) ?? []
}

/** Whoever did it in the period, however often the goal counts it. */
function doers(what: string, names: string[], site: Scene, inside: readonly Fact[]): Set<string> {
  const asked = site.goals.filter(({ name }) => names.includes(name))
  const did = (fact: Fact) =>
    what === 'event'
      ? names.includes(fact.sent.name)
      : asked.some((goal) => converts(goal, fact, site))
  return new Set(inside.filter(did).map(({ person }) => person))
}

export function passes(
  filter: Filter,
  subject: Subject,
  site: Scene,
  inside: readonly Fact[],
): boolean {
  const [head, what, values] = filter
  const each = (list: Filter[]) => list.map((one) => passes(one, subject, site, inside))
  if (head === 'and') return each(what as Filter[]).every(Boolean)
  if (head === 'or') return each(what as Filter[]).some(Boolean)
  if (head === 'not') return !passes(what as Filter, subject, site, inside)
  if (head === 'segment') return each(segment(what as string, site)).every(Boolean)
  if (head === 'has_done' || head === 'has_not_done') {
    const did = doers(what as string, values as string[], site, inside).has(subject.person)
    return did === (head === 'has_done')
  }
  const value = dimensionOf(what as string, subject, site.world, site)
  return compares(head, what as string, value, values as Value[])
}

export function subjectOf(fact: Fact): Subject & { fact: Fact } {
  return { visit: fact.visit, fact, at: fact.sent.at, person: fact.person }
}

function isRefund(goal: Goal, { sent }: Fact): boolean {
  return goal.value === 'revenue' && Number(sent.revenue?.amount ?? 0) < 0
}

export function converts(goal: Goal, fact: Fact, site: Scene): boolean {
  return reaches(goal, fact, site) && !isRefund(goal, fact)
}

function reaches(goal: Goal, fact: Fact, site: Scene): boolean {
  const { name, url } = fact.sent
  const named =
    goal.event === undefined
      ? name === 'pageview' && matchesGlob(goal.page ?? '', new URL(url ?? '').pathname)
      : name === goal.event
  return named && (goal.where ?? []).every((one) => passes(one, subjectOf(fact), site, []))
}

/** Once per visit or person means the first; every refund counts. */
export function conversionsOf(goal: Goal, site: Scene, inside: readonly Fact[]): Conversion[] {
  const order = (a: Fact, b: Fact) => a.sent.at - b.sent.at || (a.sent.id < b.sent.id ? -1 : 1)
  const all = site.world.facts.filter((fact) => converts(goal, fact, site)).sort(order)
  const kept = all.filter((fact) => inside.includes(fact))
  const firsts = {
    every: kept,
    visit: kept.filter((f) => f.visit === null || f === all.find((g) => g.visit === f.visit)),
    person: kept.filter((fact) => fact === kept.find(({ person }) => person === fact.person)),
  }
  const back = inside.filter((fact) => reaches(goal, fact, site) && isRefund(goal, fact))
  return [
    ...firsts[goal.count].map((fact) => ({ fact, goal, refund: false })),
    ...back.map((fact) => ({ fact, goal, refund: true })),
  ]
}
