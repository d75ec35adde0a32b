import { matchesGlob } from '../../collector/acquisition/glob.ts'
import type { Filter } from '../../collector/settings/filter.ts'
import type { Goal } from '../../collector/settings/goals.ts'
import {
  type Clock,
  compares,
  dateAt,
  dimensionOf,
  isEventDimension,
  type Subject,
  type Value,
} from './oracle-dimensions.ts'
import { converted, type RateRow } from './oracle-money.ts'
import { completed, inOrder } from './oracle-rows.ts'
import type { Fact, Visit, World } from './oracle-visits.ts'

/** A site as the definitions see it, all of it in plain lists. */
export interface Oracle extends Clock {
  world: World
  goals: readonly Goal[]
  segments: ReadonlyMap<string, Filter[]>
  currency: string
  rates: readonly RateRow[]
}

export interface Asked {
  period: { from: string; to: string }
  metrics: string[]
  dimensions: string[]
  filters: Filter[]
  goal?: string
}

interface Conversion {
  fact: Fact
  goal: Goal
}

interface Group {
  key: Value[]
  visits: Set<Visit>
  facts: Set<Fact>
}

const startOf = (visit: Visit) => visit.facts[0]?.sent.at ?? 0
const SILENT = ['pageview', 'engagement', 'exposure', 'notfound', 'identify']

function asksEvents(filter: Filter, site: Oracle): boolean {
  const [head, what] = filter
  if (head === 'and' || head === 'or')
    return (what as Filter[]).some((one) => asksEvents(one, site))
  if (head === 'not') return asksEvents(what as Filter, site)
  if (head === 'segment') return segment(what as string, site).some((one) => asksEvents(one, site))
  if (head === 'has_done' || head === 'has_not_done') return false
  return isEventDimension(what as string)
}

function segment(id: string, site: Oracle): Filter[] {
  return site.segments.get(id) ?? []
}

/** Whoever did it in the period, however often the goal counts it. */
function doers(what: string, names: string[], site: Oracle, inside: readonly Fact[]): Set<string> {
  const asked = site.goals.filter(({ name }) => names.includes(name))
  const did = (fact: Fact) =>
    what === 'event'
      ? names.includes(fact.sent.name)
      : asked.some((goal) => reaches(goal, fact, site))
  return new Set(inside.filter(did).map(({ person }) => person))
}

