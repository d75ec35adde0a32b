import { type RawBuilder, sql } from 'kysely'
import { DAY, MINUTE } from '../../durations.ts'
import { type FunnelDefinition, windowMs } from '../../settings/funnel-definition.ts'
import type { Matcher } from '../../settings/matcher.ts'
import type { History, MarkedMoment, NamedMark, Span } from '../../store/port.ts'
import { any } from '../question/chains.ts'
import type { ReportContext } from '../question/context.ts'
import { allOf, type FilterContext } from '../question/filters.ts'
import { isMeant, knownMatchers, markOf, namesMeant } from '../question/matcher.ts'
import {
  allOfSpan,
  contextFor,
  heldIn,
  looksAtEvents,
  type Question,
} from '../question/question.ts'
import { type LocalPeriod, localPeriod } from '../time/period.ts'
import type { Beside, Reading } from './beside.ts'
import { outcomesOf } from './outcome.ts'
import type { Outcome, Rules } from './rules.ts'

/** A funnel about which nothing is left to look up, over one period. */
export interface AskedFunnel {
  question: Question
  /** Without segments. */
  definition: FunnelDefinition
  /** From the period's begin to the end of the last window that is opened in it. */
  reach: LocalPeriod
  now: number
  /** A visit goes on as long as there is no longer gap; ms. */
  timeout: number
}

export async function askedFunnel(
  { site, now, ...context }: ReportContext,
  question: Question,
  definition: FunnelDefinition,
): Promise<AskedFunnel> {
  const { steps, exclude, window } = definition
  const known = await knownMatchers({ site, now, ...context }, question, [...steps, ...exclude])
  const { days } = question.period
  const reach = { from: days.from, to: days.to + Math.ceil(windowMs(window) / DAY) + 1 }
  return {
    question,
    definition: {
      ...definition,
      steps: steps.map((step, i) => ({ ...step, ...known[i] })),
      exclude: exclude.map((one, i) => ({ ...one, ...known[steps.length + i] })),
    },
    reach: localPeriod(reach, site),
    now,
    timeout: site.visit_timeout_minutes * MINUTE,
  }
}

/** A unit with what it came to. */
export type Take = (history: History, outcome: Outcome) => void

/** Weekdays and hours are those of the clock, also where the window reaches beyond the period. */
function contextOf({ question, reach }: AskedFunnel): FilterContext {
  return { ...contextFor(question, 'event'), clock: reach.clock }
}

/** Of each step, then of each exclusion. */
function marksOf(asked: AskedFunnel): NamedMark[] {
  const context = contextOf(asked)
  const { steps, exclude } = asked.definition
  return [...steps, ...exclude].map((matcher: Matcher) => markOf(matcher, context))
}

/** Whether the event e can be a chain's first. */
export function beginsChain(asked: AskedFunnel): RawBuilder<unknown> {
  const { order, steps } = asked.definition
  const first = order === 'any' ? steps : steps.slice(0, 1)
  return any(first.map((step) => isMeant(step, contextOf(asked))))
}

function rulesOf({ definition, question, now }: AskedFunnel): Rules {
  const { steps, exclude, window, order } = definition
  const excluded = new Array<number>(steps.length + 1).fill(0)
  for (const [i, { after }] of exclude.entries()) {
    excluded[after + 1] = (excluded[after + 1] ?? 0) | (1 << (steps.length + i))
  }
  const until = question.period.span.to
  return { steps: steps.length, order, window: windowMs(window), until, excluded, now }
}

/** A chain that begins before the period's end is over when its window is. */
function spanOf({ question, definition }: AskedFunnel): Span {
  const { from, to } = question.period.span
  return { from, to: to + windowMs(definition.window) }
}

/** Every unit that entered and whose chain began in a visit that the filters choose, with what it came to. */
export async function eachOutcome(asked: AskedFunnel, beside: Beside, take: Take): Promise<void> {
  const settle = settling(asked, beside)
  const outcomes = outcomesOf(rulesOf(asked), asked.definition.by)
  for await (const history of historiesOf(asked, beside)) {
    for (const outcome of outcomes(history.moments)) {
      const settled = settle(history, outcome)
      if (settled) take(history, settled)
    }
  }
}

function historiesOf(asked: AskedFunnel, beside: Beside): AsyncIterable<History> {
  const { question, definition } = asked
  const { reader, site, goals } = question
  const names = namesMeant([...definition.steps, ...definition.exclude], goals)
  const span = spanOf(asked)
  return reader.histories({
    site,
    of: definition.by === 'visit' ? 'visit' : 'person',
    from: heldIn(question, reader.dialect.eventsWithin(site, span, names)),
    all: allOfSpan(question, { span, by: 'moment' }),
    marks: marksOf(asked),
    // Without a first event there is no chain.
    wanted: definition.order === 'any' ? 2 ** definition.steps.length - 1 : 1,
    beside: beside.keys,
  })
}

/** The outcome of a unit that entered and is chosen; none of a visit that is over is pending. */
function settling(asked: AskedFunnel, beside: Beside) {
  const isChosen = filterReading(asked, beside)
  const isOpen = openReading(asked, beside)
  return ({ moments }: History, outcome: Outcome): Outcome | undefined => {
    const first = moments[outcome.first]
    if (first === undefined || isChosen?.(first) === 0) return undefined
    return outcome.pending && isOpen?.(first) === false ? { ...outcome, pending: false } : outcome
  }
}

/** 1 where the filters choose the visit of a chain's first event, else 0. */
function filterReading(asked: AskedFunnel, beside: Beside): Reading | undefined {
  const { question } = asked
  if (question.filters.length === 0) return undefined
  const context = { ...contextFor(question, 'visit'), lone: true }
  const holds = allOf(question.filters, context)
  const { span } = question.period
  // A visit may have begun the evening before.
  const visits = { from: span.from - 2 * DAY, to: span.to }
  const chosen = looksAtEvents({ ...question, dimensions: [] })
    ? question.reader.dialect.hasEvent(question.site, visits, holds)
    : holds
  return beside.value(sql`case when ${beginsChain(asked)} and ${chosen} then 1 else 0 end`)
}

/** By visit: whether the visit goes on. */
function openReading({ definition, now, timeout }: AskedFunnel, beside: Beside) {
  if (definition.by !== 'visit') return undefined
  const [last, start] = [sql`v.last`, sql`v.start`].map((value) => beside.value(value, 'numbers'))
  return (moment: MarkedMoment): boolean =>
    Number(last?.(moment)) >= now - timeout && Number(start?.(moment)) >= now - DAY
}
