import type { Filter } from '../../collector/settings/filter.ts'
import {
  dateAt,
  dimensionOf,
  isEventDimension,
  isInside,
  isPageDimension,
  type Subject,
  type Value,
} from './oracle-dimensions.ts'
import {
  asks,
  type Conversion,
  conversionsOf,
  converts,
  type Oracle,
  passes,
  type Scene,
  subjectOf,
} from './oracle-filters.ts'
import { converted } from './oracle-money.ts'
import { completed, inOrder } from './oracle-rows.ts'
import type { Fact, Visit } from './oracle-visits.ts'

export interface Asked {
  period: { from: string; to: string }
  metrics: string[]
  dimensions: string[]
  filters: Filter[]
  goal?: string
}

interface Group {
  key: Value[]
  visits: Set<Visit>
  facts: Set<Fact>
  conversions: Set<Conversion>
}

const startOf = (visit: Visit) => visit.facts[0]?.sent.at ?? 0
const SILENT = ['pageview', 'engagement', 'exposure', 'notfound', 'identify']

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

function engaged({ facts }: Visit, site: Scene): boolean {
  const time = facts.reduce((sum, { sent }) => sum + (sent.engaged ?? 0), 0)
  const reached = facts.some((fact) => site.goals.some((goal) => converts(goal, fact, site)))
  return time >= 10_000 || facts.filter(isPageview).length >= 2 || reached
}

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)

function measure(group: Group, site: Scene) {
  const [visits, facts] = [[...group.visits], [...group.facts]]
  const views = facts.filter(isPageview)
  const moves = [...group.conversions]
  const own = moves.filter(({ refund }) => !refund)
  const visitors = new Set(visits.map(({ person }) => person))
  const people = [...new Set(own.map(({ fact }) => fact.person))]
  const minor = Number(moves.reduce((all, one) => all + moneyOf(one, site), 0n))
  const lengths = visits.map((visit) => visit.last - startOf(visit))
  const counted = facts.filter(
    ({ sent }) => !['pageview', 'engagement', 'identify'].includes(sent.name),
  )
  const scale = site.currency === 'JPY' ? 1 : 100
  return {
    visitors: visitors.size,
    visits: visits.length,
    pageviews: views.length,
    events: counted.length,
    people: new Set(counted.map(({ person }) => person)).size,
    bounce_rate: ratio(visits.filter(bounced).length, visits.length),
    engaged_rate: ratio(visits.filter((one) => engaged(one, site)).length, visits.length),
    visit_duration: ratio(sum(lengths), visits.length * 1000),
    views_per_visit: ratio(views.length, visits.length),
    scroll_depth: ratio(sum(views.map(({ scroll }) => scroll)), views.length),
    time_on_page: ratio(sum(views.map((view) => view.engaged)), views.length * 1000),
    conversions: own.length,
    converted_visitors: people.length,
    conversion_rate: ratio(people.filter((one) => visitors.has(one)).length, visitors.size),
    revenue: minor / scale,
    average_value: ratio(minor, own.length * scale),
    refunds: moves.length - own.length,
  } as Record<string, number>
}

interface Member {
  visits: Visit
  facts: Fact
  conversions: Conversion
}

interface Found<One> {
  one: One
  subject: Subject
}

function subjectsOfVisit(visit: Visit, perEvent: boolean): Found<Visit>[] {
  const rest = { visit, at: startOf(visit), person: visit.person }
  const facts = perEvent ? visit.facts : [null]
  return facts.map((fact) => ({ one: visit, subject: { ...rest, fact } }))
}

/** By page a conversion is its visit's, which was on all of its pages. */
function subjectsOfConversion(one: Conversion, byPage: boolean): Found<Conversion>[] {
  const pages = (byPage && one.fact.visit?.facts) || [one.fact]
  return pages.map((beside) => ({ one, subject: { ...subjectOf(one.fact), beside } }))
}

/** Visits, events and conversions by the values of the dimensions. */
function grouped(asked: Asked, dimensions: string[], site: Scene, lists: Lists): Group[] {
  const { inside, conversions } = lists
  const groups = new Map<string, Group>()
  const groupOf = (subject: Subject): Group => {
    const key = dimensions.map((name) => dimensionOf(name, subject, site.world, site))
    const group = groups.get(JSON.stringify(key)) ?? { key, ...emptyGroup() }
    groups.set(JSON.stringify(key), group)
    return group
  }
  const add = <Kind extends 'visits' | 'facts' | 'conversions'>(
    kind: Kind,
    found: Found<Member[Kind]>[],
  ) => {
    for (const { one, subject } of found) {
      if (!asked.filters.every((filter) => passes(filter, subject, site, inside))) continue
      const group: Set<Member[Kind]> = groupOf(subject)[kind] as never
      group.add(one)
    }
  }
  const looksAt = (is: (name: string) => boolean) =>
    dimensions.some(is) || asked.filters.some((one) => asks(one, is, site))
  const visits = site.world.visits.filter((visit) => isInside(startOf(visit), site))
  add(
    'visits',
    visits.flatMap((visit) => subjectsOfVisit(visit, looksAt(isEventDimension))),
  )
  add(
    'facts',
    inside.map((one) => ({ one, subject: subjectOf(one) })),
  )
  add(
    'conversions',
    conversions.flatMap((one) => subjectsOfConversion(one, looksAt(isPageDimension))),
  )
  return [...groups.values()]
}

interface Lists {
  inside: Fact[]
  conversions: readonly Conversion[]
}

const emptyGroup = (): Omit<Group, 'key'> => ({
  visits: new Set(),
  facts: new Set(),
  conversions: new Set(),
})

/** What `stats` answers, by the definitions alone. */
export function statsOf(asked: Asked, oracle: Oracle) {
  const site: Scene = { ...oracle, period: asked.period }
  const inside = site.world.facts.filter(({ sent }) => isInside(sent.at, site))
  const goals = site.goals.filter(({ name }) => (asked.goal ?? name) === name)
  const conversions = goals.flatMap((goal) => conversionsOf(goal, site, inside))
  const numbers = (group: Group) => {
    const all = measure(group, site)
    return Object.fromEntries(asked.metrics.map((name) => [name, all[name] ?? 0]))
  }
  const lists = { inside, conversions }
  const nothing: Group = { key: [], ...emptyGroup() }
  const totals = numbers(grouped(asked, [], site, lists)[0] ?? nothing)
  if (asked.dimensions.length === 0) return { totals, rows: [totals] }
  const rows = grouped(asked, asked.dimensions, site, lists).map((group) => ({
    ...Object.fromEntries(asked.dimensions.map((name, i) => [name, group.key[i] ?? null])),
    ...numbers(group),
  }))
  return { totals, rows: inOrder(completed(rows, asked, site), asked) }
}
