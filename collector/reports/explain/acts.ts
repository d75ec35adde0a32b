import { type RawBuilder, sql } from 'kysely'
import type { Key, MarkedMoment } from '../../store/port.ts'
import { withSales } from '../facts/by-sale.ts'
import { conversionEvents } from '../facts/conversion-facts.ts'
import { localRates } from '../facts/event-money.ts'
import { inStep } from '../facts/in-step.ts'
import { filtersOf, keysOf, looksAtEvents, type Question, spanOf } from '../question/question.ts'
import type { Act } from './act.ts'
import type { Subject } from './fold.ts'
import type { Explained } from './metrics.ts'

/** A metric as what is explained: starts of visits and, where it asks for them, conversions. */
export function subjectOf(metric: Explained): Subject {
  return {
    metric,
    async each(question, take) {
      for await (const acts of actsOf(question, metric)) take(acts)
    },
  }
}

function actsOf(question: Question, metric: Explained): AsyncIterable<Act[]> {
  return metric.converts === undefined || question.counted.length === 0
    ? visitsAlone(question, metric)
    : visitsAndConversions(question, metric, metric.converts)
}

async function* visitsAlone(question: Question, { visit }: Explained): AsyncIterable<Act[]> {
  for await (const { moments } of visitsOf(question)) yield visitsIn(moments, visit)
}

async function* visitsAndConversions(
  question: Question,
  { visit, once }: Explained,
  counted: 'conversions' | 'revenue',
): AsyncIterable<Act[]> {
  const sold = counted === 'revenue' ? await withSales(question) : question
  const both = inStep(visitsOf(question), conversionsOf(sold, counted))
  for await (const [visited, converted] of both) {
    const acts = visitsIn(visited?.moments ?? [], visit)
    if (converted) {
      for (const act of conversionsIn(converted.moments, once)) acts.push(act)
      acts.sort((a, b) => a.at - b.at)
    }
    yield acts
  }
}

function visitsOf(question: Question) {
  return question.reader.histories({
    site: question.site,
    of: 'person',
    moments: 'visits',
    from: starts(question),
    marks: [sql`1 = 1`],
    beside: keysOf(question, 'visit'),
  })
}

function value(expression: RawBuilder<unknown>): Key {
  return { kind: 'value', value: expression }
}

/** `from … where …`: the visits that start in the period. */
function starts(question: Question): RawBuilder<unknown> {
  const { reader, site } = question
  const { dialect } = reader
  const span = spanOf(question)
  const filters = filtersOf(question, 'visit')
  const visits = dialect.visitsStarting(site, span)
  if (!looksAtEvents(question)) return sql`${visits} and ${filters}`
  const chosen = sql`select v.id as id ${dialect.eventsOfVisitsStarting(site, span)} and ${filters}`
  return sql`${visits} and v.id in (${chosen})`
}

function visitsIn(moments: readonly MarkedMoment[], amount: number): Act[] {
  return moments.map(({ at, beside }) => ({ at, starts: true, values: beside, amount }))
}

function conversionsOf(question: Question, counted: 'conversions' | 'revenue') {
  const found = conversionEvents(question)
  return question.reader.histories({
    site: question.site,
    of: 'person',
    from: found.from,
    marks: [counted === 'revenue' ? sql`1 = 1` : sql`${found.conversions} > 0`],
    beside: [value(found[counted]), ...keysOf(question, 'event')],
    rates: localRates(question),
  })
}

function conversionsIn(moments: readonly MarkedMoment[], once: boolean): Act[] {
  return moments.map(({ at, beside: [amount, ...values] }) => ({
    at,
    starts: false,
    values,
    amount: once ? 1 : Number(amount),
  }))
}
