import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import type { History } from '../store/port.ts'
import { daysFor, metaOf } from './question/ask.ts'
import type { ReportContext } from './question/context.ts'
import { knownMatchers } from './question/matcher.ts'
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
import { deedsOf, IS_DEED, namesDone } from './retention/deeds.ts'
import type { Entrants } from './retention/entrants.ts'
import { Features, MOST_PERIODS } from './retention/features.ts'
import { type Counted, seenBy } from './retention/returns.ts'
import { type Units, unitAt } from './retention/units.ts'
import { localPeriod } from './time/period.ts'

const MOST_EVENTS = 50

export const RetentionFeaturesRequest = z.strictObject({
  ...cohortFields,
  periods: z.int().min(1).max(MOST_PERIODS).default(12),
  /** Names; without any those that most people did. */
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
      use: z.array(z.number().nullable()),
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
  const { entrants } = await cohortsOf(question, units, entered)
  const { periods, mode } = request
  const counted = { units, periods, mode, own: returns === undefined }
  const histories = returnsOf(question, units, { returns, entered })
  const came = await cameIn(entrants, histories, counted)
  const from = deedsIn(question, units)
  const names = await namesFor(context, question, { request, from })
  const features = new Features(names, units.cohorts, periods)
  const numbers = new Map(names.map((name, number) => [name, number]))
  let place = 0
  for await (const [entrant, history] of entrants.beside(deedsOf(question, from))) {
    const { cohort, at } = entrant
    features.add(cohort, came[place++] ?? 0, donePeriods(history, { numbers, units, cohort, at }))
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

function deedsIn({ reader, site }: Question, { edges }: Units): RawBuilder<unknown> {
  const span = { from: edges[0] ?? 0, to: edges.at(-1) ?? 0 }
  return sql`${reader.dialect.eventsWithin(site, span)} and ${IS_DEED}`
}

async function namesFor(
  context: ReportContext,
  question: Question,
  { request, from }: { request: RetentionFeaturesRequest; from: RawBuilder<unknown> },
): Promise<string[]> {
  const { events, limit } = request
  if (!events) return await namesDone(question, from, limit)
  if (new Set(events).size < events.length) throw new Refusal(422, 'an event can be asked for once')
  await knownMatchers(
    context,
    question,
    events.map((event) => ({ event })),
  )
  return events
}

interface Doing {
  numbers: ReadonlyMap<string, number>
  units: Units
  cohort: number
  /** What happened before the person entered counts nowhere. */
  at: number
}

/** By the number of the name, a bit for each period it was done in. */
function donePeriods(
  history: History | undefined,
  { numbers, units, cohort, at: entered }: Doing,
): Map<number, number> {
  const done = new Map<number, number>()
  for (const { at, beside } of history?.moments ?? []) {
    const number = numbers.get(String(beside[0]))
    const n = unitAt(units, at) - cohort
    if (number === undefined || at < entered || n >= MOST_PERIODS) continue
    done.set(number, (done.get(number) ?? 0) | (1 << n))
  }
  return done
}
