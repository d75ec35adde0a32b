import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { DAY } from '../durations.ts'
import { Refusal } from '../refusal.ts'
import { Matcher, matcherFields } from '../settings/matcher.ts'
import type { MarkedMoment, Span } from '../store/port.ts'
import { daysFor, metaOf, questionOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { knownMatchers } from './question/matcher.ts'
import { IS_DEED, IS_PAGEVIEW } from './question/own-events.ts'
import { type Question, spanOf } from './question/question.ts'
import { common, Meta } from './question/request.ts'
import { VERDICTS } from './retention/association.ts'
import { cohortsOf, returnsOf } from './retention/cohorts.ts'
import { deedsOf } from './retention/deeds.ts'
import { Did } from './retention/did.ts'
import { Done } from './retention/done.ts'
import type { Entrants } from './retention/entrants.ts'
import { bestThresholds } from './retention/thresholds.ts'

/** Days in which people come back, counted from their first visit; both inclusive. */
const Retained = z.strictObject({
  ...matcherFields,
  day_from: z.int().min(0).max(400),
  day_to: z.int().min(0).max(400),
})

export const MagicNumberRequest = z.strictObject({
  period: common.period,
  filters: common.filters,
  retained: Retained.default({ day_from: 28, day_to: 55 }),
  within_days: z.int().min(1).max(90).default(7),
  max_count: z.int().min(1).max(50).default(10),
  limit: z.int().min(1).max(1000).default(100),
})
export type MagicNumberRequest = z.output<typeof MagicNumberRequest>

export const MagicNumberAnswer = z.object({
  meta: Meta,
  /** Everybody who was looked at, and how many of them came back. */
  people: z.int(),
  retained: z.int(),
  rows: z.array(
    z.object({
      event: z.string(),
      and: z.string().optional(),
      at_least: z.int(),
      phi: z.number(),
      interval: z.tuple([z.number(), z.number()]),
      q: z.number(),
      people: z.int(),
      share_retained_with: z.number(),
      share_retained_without: z.number(),
      verdict: z.enum(VERDICTS),
    }),
  ),
})
export type MagicNumberAnswer = z.infer<typeof MagicNumberAnswer>

const COMPANIONS =
  'what goes together need not cause: an experiment that brings more people to do it would tell'

/** What those who stay did in their first days, and how often, more than the others. */
export async function magicNumber(
  context: ReportContext,
  request: MagicNumberRequest,
): Promise<MagicNumberAnswer> {
  const { retained, within_days, max_count, limit } = request
  requireLater(request)
  const days = await daysFor(context, request.period)
  const question = await questionOf(context, days, request.filters)
  const returns = await returnMeant(context, question, retained)
  const span = matureSpan(spanOf(question), retained.day_to, context.now)
  const people = await entrantsIn(question, span)
  if (people.length === 0) throw nobody(request)
  const stayed = await stayedOf(question, people, { span, retained, returns })
  const doing = { span, within: within_days * DAY, max_count, stayed }
  const { did, rare } = await didOf(question, people, doing)
  const meta = metaOf(context, question)
  return {
    meta: { ...meta, warnings: [...meta.warnings, COMPANIONS, ...warningOf(rare)] },
    people: did.people,
    retained: did.retained,
    rows: bestThresholds(did, max_count)
      .slice(0, limit)
      .map(({ event, and, at_least, phi, interval, q, table, verdict }) => ({
        event,
        ...(and !== undefined && { and }),
        at_least,
        phi,
        interval,
        q,
        people: table.a + table.b,
        share_retained_with: table.a / (table.a + table.b),
        share_retained_without: table.c / (table.c + table.d),
        verdict,
      })),
  }
}

function requireLater({ retained: { day_from, day_to }, within_days }: MagicNumberRequest): void {
  if (day_from < within_days) {
    throw new Refusal(
      422,
      `day_from ${day_from} lies within the first ${within_days} days: who comes back then does so while still being looked at; ask for day_from ${within_days} or later`,
    )
  }
  if (day_to < day_from) throw new Refusal(422, `day_to ${day_to} lies before day_from ${day_from}`)
}

function nobody({ retained: { day_to } }: MagicNumberRequest): Refusal {
  return new Refusal(
    422,
    `nobody came first in this period whose day ${day_to} has passed; ask for an earlier period or a smaller day_to`,
  )
}

async function returnMeant(
  context: ReportContext,
  question: Question,
  { event, page, goal, where }: z.output<typeof Retained>,
): Promise<Matcher | undefined> {
  if ([event, page, goal, where].every((given) => given === undefined)) return undefined
  const matcher = Matcher.safeParse({ event, page, goal, where })
  if (!matcher.success) {
    throw new Refusal(422, 'retained: name one of event, page and goal, or none for any visit')
  }
  return (await knownMatchers(context, question, [matcher.data]))[0]
}

/** First visits of which all days that are looked at have passed. */
function matureSpan({ from, to }: Span, day_to: number, now: number): Span {
  return { from, to: Math.max(from, Math.min(to, now - (day_to + 1) * DAY + 1)) }
}

async function entrantsIn(question: Question, { from, to }: Span): Promise<Entrants> {
  const units = { edges: [from, to], days: [0, 1], cohorts: 1 }
  return (await cohortsOf(question, units, undefined)).entrants
}

/** By the place of the entrant: 1 for who came back. */
async function stayedOf(
  question: Question,
  people: Entrants,
  {
    span,
    retained,
    returns,
  }: {
    span: Span
    retained: { day_from: number; day_to: number }
    returns: Matcher | undefined
  },
): Promise<Uint8Array> {
  const [after, before] = [retained.day_from * DAY, (retained.day_to + 1) * DAY]
  const edges = [span.from + after, span.to + before]
  const histories = returnsOf(
    question,
    { edges, days: [0, 1], cohorts: 1 },
    { returns, entered: undefined },
  )
  const stayed = new Uint8Array(people.length)
  let place = 0
  for await (const [{ at: first }, history] of people.beside(histories)) {
    const back = history?.moments.some(({ at }) => at >= first + after && at < first + before)
    stayed[place++] = back ? 1 : 0
  }
  return stayed
}

interface Doing {
  span: Span
  /** ms from the first visit on. */
  within: number
  max_count: number
  stayed: Uint8Array
}

/** Pairs grow with the square of it. */
const MOST_NAMES = 60

/** How often each entrant did what in their first days; of the names, those that most of them did. */
async function didOf(
  question: Question,
  people: Entrants,
  doing: Doing,
): Promise<{ did: Did; rare: number }> {
  const done = new Done(people.length)
  const histories = deedsOf(question, deedsIn(question, doing))
  for await (const [{ at }, history] of people.beside(histories)) {
    done.add(countsOf(history?.moments ?? [], { from: at, to: at + doing.within }, done))
  }
  const did = new Did(done.commonest(MOST_NAMES), doing.max_count)
  let place = 0
  for (const counts of done.of(did.names)) did.add(counts, doing.stayed[place++] === 1)
  return { did, rare: done.size - did.names.length }
}

function warningOf(rare: number): string[] {
  if (rare === 0) return []
  return [
    `${rare} events that fewer people did than any of the ${MOST_NAMES} looked at are left out`,
  ]
}

function countsOf(moments: readonly MarkedMoment[], { from, to }: Span, done: Done) {
  const counts = new Map<number, number>()
  for (const { at, beside } of moments) {
    if (at < from || at >= to) continue
    const number = done.numberOf(String(beside[0]))
    counts.set(number, (counts.get(number) ?? 0) + 1)
  }
  return counts
}

/** Everybody's: to ask for each event when its person came first takes four times as long as to pass over those of others. */
function deedsIn({ reader, site }: Question, { span, within }: Doing): RawBuilder<unknown> {
  const events = reader.dialect.eventsWithin(site, { from: span.from, to: span.to + within })
  return sql`${events} and (${IS_PAGEVIEW} or ${IS_DEED})`
}