function passes(filter: Filter, subject: Subject, site: Oracle, inside: readonly Fact[]): boolean {
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

function subjectOf(fact: Fact): Subject & { fact: Fact } {
  return { visit: fact.visit, fact, at: fact.sent.at, person: fact.person }
}

function reaches(goal: Goal, fact: Fact, site: Oracle): boolean {
  const { name, url } = fact.sent
  const named =
    goal.event === undefined
      ? name === 'pageview' && matchesGlob(goal.page ?? '', new URL(url ?? '').pathname)
      : name === goal.event
  return named && (goal.where ?? []).every((one) => passes(one, subjectOf(fact), site, []))
}

/** Once per visit or person means the first. */
function conversionsOf(goal: Goal, site: Oracle, inside: readonly Fact[]): Conversion[] {
  const order = (a: Fact, b: Fact) => a.sent.at - b.sent.at || (a.sent.id < b.sent.id ? -1 : 1)
  const all = site.world.facts.filter((fact) => reaches(goal, fact, site)).sort(order)
  const kept = all.filter((fact) => inside.includes(fact))
  const firsts = {
    every: kept,
    visit: kept.filter((f) => f.visit === null || f === all.find((g) => g.visit === f.visit)),
    person: kept.filter((fact) => fact === kept.find(({ person }) => person === fact.person)),
  }
  return firsts[goal.count].map((fact) => ({ fact, goal }))
}

function moneyOf({ fact, goal }: Conversion, site: Oracle): bigint {
  if (goal.value === 'none') return 0n
  const day = dateAt(fact.sent.at, site)
  const fixed = { amount: String(goal.value), currency: site.currency }
  const money = goal.value === 'revenue' ? fact.sent.revenue : fixed
  return money === undefined ? 0n : (converted(money, day, site) ?? 0n)
}

const isPageview = ({ sent }: Fact) => sent.name === 'pageview'

function bounced({ facts }: Visit): boolean {
  const acts = facts.some(({ sent }) => !SILENT.includes(sent.name) && sent.interactive !== false)
  return facts.filter(isPageview).length <= 1 && !acts
}

function engaged({ facts }: Visit, site: Oracle): boolean {
  const time = facts.reduce((sum, { sent }) => sum + (sent.engaged ?? 0), 0)
  const converts = facts.some((fact) => site.goals.some((goal) => reaches(goal, fact, site)))
  return time >= 10_000 || facts.filter(isPageview).length >= 2 || converts
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)

function measure(group: Group, conversions: readonly Conversion[], site: Oracle) {
  const [visits, facts] = [[...group.visits], [...group.facts]]
  const views = facts.filter(isPageview)
  const own = conversions.filter(({ fact }) => group.facts.has(fact))
  const visitors = new Set(visits.map(({ person }) => person)).size
  const people = new Set(own.map(({ fact }) => fact.person)).size
  const minor = Number(own.reduce((all, one) => all + moneyOf(one, site), 0n))
  const lengths = visits.map((visit) => visit.last - startOf(visit))
  const counted = facts.filter(
    ({ sent }) => !['pageview', 'engagement', 'identify'].includes(sent.name),
  )
  const scale = site.currency === 'JPY' ? 1 : 100
  return {
    visitors,
    visits: visits.length,
    pageviews: views.length,
    events: counted.length,
    bounce_rate: ratio(visits.filter(bounced).length, visits.length),
    engaged_rate: ratio(visits.filter((one) => engaged(one, site)).length, visits.length),
    visit_duration: ratio(sum(lengths), visits.length * 1000),
    views_per_visit: ratio(views.length, visits.length),
    scroll_depth: ratio(sum(views.map(({ scroll }) => scroll)), views.length),
    time_on_page: ratio(sum(views.map((view) => view.engaged)), views.length * 1000),
    conversions: own.length,
    converted_visitors: people,
    conversion_rate: ratio(people, visitors),
    revenue: minor / scale,
    average_value: ratio(minor, own.length * scale),
  } as Record<string, number>
}

/** Visits and events by the values of the dimensions. */
function grouped(asked: Asked, dimensions: string[], site: Oracle, inside: Fact[]): Group[] {
  const groups = new Map<string, Group>()
  const groupOf = (subject: Subject): Group => {
    const key = dimensions.map((name) => dimensionOf(name, subject, site.world, site))
    const group = groups.get(JSON.stringify(key)) ?? { key, visits: new Set(), facts: new Set() }
    groups.set(JSON.stringify(key), group)
    return group
  }
  const chosen = (subject: Subject) =>
    asked.filters.every((filter) => passes(filter, subject, site, inside))
  const perEvent =
    dimensions.some(isEventDimension) || asked.filters.some((one) => asksEvents(one, site))
  const visits = site.world.visits.filter((visit) => within(startOf(visit), asked, site))
  for (const visit of visits) {
    const { person } = visit
    const at = startOf(visit)
    const facts = perEvent ? visit.facts : [null]
    const subjects = facts.map((fact) => ({ visit, fact, at, person })).filter(chosen)
    for (const subject of subjects) groupOf(subject).visits.add(visit)
  }
  const subjects = inside.map(subjectOf).filter(chosen)
  for (const subject of subjects) groupOf(subject).facts.add(subject.fact)
  return [...groups.values()]
}

function within(at: number, { period }: Asked, site: Oracle): boolean {
  const date = dateAt(at, site)
  return period.from <= date && date <= period.to
}

/** What `stats` answers, by the definitions alone. */
export function statsOf(asked: Asked, site: Oracle) {
  const inside = site.world.facts.filter(({ sent }) => within(sent.at, asked, site))
  const goals = site.goals.filter(({ name }) => (asked.goal ?? name) === name)
  const conversions = goals.flatMap((goal) => conversionsOf(goal, site, inside))
  const numbers = (group: Group) => {
    const all = measure(group, conversions, site)
    return Object.fromEntries(asked.metrics.map((name) => [name, all[name] ?? 0]))
  }
  const nothing: Group = { key: [], visits: new Set(), facts: new Set() }
  const totals = numbers(grouped(asked, [], site, inside)[0] ?? nothing)
  if (asked.dimensions.length === 0) return { totals, rows: [totals] }
  const rows = grouped(asked, asked.dimensions, site, inside).map((group) => ({
    ...Object.fromEntries(asked.dimensions.map((name, i) => [name, group.key[i] ?? null])),
    ...numbers(group),
  }))
  return { totals, rows: inOrder(completed(rows, asked, site), asked) }
}
