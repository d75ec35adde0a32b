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

/**
 * The row of a touch: twice the number of its value, and one more where the filters leave its visit out. Such a visit takes
 * its share like any other, and nobody is shown it.
 */
export function rowOf(value: number, isChosen: boolean): number {
  return 2 * value + (isChosen ? 0 : 1)
}

/** The number of a row's value; undefined of one that is not shown. */
export function shownValue(row: number): number | undefined {
  return row % 2 === 0 ? row / 2 : undefined
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

/** Everybody who came or converted, by ascending number. Conversions come in that order, too. */
export async function* peopleOf(
  asked: AskedAttribution,
  conversions: readonly Conversion[],
  values: Values,
): AsyncGenerator<Person> {
  let next = 0
  const upTo = (who: number): Conversion[] => {
    const begin = next
    while ((conversions[next]?.who ?? Number.POSITIVE_INFINITY) < who) next++
    return conversions.slice(begin, next)
  }
  for await (const { who, moments } of visitsOf(asked, beginOf(asked, conversions))) {
    yield* withoutTouches(upTo(who))
    const touches = moments.map(({ at, marks, beside }) => ({
      at,
      row: rowOf(values.numberOf(beside[0] ?? null), (marks & CHOSEN) !== 0),
      direct: beside[1] === DIRECT,
    }))
    yield { who, touches, conversions: upTo(who + 1) }
  }
  yield* withoutTouches(upTo(Number.POSITIVE_INFINITY))
}

function* withoutTouches(conversions: readonly Conversion[]): Generator<Person> {
  for (let i = 0, end = 0; i < conversions.length; i = end) {
    const who = conversions[i]?.who ?? 0
    end = i + 1
    while (conversions[end]?.who === who) end++
    yield { who, touches: [], conversions: conversions.slice(i, end) }
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
    marks: [sql`1 = 1`, allOf(chosen, context)],
    beside: [...keysIn(question, context), CHANNEL],
  })
}
