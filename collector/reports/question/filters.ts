import { type RawBuilder, sql } from 'kysely'
import { readablePath } from '../../acquisition/escapes.ts'
import { fold, type LeafOf } from '../../filter-tree.ts'
import { isCounted } from '../../own-events.ts'
import { Refusal } from '../../refusal.ts'
import {
  type Condition,
  type Deed,
  type Filter,
  type FilterValue,
  isDeed,
} from '../../settings/filter.ts'
import type { FoundUnits } from '../../settings/funnel-filter.ts'
import type { Goal } from '../../settings/goals.ts'
import { holdsFor } from '../../store/marks.ts'
import type { NamedMark, Names, Span } from '../../store/port.ts'
import { isCustomerFact, type Operator } from '../../vocabulary.ts'
import { bucketsOf, type TimeUnit } from '../time/buckets.ts'
import type { LocalPeriod } from '../time/period.ts'
import { all, any } from './chains.ts'
import { condition, holdsForNone } from './conditions.ts'
import { type DimensionSource, type ExpressionContext, sourceOf } from './dimensions.ts'
import { goalNamed } from './goal-named.ts'
import { IS_REFUND } from './own-events.ts'

/** Where filters apply: the rows have the aliases v, and e when they are events. */
export interface FilterContext extends ExpressionContext {
  site: number
  period: LocalPeriod
  goals: readonly Goal[]
}

/** One condition over a row of visits or events; true or false, never null. */
export function allOf(filters: readonly Filter[], context: FilterContext): RawBuilder<unknown> {
  return all(filters.map((filter) => compile(filter, context)))
}

function compile(filter: Filter, context: FilterContext): RawBuilder<unknown> {
  return fold<Filter, RawBuilder<unknown>>(filter, {
    leaf: (leaf) => compileLeaf(leaf, context),
    and: all,
    or: any,
    not: (member) => sql`not (${member})`,
  })
}

function compileLeaf(leaf: LeafOf<Filter>, context: FilterContext): RawBuilder<unknown> {
  if (leaf[0] === 'segment') throw new Error(`segment "${leaf[1]}" is not written out`)
  if (leaf[0] === 'funnel') return compileFound(leaf[3], context)
  if (isDeed(leaf)) return compileDeed(leaf, context)
  return isCustomerFact(leaf[1]) ? compileFound(leaf[3], context) : compileCondition(leaf, context)
}

function compileCondition(filter: Condition, context: FilterContext): RawBuilder<unknown> {
  const source = sourceOf(filter[1])
  if (source.kind === 'label') return compileLabel(filter, source, context)
  if (source.kind === 'bucket') return compileBucket(filter, source.unit, context)
  const { dialect } = context
  const expression = source.expression(context)
  const [operator, , given] = filter
  const { value } = source
  const values = value
    ? given.map((one) =>
        one === null ? null : value(typeof one === 'boolean' ? String(one) : one),
      )
    : given
  return condition(
    operator,
    { dialect, expression, folded: false, numeric: value !== undefined },
    values,
  )
}

/** The small table is asked once for the ids that fit; a row then only looks its id up. */
function compileLabel(
  [operator, , given]: Condition,
  source: Extract<DimensionSource, { kind: 'label' }>,
  context: FilterContext,
): RawBuilder<unknown> {
  const { dialect, site } = context
  const { table, column, folded, path } = source
  const id = source.id(context)
  const expression = path ? dialect.readablePath('l') : sql.ref(`l.${column}`)
  const values = path ? given.map(readableValue) : given
  const subject = { dialect, expression, folded, numeric: false }
  const ofSite = table === 'acquisition' || table === 'page' ? sql`l.site = ${site} and` : sql``
  const fitting = sql`(select l.id as id from ${sql.table(table)} l
    where ${ofSite} ${condition(operator, subject, values)})`
  const inFitting = sql`coalesce(${id} in ${fitting}, 0)`
  return holdsForNone(operator, values) ? sql`(${id} is null or ${inFitting})` : inFitting
}

function readableValue(value: FilterValue): FilterValue {
  return typeof value === 'string' ? readablePath(value) : value
}

function compileBucket(
  [operator, , values]: Condition,
  unit: TimeUnit,
  { period, at }: FilterContext,
): RawBuilder<unknown> {
  const { edges, keys } = bucketsOf(unit, period)
  const fits = keysThatFit(operator, values)
  const stretches: Span[] = []
  keys.forEach((key, i) => {
    if (!fits(key)) return
    const [from = 0, to = 0] = edges.slice(i, i + 2)
    const before = stretches.at(-1)
    if (before?.to === from) before.to = to
    else stretches.push({ from, to })
  })
  // SQLite leaves out what a plain 0 rules out, and then misses the index that a select inside names.
  if (stretches.length === 0) return sql`(${at} < ${at})`
  return any(stretches.map(({ from, to }) => sql`(${at} >= ${from} and ${at} < ${to})`))
}

function keysThatFit(operator: Operator, values: FilterValue[]): (key: string) => boolean {
  const named = new Set(values.map(String))
  if (operator === 'is') return (key) => named.has(key)
  if (operator === 'is_not') return (key) => !named.has(key)
  throw new Refusal(422, `${operator} cannot be asked of a time; use is or is_not`)
}

