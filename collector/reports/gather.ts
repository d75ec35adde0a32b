import type { Rate } from '../config/rates.ts'
import type { TallyTotal } from '../store/port.ts'
import { conversionFacts } from './conversion-facts.ts'
import { type Facts, NOTHING, type Reading, readingsFor } from './metrics.ts'
import { looksAtEvents, type Question } from './question.ts'
import {
  eventFacts,
  type FactTally,
  viewsOfSplitVisits,
  viewsOfWholeVisits,
  visitFacts,
} from './visit-facts.ts'
import type { Metric } from './vocabulary.ts'

export type KeyValue = string | number | null

/** The facts of one combination of keys; a time's key is the index of its bucket. */
export interface Group {
  keys: KeyValue[]
  facts: Facts
}

export interface Gathered {
  groups: Group[]
  total: Facts
}

/** Everything the metrics need, each fact from the cheapest rows that hold it. */
export async function gather(
  question: Question,
  metrics: readonly Metric[],
  rates: readonly Rate[],
): Promise<Gathered> {
  const groups = new Map<string, Group>()
  const total = { ...NOTHING }
  for (const part of talliesFor(question, metrics, rates)) {
    const answer = await question.reader.tally(part.tally)
    add(total, part, answer.total)
    for (const row of answer.rows) add(groupOf(groups, row.keys).facts, part, row)
  }
  return { groups: [...groups.values()], total }
}

function talliesFor(
  question: Question,
  metrics: readonly Metric[],
  rates: readonly Rate[],
): FactTally[] {
  const readings = readingsFor(metrics)
  const engaged = metrics.includes('engaged_rate')
  const rated = [...new Set(rates.map(({ currency }) => currency))]
  return [
    ...(readings.has('visits') ? [visitFacts(question, { engaged })] : []),
    ...viewTallies(question, readings),
    ...(readings.has('conversions') && question.counted.length > 0
      ? [conversionFacts(question, rated)]
      : []),
  ]
}

/** A visit's row knows its pageviews and events; what was read of each page only the events know. */
function viewTallies(question: Question, readings: ReadonlySet<Reading>): FactTally[] {
  if (readings.has('pages')) return [eventFacts(question)]
  if (!readings.has('views')) return []
  return looksAtEvents(question)
    ? [eventFacts(question)]
    : [viewsOfWholeVisits(question), viewsOfSplitVisits(question)]
}

function groupOf(groups: Map<string, Group>, keys: KeyValue[]): Group {
  const name = JSON.stringify(keys)
  const known = groups.get(name)
  if (known) return known
  const group = { keys, facts: { ...NOTHING } }
  groups.set(name, group)
  return group
}

function add(facts: Facts, part: FactTally, found: TallyTotal): void {
  if (part.rows) facts[part.rows] += found.rows
  if (part.people) facts[part.people] += found.people
  part.sums.forEach((name, i) => {
    facts[name] += found.sums[i] ?? 0
  })
}
