import { type RawBuilder, sql } from 'kysely'
import { isMistyped, unknownName } from '../../nearest.ts'
import { OWN_EVENTS } from '../../own-events.ts'
import { Refusal } from '../../refusal.ts'
import { refuseLookups, requireAnswerable } from '../../settings/filter-cost.ts'
import type { Goal } from '../../settings/goals.ts'
import type { Matcher } from '../../settings/matcher.ts'
import { withoutSegments } from '../../settings/without-segments.ts'
import { holdsFor } from '../../store/marks.ts'
import type { NamedMark, Names } from '../../store/port.ts'
import { ALWAYS } from '../time/period.ts'
import type { ReportContext } from './context.ts'
import { EVENT_NAME } from './event-keys.ts'
import { allOf, conversionMark, type FilterContext, namesOfGoals } from './filters.ts'
import { goalNamed } from './goal-named.ts'
import type { Question } from './question.ts'

/**
 * The same with segments written out, as `markOf` takes them. Throws a 422 for an unknown goal, for an event that is one of
 * the site's mistyped, and where the conditions come to more than can be asked. Of any other event that the site has never
 * had the answer is to say so: it may still come.
 */
export async function knownMatchers<M extends Matcher>(
  context: ReportContext,
  question: Question,
  matchers: readonly M[],
): Promise<M[]> {
  const segments = await context.settings.segments()
  const plain = matchers.map((matcher) => {
    if (matcher.goal !== undefined) goalNamed(matcher.goal, question.goals)
    return { ...matcher, where: withoutSegments(matcher.where ?? [], segments) }
  })
  const conditions = plain.flatMap(({ where }) => where)
  refuseLookups('the conditions of an event', conditions)
  requireAnswerable(conditions, question.goals)
  for (const name of new Set(plain.flatMap(({ event }) => event ?? []))) {
    await doubtUnknown(name, context, question)
  }
  return plain
}

async function doubtUnknown(
  name: string,
  { doubts }: ReportContext,
  question: Question,
): Promise<void> {
  const own = Object.hasOwn(OWN_EVENTS, name) || question.goals.some(({ event }) => event === name)
  if (own || (await wasSent(name, question))) return
  const known = await namesSent(question)
  if (isMistyped(name, known)) throw new Refusal(422, unknownName('event', name, known))
  doubts.add(unknownName('event', name, known))
}

async function wasSent(name: string, { reader, site }: Question): Promise<boolean> {
  const events = reader.dialect.eventsWithin(site, ALWAYS, [name])
  const found = await reader.rows(sql`select e.at as at ${events} limit 1`)
  return found.length > 0
}

/** What the site's events are called, and what its goals count. */
async function namesSent({ reader, site, goals }: Question): Promise<string[]> {
  const { rows } = await reader.tally({
    site,
    keys: [EVENT_NAME],
    from: reader.dialect.eventsWithin(site, ALWAYS),
    sums: [],
  })
  const named = goals.flatMap(({ event }) => event ?? [])
  return [...new Set([...rows.map(({ keys }) => String(keys[0])), ...named])].sort()
}

/** What is meant, as a goal: that itself, or one that nobody has stored. */
function asGoal({ event, page, goal }: Matcher, goals: readonly Goal[]): Goal {
  if (goal !== undefined) return goalNamed(goal, goals)
  return { id: '', name: '', event, page, value: 'none', count: 'every' }
}

/** Of the events e of visits v that are meant; every event that a goal fits counts, however often the goal does. */
export function markOf(matcher: Matcher, context: FilterContext): NamedMark {
  const mark = conversionMark(asGoal(matcher, context.goals), context)
  const { where = [] } = matcher
  if (where.length === 0) return mark
  const holds = allOf(where, context)
  return { ...mark, and: mark.and ? sql`(${mark.and} and ${holds})` : holds }
}

/** The same as a condition. */
export function isMeant(matcher: Matcher, context: FilterContext): RawBuilder<unknown> {
  return holdsFor(context, markOf(matcher, context))
}

/** The names of the events that may be meant; undefined where pages are among them, for most events are pageviews. */
export function namesMeant(matchers: readonly Matcher[], goals: readonly Goal[]): Names {
  return namesOfGoals(matchers.map((matcher) => asGoal(matcher, goals)))
}
