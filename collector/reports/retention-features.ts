import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { History, MarkedMoment } from '../store/port.ts'
import { daysFor, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { knownMatchers } from './question/matcher.ts'
import { IS_DEED } from './question/own-events.ts'
import type { Question } from './question/question.ts'
import { Meta } from './question/request.ts'
import {
  askedUnits,
  Curve,
  cohortFields,
  meantBy,
  progressOf,
  warningsFor,
  wholeQuestion,
} from './retention/asked.ts'
import { cohortsOf, returnsOf } from './retention/cohorts.ts'
import { deedsOf } from './retention/deeds.ts'
import { Done } from './retention/done.ts'
import type { Entrant, Entrants } from './retention/entrants.ts'
import { Features, MOST_PERIODS } from './retention/features.ts'
import { type Counted, seenBy } from './retention/returns.ts'
import { type Units, unitAt } from './retention/units.ts'
import { localPeriod } from './time/period.ts'

const MOST_EVENTS = 50

export const RetentionFeaturesRequest = z.strictObject({
  ...cohortFields,
  periods: z.int().min(1).max(MOST_PERIODS).default(12),
  /** Names; without any those that most people did, pageviews aside. */
  events: z.array(z.string().min(1).max(120)).min(1).max(MOST_EVENTS).nullish(),
  limit: z.int().min(1).max(MOST_EVENTS).default(20),
})
export type RetentionFeaturesRequest = z.output<typeof RetentionFeaturesRequest>

export const RetentionFeaturesAnswer = z.object({
  meta: Meta,
  rows: z.array(
    z.object({
      event: z.string(),
      people: z.int(),
      /** By period: of those who came in it, the share that did it too. */
      use: z.array(z.number().nullable()),
      /** Its part of that, of all rows together: it sums to 1 in each period. */
      share: z.array(z.number().nullable()),
      with: Curve,
      without: Curve,
    }),
  ),
})
export type RetentionFeaturesAnswer = z.infer<typeof RetentionFeaturesAnswer>

/** Whether those who did something in their first period come back more than those who did not. */
export async function retentionFeatures(
  context: ReportContext,
  request: RetentionFeaturesRequest,
): Promise<RetentionFeaturesAnswer> {
  const days = await daysFor(context, request.period)
  const units = askedUnits(context, request, days)
  const question = await wholeQuestion(context, request, units)
  const [entered, returns] = await meantBy(context, question, request)
  await requireKnown(context, question, request)
  const { entrants } = await cohortsOf(question, units, entered)
  const { periods, mode } = request
  const counted = { units, periods, mode, own: returns === undefined }
  const histories = returnsOf(question, units, { returns, entered })
  const came = await cameIn(entrants, histories, counted)
  const done = await doneBy(entrants, question, { units, names: request.events ?? undefined })
  const names = request.events ?? done.commonest(request.limit)
  const features = new Features(names, units.cohorts, periods)
  let place = 0
  for (const how of done.of(names)) {
    features.add(entrants.at(place).cohort, came[place] ?? 0, how)
    place++
  }
  const meta = metaOf(context, { period: localPeriod(days, context.site) })
  return {
    meta: { ...meta, warnings: [...meta.warnings, ...warningsFor(context)] },
    rows: features.told(progressOf(units, context.now)).sort((a, b) => b.people - a.people),
  }
}

/** By the entrant's place, a bit for each period they came in. */
async function cameIn(
  entrants: Entrants,
  histories: AsyncIterable<History>,
  counted: Counted,
): Promise<Int32Array> {
  const came = new Int32Array(entrants.length)
  let place = 0
  for await (const [entrant, history] of entrants.beside(histories)) {
    const seen = seenBy(entrant, history?.moments ?? [], counted)
    came[place++] = seen.reduce((bits, there, n) => bits | (there << n), 0)
  }
  return came
}

async function requireKnown(
  context: ReportContext,
  question: Question,
  { events }: RetentionFeaturesRequest,
): Promise<void> {
  if (!events) return
  if (new Set(events).size < events.length) throw new Refusal(422, 'an event can be asked for once')
  await knownMatchers(
    context,
    question,
    events.map((event) => ({ event })),
  )
}

/** What entrants did of the names; without any, of all but pageviews, as nearly everybody has those. Common is what is done first. */
async function doneBy(
  entrants: Entrants,
  question: Question,
  { units, names }: { units: Units; names: string[] | undefined },
): Promise<Done> {
  const { reader, site } = question
  const span = { from: units.edges[0] ?? 0, to: units.edges.at(-1) ?? 0 }
  const events = reader.dialect.eventsWithin(site, span, names)
  const from = names ? events : sql`${events} and ${IS_DEED}`
  const done = new Done(entrants.length, (periods) => (periods & 1) === 1)
  for await (const [entrant, history] of entrants.beside(deedsOf(question, from))) {
    done.add(donePeriods(history?.moments ?? [], entrant, { done, units }))
  }
  return done
}

/** By the number of the name, a bit for each period it was done in; what happened before the person entered counts nowhere. */
function donePeriods(
  moments: readonly MarkedMoment[],
  entrant: Entrant,
  { done, units }: { done: Done; units: Units },
): Map<number, number> {
  const periods = new Map<number, number>()
  for (const { at, beside } of moments) {
    const n = unitAt(units, at) - entrant.cohort
    if (at < entrant.at || n >= MOST_PERIODS) continue
    const number = done.numberOf(String(beside[0]))
    periods.set(number, (periods.get(number) ?? 0) | (1 << n))
  }
  return periods
}
