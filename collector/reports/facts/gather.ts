import type { Names, TallyAnswer, TallyTotal } from '../../store/port.ts'
import type { Metric } from '../../vocabulary.ts'
import type { Question } from '../question/question.ts'
import { withSales } from './by-sale.ts'
import { conversionFacts } from './conversion-facts.ts'
import type { FactTally } from './fact-tally.ts'
import type { ImportedFacts } from './imported-facts.ts'
import { type FactNames, type Facts, factsFor, NOTHING } from './metrics.ts'
import { namesToRead, talliesOfVisits } from './visit-facts.ts'

export type KeyValue = string | number | null

/** The facts of one combination of keys; a time's key is the index of its bucket. */
export interface Group {
  keys: KeyValue[]
  facts: Facts
  /** What another tool summed of it, on days before our own. */
  imported?: ImportedFacts
  /** Our own days are among it, whether or not there was anything on them. */
  own?: boolean
}

export interface Gathered {
  groups: Group[]
  total: Facts
  /** A sum is too large to be exact. */
  rounded: boolean
  /** It depends on sales that may lie anywhere, so that it may become another after the period is over. */
  elsewhere: boolean
  /** Of imported days, where there are some. */
  imported?: {
    total: ImportedFacts
    /** The period has days of our own, too. */
    own: boolean
    /** By the place of a dimension: how a key is shown of which we have no spelling of our own. */
    shown: readonly ReadonlyMap<string, string>[]
  }
}

/** Everything the metrics need, each fact from the cheapest rows that hold it. */
export async function gather(asked: Question, metrics: readonly Metric[]): Promise<Gathered> {
  const facts = factsFor(metrics)
  const question = MONEY_FACTS.some((fact) => facts.has(fact)) ? await withSales(asked) : asked
  const groups = new Map<string, Group>()
  const total = { ...NOTHING }
  let rounded = false
  for (const { part, answer } of await answersTo(question, facts)) {
    add(total, part, answer.total)
    for (const row of answer.rows) add(groupOf(groups, row.keys).facts, part, row)
    rounded ||= [answer.total, ...answer.rows].some((one) => one.rounded)
  }
  return { groups: [...groups.values()], total, rounded, elsewhere: question.bySale === true }
}

/** What refunds move. */
const MONEY_FACTS = ['refunds', 'revenue'] as const
const CONVERSION_FACTS = ['conversions', 'converted', 'refunds', 'revenue'] as const

interface Answered {
  part: FactTally
  answer: TallyAnswer
}

async function answersTo(question: Question, asked: FactNames): Promise<Answered[]> {
  const { reader } = question
  const parts = talliesFor(question, asked, await namesToRead(question, asked))
  const visits = parts.find(({ people }) => people === 'visitors')
  const conversions = parts.find(({ people }) => people === 'converted')
  const answers: Answered[] = []
  const together = asked.has('converted_of_visitors') && visits && conversions
  if (together) {
    const [all, some] = await reader.tallyAmong(visits.tally, conversions.tally)
    answers.push({ part: visits, answer: all }, { part: conversions, answer: some })
  }
  for (const part of parts) {
    if (together && (part === visits || part === conversions)) continue
    answers.push({ part, answer: await reader.tally(part.tally) })
  }
  return answers
}

function talliesFor(question: Question, asked: FactNames, names: Names): FactTally[] {
  const converts = CONVERSION_FACTS.some((fact) => asked.has(fact))
  return [
    ...talliesOfVisits(question, asked, names),
    ...(converts && question.counted.length > 0 ? [conversionFacts(question, asked)] : []),
  ]
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
  facts.converted_of_visitors += found.among ?? 0
  part.sums.forEach((name, i) => {
    facts[name] += found.sums[i] ?? 0
  })
}
