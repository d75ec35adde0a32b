import { type RawBuilder, sql } from 'kysely'
import type { Goal } from '../../settings/goals.ts'
import type { History, Key, Mark, NamedMark, Span } from '../../store/port.ts'
import { localRates, worthOf } from '../facts/event-money.ts'
import { fitsGoal, isPaying, namesOfGoals } from '../question/filters.ts'
import { IS_EXPOSURE, IS_REFUND } from '../question/own-events.ts'
import { contextFor, keysIn } from '../question/question.ts'
import type { AskedExperiment, AskedMetric } from './asked.ts'
import { BEFORE, type MetricRule, type Reading } from './unit.ts'

/** What is asked of the store, and how its moments are read. */
export interface Statement {
  reading: Reading
  /** Places in `beside` of the question's dimensions. */
  dimensions: number[]
  histories: AsyncIterable<History>
}

/** Units that were exposed, and what they did for the metrics, two weeks before included. */
export function readUnits(asked: AskedExperiment): Statement {
  const keys = keysIn(asked.question, contextFor(asked.question, 'event'))
  const histories = historiesOf(asked, { keys, reach: reachOf(asked) })
  const first = FIRST_MONEY + asked.question.counted.length
  return { histories, dimensions: keys.map((_, i) => first + i), reading: readingOf(asked) }
}

/** Moments that can count by now. */
function reachOf({ span }: AskedExperiment): Span {
  return { from: span.from - BEFORE, to: span.to + 1 }
}

interface Wanted {
  /** What stands beside each moment, besides what tells its worth. */
  keys: readonly Key[]
  reach: Span
  /** `from … where …` of the visits of some units; undefined: of all. */
  visits?: RawBuilder<unknown> | undefined
}

export function historiesOf(
  { experiment, unit, question }: AskedExperiment,
  { keys, reach, visits }: Wanted,
): AsyncIterable<History> {
  const { reader, site, counted } = question
  const { dialect } = reader
  const context = contextFor(question, 'event')
  const isOurs = sql`${dialect.property('experiment')} = ${experiment.key}`
  const exposure: NamedMark = { name: 'exposure', and: isOurs }
  const values: Key[] = [
    valueKey(sql`case when ${IS_EXPOSURE} then ${dialect.property('variant')} end`),
    valueKey(sql`case when ${IS_REFUND} then 1 else 0 end`),
    valueKey(sql`v.id`),
    ...counted.map((goal) => valueKey(worthOf(goal, question))),
  ]
  const marks: Mark[] = [exposure, ...counted.map((goal) => fitsGoal(goal, context))]
  const names = namesOfGoals(counted)
  return reader.histories({
    site,
    of: unit === 'visit' ? 'visit' : 'person',
    from: visits
      ? dialect.eventsOf(visits, reach)
      : dialect.eventsWithin(site, reach, names && [...names, 'exposure']),
    marks,
    wanted: 1,
    beside: [...values, ...keys],
    rates: localRates(question),
  })
}

export function readingOf({ variants, span, metrics, question }: AskedExperiment): Reading {
  return {
    ...{ exposed: 1, variant: 0, refund: 1, visit: 2 },
    keys: variants,
    span,
    metrics: metrics.map((metric) => ruleOf(metric, question.counted)),
  }
}

export function valueKey(value: Extract<Key, { kind: 'value' }>['value']): Key {
  return { kind: 'value', value }
}

const ONCE = { every: null, visit: 'visit', person: 'unit' } as const

/** Of values before the goals' money. */
export const FIRST_MONEY = 3

function ruleOf(
  { definition, goal, below, window }: AskedMetric,
  counted: readonly Goal[],
): MetricRule {
  const place = counted.indexOf(goal)
  return {
    kind: definition.kind,
    of: definition.of ?? 'revenue',
    bit: 2 ** (place + 1),
    below: below ? 2 ** (counted.indexOf(below) + 1) : 0,
    money: FIRST_MONEY + place,
    window,
    once: ONCE[goal.count],
    paying: counted.reduce((bits, one, i) => (isPaying(one) ? bits | (2 ** (i + 1)) : bits), 0),
  }
}
