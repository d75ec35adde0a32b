import { sql } from 'kysely'
import type { Touch } from '../../acquisition/credit/models.ts'
import type { Key } from '../../store/port.ts'
import { allOf } from '../question/filters.ts'
import { contextFor, keysIn } from '../question/question.ts'
import { type AskedAttribution, reaching } from './asked.ts'
import type { Conversion } from './conversions.ts'
import type { Values } from './values.ts'

const DIRECT = 'Direct'
/** Of a visit: the filters choose it. */
const CHOSEN = 2

const CHANNEL: Key = {
  kind: 'label',
  id: sql`v.acquisition`,
  table: 'acquisition',
  column: 'channel',
  folded: false,
}

/** What one person did: visits in time order, and what of theirs counts. */
export interface Person {
  who: number
  touches: readonly Touch[]
  conversions: readonly Conversion[]
}

/** Where the paths begin that are asked about, and the chain of those that do not convert. */
function beginOf(
  { question, lookback, now }: AskedAttribution,
  conversions: readonly Conversion[],
) {
  const { from, to } = question.period.span
  let first = Math.min(from, to, now)
  for (const { at } of conversions) first = Math.min(first, at)
  return first - lookback
}

const NONE: readonly Conversion[] = []

/** Takes conversions, which come by ascending person, up to a person's. */
function taker(conversions: readonly Conversion[]) {
  let next = 0
  const whoAt = (i: number) => conversions[i]?.who ?? Number.POSITIVE_INFINITY
  return (below: number): readonly Conversion[] => {
    const begin = next
    while (next < conversions.length && whoAt(next) < below) next++
    return begin === next ? NONE : conversions.slice(begin, next)
  }
}

/** Everybody who came or converted, by ascending number. Conversions come in that order, too. */
export async function eachPerson(
  asked: AskedAttribution,
  conversions: readonly Conversion[],
  values: Values,
  take: (person: Person) => void,
): Promise<void> {
  const upTo = taker(conversions)
  const isFiltered = asked.chosen.length > 0
  const isChosen = (marks: number) => !isFiltered || (marks & CHOSEN) !== 0
  for await (const { who, moments } of visitsOf(asked, beginOf(asked, conversions))) {
    eachWithoutTouches(upTo(who), take)
    const touches = moments.map(({ at, marks, beside }) => ({
      at,
      row: values.numberOf(beside[0] ?? null),
      direct: beside[1] === DIRECT,
      chosen: isChosen(marks),
    }))
    take({ who, touches, conversions: upTo(who + 1) })
  }
  eachWithoutTouches(upTo(Number.POSITIVE_INFINITY), take)
}

function eachWithoutTouches(
  conversions: readonly Conversion[],
  take: (person: Person) => void,
): void {
  for (let i = 0, end = 0; i < conversions.length; i = end) {
    const who = conversions[i]?.who ?? 0
    end = i + 1
    while (conversions[end]?.who === who) end++
    take({ who, touches: [], conversions: conversions.slice(i, end) })
  }
}

function visitsOf({ question, chosen }: AskedAttribution, from: number) {
  const { reader, site, period } = question
  const wide = reaching(question, from)
  const context = {
    ...contextFor(question, 'visit'),
    clock: wide.period.clock,
  }
  return reader.histories({
    site,
    of: 'person',
    moments: 'visits',
    from: reader.dialect.visitsStarting(site, { from, to: period.span.to }),
    // Of several marks each row has a number; without a filter all are chosen.
    marks: [sql`1 = 1`, ...(chosen.length > 0 ? [allOf(chosen, context)] : [])],
    beside: [...keysIn(question, context), CHANNEL],
  })
}