/** The units were looked up before. */
function compileFound(found: FoundUnits | undefined, { dialect }: FilterContext) {
  if (!found) throw new Error('who is meant is not looked up')
  const unit = found.of === 'person' ? sql`v.person` : sql`v.id`
  // As of a time that nothing fits.
  const among = found.ids.length === 0 ? sql`(${unit} < ${unit})` : dialect.isAmong(unit, found.ids)
  return found.others ? sql`not (${among})` : among
}

/** People who did it, in any of their visits, within the period. */
function compileDeed(
  [head, what, names, within = []]: Deed,
  context: FilterContext,
): RawBuilder<unknown> {
  const inner: FilterContext = { ...context, at: sql`e.at`, lone: true, pageOf: 'e' }
  const goals = what === 'goal' ? names.map((name) => goalNamed(name, context.goals)) : []
  const deed =
    what === 'event'
      ? compileCondition(['is', 'event', names], inner)
      : isAnyConversion(goals, inner)
  const { dialect, site, period } = context
  const done = what === 'event' ? names : namesOfGoals(goals)
  // One level less without them: an expression is at most so deep.
  const inside = within.length > 0 ? sql`and ${allOf(within, inner)}` : sql``
  const doers = sql`(select v.person as person ${dialect.eventsWithin(site, period.span, done)} and ${deed}
    ${inside})`
  return head === 'has_done' ? sql`v.person in ${doers}` : sql`v.person not in ${doers}`
}

/** Whether the event e of the visit v is a conversion of the goal. */
export function isConversion(goal: Goal, context: FilterContext): RawBuilder<unknown> {
  return holdsFor(context, conversionMark(goal, context))
}

/** The same as a mark. */
export function conversionMark(goal: Goal, context: FilterContext): NamedMark {
  return markOfGoal(goal, context, isPaying(goal) ? [IS_REFUND] : [])
}

/** Whether it is what the goal is about: a conversion, or a refund, which moves the goal's money. */
export function fitsGoal(goal: Goal, context: FilterContext): RawBuilder<unknown> {
  return holdsFor(context, markOfGoal(goal, context, []))
}

function markOfGoal(
  goal: Goal,
  context: FilterContext,
  ruledOut: readonly RawBuilder<unknown>[],
): NamedMark {
  const { id, event, page = '', where = [] } = goal
  // What is no stored goal means the event itself, also where its order was sold before.
  const repeat = id === '' ? [] : [context.dialect.isRepeat(context.site)]
  // A goal's own conditions cannot ask for that goal again: the search would never end.
  const goals = context.goals.filter((one) => one.id !== id)
  const and = where.length > 0 ? allOf(where, { ...context, goals }) : undefined
  const reasons = [...repeat, ...ruledOut]
  const unless = reasons.length > 0 ? any(reasons) : undefined
  return event === undefined
    ? { name: 'pageview', page: fitsAnyGlob([page], context), unless, and }
    : { name: event, unless, and }
}

function isFirstSale({ dialect, site }: FilterContext): RawBuilder<unknown> {
  return sql`not ${dialect.isRepeat(site)}`
}

/** Whether what its events bring is the goal's value. */
export function isPaying({ value }: Goal): boolean {
  return value === 'revenue'
}

/** A pageview whose path is one of the globs'. */
function isViewOf(globs: readonly string[], context: FilterContext): RawBuilder<unknown> {
  return holdsFor(context, { name: 'pageview', page: fitsAnyGlob(globs, context) })
}

/** Whether the path of a page p is one of the globs'. */
function fitsAnyGlob(globs: readonly string[], { dialect }: FilterContext): RawBuilder<unknown> {
  const path = dialect.readablePath('p')
  return any(globs.map((glob) => dialect.glob(path, readablePath(glob))))
}

/** The events that may be conversions of the goals, by name; undefined where not all of them have one. */
export function namesOfGoals(goals: readonly Goal[]): Names {
  const names = goals.map(({ event }) => event)
  return names.every((name) => name !== undefined) ? names : undefined
}

/** Whether the goals' events are all in `events` of their visit: then a visit without any, as most are, has none. */
export function areCounted(goals: readonly Goal[]): boolean {
  return goals.every(({ event }) => event !== undefined && isCounted(event))
}

/** Whether the event is a conversion of any of the goals. */
export function isAnyConversion(
  goals: readonly Goal[],
  context: FilterContext,
): RawBuilder<unknown> {
  const paying = goals.filter(isPaying)
  if (paying.length === 0) return fitsAny(goals, context)
  const others = goals.filter((goal) => !isPaying(goal))
  const pays = sql`(${fitsAny(paying, context)} and not ${IS_REFUND})`
  return others.length === 0 ? pays : sql`(${fitsAny(others, context)} or ${pays})`
}

/** Whether any of the goals is about the event; those without conditions are asked about together. */
export function fitsAny(goals: readonly Goal[], context: FilterContext): RawBuilder<unknown> {
  const plain = goals.filter(({ where = [] }) => where.length === 0)
  const names = plain.flatMap(({ event }) => event ?? [])
  const globs = plain.flatMap(({ page }) => page ?? [])
  const named = any([
    ...(names.length > 0 ? [context.dialect.isNamed(names)] : []),
    ...(globs.length > 0 ? [isViewOf(globs, context)] : []),
  ])
  return any([
    ...(plain.length > 0 ? [sql`(${named} and ${isFirstSale(context)})`] : []),
    ...goals.filter(({ where = [] }) => where.length > 0).map((goal) => fitsGoal(goal, context)),
  ])
}
