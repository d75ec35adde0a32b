import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { Goal } from '../settings/goals.ts'
import { Matcher } from '../settings/matcher.ts'
import type { AllOf, Mark } from '../store/port.ts'
import { type Flow, flowOf } from './paths/flow.ts'
import { LoopRows, Loops } from './paths/loops.ts'
import { Names, type Walking, walkOf } from './paths/walk.ts'
import { Walks } from './paths/walks.ts'
import { type WholePath, wholePaths } from './paths/whole-paths.ts'
import { comparedQuestion, daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { EVENT_NAME, EVENT_PAGE } from './question/event-keys.ts'
import { type FilterContext, isAnyConversion } from './question/filters.ts'
import { goalNamed } from './question/goal-named.ts'
import { knownMatchers, markOf } from './question/matcher.ts'
import { IS_DEED } from './question/own-events.ts'
import {
  allOfSpan,
  contextFor,
  filtersOf,
  looksAtEvents,
  type Question,
  spanOf,
} from './question/question.ts'
import { common, Meta } from './question/request.ts'
import { datesOf } from './time/period.ts'

export const PathsRequest = z.strictObject({
  ...common,
  /** Paths begin at its first match. */
  start: Matcher.nullish(),
  /** Paths are read backwards from its first match. */
  end: Matcher.nullish(),
  /** Levels, the anchor's among them. */
  depth: z.int().min(2).max(8).default(5),
  top: z.int().min(1).max(50).default(10),
  by: z.enum(['visit', 'person']).default('visit'),
  /** Nodes are events, too. */
  events: z.boolean().default(false),
  collapse: z.boolean().default(true),
  /** Which conversions are told of (name or id); all when left out. */
  goal: z.string().nullish(),
  /** Tell, too, where people go round and which pages they leave at once. */
  loops: z.boolean().default(false),
})
export type PathsRequest = z.output<typeof PathsRequest>

const NODE_KINDS = ['page', 'event', 'other', 'exit', 'began'] as const

const flow = {
  nodes: z.array(
    z.object({
      id: z.string(),
      level: z.int(),
      name: z.string(),
      kind: z.enum(NODE_KINDS),
      units: z.int(),
      converted: z.int(),
    }),
  ),
  links: z.array(z.object({ source: z.string(), target: z.string(), units: z.int() })),
  /** The commonest paths from level 1 on. */
  paths: z.array(
    z.object({
      path: z.array(z.object({ name: z.string(), kind: z.enum(['page', 'event']) })),
      ends: z.boolean(),
      units: z.int(),
      converted: z.int(),
    }),
  ),
  /** Visits or people that have a path. */
  units: z.int(),
  loops: LoopRows.optional(),
}

export const PathsAnswer = z.object({
  meta: Meta,
  ...flow,
  compared: z.object({ from: z.iso.date(), to: z.iso.date(), ...flow }).optional(),
})
export type PathsAnswer = z.infer<typeof PathsAnswer>

/** Which pages and events follow one another, by visit or by person. */
export async function paths(context: ReportContext, request: PathsRequest): Promise<PathsAnswer> {
  if (request.start && request.end) {
    throw new Refusal(422, 'a path has a start or an end to be read from; leave one of them out')
  }
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const answer = { meta: metaOf(context, question), ...(await flowIn(context, question, request)) }
  const { compare } = request
  if (!compare) return answer
  const others = await comparedQuestion(context, { ...request, compare }, days)
  const flow = await flowIn(context, others, request)
  return { ...answer, compared: { ...datesOf(others.period.days), ...flow } }
}

interface Told extends Flow {
  paths: WholePath[]
  units: number
  loops?: LoopRows
}

const MOST_PATHS = 50
const MOST_LOOPS = 10

async function flowIn(
  context: ReportContext,
  question: Question,
  request: PathsRequest,
): Promise<Told> {
  const { depth, top, collapse, end } = request
  const anchor = end ? 'end' : request.start ? 'start' : undefined
  const names = new Names()
  const walks = new Walks(depth)
  const walking: Walking = { anchor, depth, collapse }
  const loops = request.loops ? new Loops(names) : undefined
  for await (const { moments } of await historiesFor(context, question, request)) {
    const walk = walkOf(moments, names, walking)
    if (!walk) continue
    walks.add(walk)
    loops?.add(moments)
  }
  const told = flowOf(walks, names, { top, end: end ? 'began' : 'exit' })
  return {
    ...told,
    paths: wholePaths(walks, names, MOST_PATHS),
    units: walks.length,
    ...(loops && { loops: loops.told(MOST_LOOPS) }),
  }
}

/** The events of each unit, marked as `walk.ts` has them. */
async function historiesFor(context: ReportContext, question: Question, request: PathsRequest) {
  const { reader } = question
  const filters = contextFor(question, 'event')
  const goals = request.goal ? [goalNamed(request.goal, question.goals)] : question.goals
  const [anchor] = await knownMatchers(context, question, anchorsOf(request))
  const marks = [
    { name: 'pageview' },
    request.events ? { kept: IS_DEED } : undefined,
    anchor ? markOf(anchor, filters) : undefined,
    goals.length > 0 ? conversionsOf(goals, filters) : undefined,
  ]
  return reader.histories({
    site: question.site,
    of: request.by,
    from: sql`${eventsFor(question, request.by)} and ${chosenVisits(question, request.by)}`,
    all: question.filters.length === 0 ? allFor(question, request.by) : undefined,
    marks,
    beside: request.events || anchor ? [EVENT_PAGE, EVENT_NAME] : [EVENT_PAGE],
  })
}

/** What a goal's own conditions ask of an event is not the same in every period. */
function conversionsOf(goals: readonly Goal[], filters: FilterContext): Mark {
  const holds = isAnyConversion(goals, filters)
  return goals.every(({ where = [] }) => where.length === 0) ? { kept: holds } : holds
}

function allFor(question: Question, by: PathsRequest['by']): AllOf | undefined {
  return allOfSpan(question, { span: spanOf(question), by: by === 'visit' ? 'start' : 'moment' })
}

function anchorsOf({ start, end }: PathsRequest): Matcher[] {
  return [start, end].flatMap((matcher) => matcher ?? [])
}

/** All of a visit that starts in the period; of people what lies in it. */
function eventsFor(question: Question, by: PathsRequest['by']): RawBuilder<unknown> {
  const { dialect } = question.reader
  const span = spanOf(question)
  return by === 'visit'
    ? dialect.eventsOfVisitsStarting(question.site, span)
    : dialect.eventsWithin(question.site, span)
}

/** Filters choose whole visits; what a visit does after the end of the period is of it, too. */
function chosenVisits(question: Question, by: PathsRequest['by']): RawBuilder<unknown> {
  if (!looksAtEvents(question)) return filtersOf(question, 'visit')
  const { reader, site } = question
  const span = spanOf(question)
  const fits = filtersOf(question, 'event')
  if (by === 'visit') return reader.dialect.hasEvent(site, span, fits)
  return sql`v.id in (select v.id ${reader.dialect.eventsWithin(site, span)} and ${fits})`
}
