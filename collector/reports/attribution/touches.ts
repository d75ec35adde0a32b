import { type RawBuilder, sql } from 'kysely'
import type { Touch } from '../../acquisition/credit/models.ts'
import { ANY } from '../../store/marks.ts'
import type { Key, MarkedMoment, Span } from '../../store/port.ts'
import { inStep } from '../facts/in-step.ts'
import { allOf } from '../question/filters.ts'
import { asksRowsAlone, contextFor, keysIn } from '../question/question.ts'
import { type AskedAttribution, reaching } from './asked.ts'
import type { Conversion, Converted } from './conversions.ts'
import type { Placed } from './orders.ts'
import type { Values } from './values.ts'

const DIRECT = 'Direct'
/** Of a visit: the filters choose it. */
const CHOSEN = 2

const CHANNEL = {
  kind: 'label',
  id: sql`v.acquisition`,
  table: 'acquisition',
  column: 'channel',
  folded: false,
} as const satisfies Key

/** What one person did: visits in time order, and what of theirs counts, in time order. */
export interface Person {
  who: number
  touches: readonly Touch[]
  conversions: readonly Conversion[]
}

/** All of that, to be told by ascending person: nobody is held but who is told of. */
export interface Deeds {
  converted: AsyncIterable<Converted>
  /** Refunds of orders, by ascending person. */
  placed: readonly Placed[]
}

/** Everybody who came or converted, by ascending number. Answers how many events had money without a rate. */
export async function eachPerson(
  asked: AskedAttribution,
  { converted, placed }: Deeds,
  values: Values,
  take: (person: Person) => void,
): Promise<number> {
  const begin = beginOf(asked)
  const touchOf = toTouches(asked, values)
  const older = await olderTouches(asked, { begin, placed }, touchOf)
  const others = new Ahead(withPlaced(converted, placed))
  const told = ({ who, conversions }: Converted, moments: readonly MarkedMoment[]) => {
    const touches = moments.map(touchOf)
    const before = older.get(who)
    take({ who, touches: before ? [...before, ...touches] : touches, conversions })
  }
  await others.move()
  for await (const { who, moments } of visitsIn(asked, starting(asked, begin))) {
    while (others.who < who) told(await others.take(), [])
    if (others.who === who) told(await others.take(), moments)
    else told({ who, conversions: [], unconverted: 0 }, moments)
  }
  while (others.who < Number.POSITIVE_INFINITY) told(await others.take(), [])
  return others.unconverted
}

/** Who converted, one of them ahead: known before they are taken. */
class Ahead {
  unconverted = 0
  readonly #people: AsyncIterator<Converted>
  #next: Converted | undefined

  constructor(people: AsyncIterable<Converted>) {
    this.#people = people[Symbol.asyncIterator]()
  }

  /** Above all numbers where nobody is left. */
  get who(): number {
    return this.#next?.who ?? Number.POSITIVE_INFINITY
  }

  async move(): Promise<void> {
    const { done, value } = await this.#people.next()
    this.#next = done ? undefined : value
  }

  async take(): Promise<Converted> {
    const taken = this.#next ?? { who: Number.NaN, conversions: [], unconverted: 0 }
    this.unconverted += taken.unconverted
    await this.move()
    return taken
  }
}

async function* withPlaced(
  converted: AsyncIterable<Converted>,
  placed: readonly Placed[],
): AsyncIterable<Converted> {
  if (placed.length === 0) {
    yield* converted
    return
  }
  for await (const [own, refunds] of inStep(converted, byPerson(placed))) {
    const { who = 0, conversions = [], unconverted = 0 } = own ?? refunds ?? {}
    const all = own && refunds ? [...conversions, ...refunds.conversions] : conversions
    yield { who, conversions: all.sort((a, b) => a.at - b.at), unconverted }
  }
}

async function* byPerson(placed: readonly Placed[]): AsyncIterable<Converted> {
  for (let i = 0, end = 0; i < placed.length; i = end) {
    const who = placed[i]?.who ?? 0
    end = i + 1
    while (placed[end]?.who === who) end++
    yield { who, conversions: placed.slice(i, end), unconverted: 0 }
  }
}

/** Where the paths of the period begin, and those that do not convert. */
function beginOf({ question, lookback, now }: AskedAttribution): number {
  const { from, to } = question.period.span
  return Math.min(from, to, now) - lookback
}

type TouchOf = (moment: MarkedMoment) => Touch

function toTouches({ chosen }: AskedAttribution, values: Values): TouchOf {
  const isFiltered = chosen.length > 0
  return ({ at, marks, beside }) => ({
    at,
    row: values.numberOf(beside[0] ?? null),
    direct: beside[1] === DIRECT,
    chosen: !isFiltered || (marks & CHOSEN) !== 0,
  })
}

/** Of those whose orders were sold so long ago that the paths of these begin earlier: their visits before all others. */
async function olderTouches(
  asked: AskedAttribution,
  { begin, placed }: { begin: number; placed: readonly Placed[] },
  touchOf: TouchOf,
): Promise<Map<number, Touch[]>> {
  const { reader } = asked.question
  const older = new Map<number, Touch[]>()
  const old = placed.filter(({ at }) => at - asked.lookback < begin)
  if (old.length === 0) return older
  const first = old.reduce((least, { at }) => Math.min(least, at), begin) - asked.lookback
  const people = [...new Set(old.map(({ who }) => who))]
  const theirs = sql`${reader.dialect.isAmong(sql`p.id`, people)}`
  const visits = sql`${reader.dialect.visitsOf(sql`(select p.id from person p where ${theirs})`)}
    and ${reader.dialect.isAmong(sql`v.person`, people)}
    and v.start >= ${first} and v.start < ${begin}`
  for await (const { who, moments } of visitsIn(asked, { from: first, visits })) {
    older.set(who, moments.map(touchOf))
  }
  return older
}

function starting({ question, chosen }: AskedAttribution, from: number) {
  const { reader, site, period } = question
  const span = { from, to: period.span.to }
  const isOfRows = asksRowsAlone({ ...question, filters: chosen }, { whole: false })
  return { from, visits: reader.dialect.visitsStarting(site, span), ...(isOfRows && { span }) }
}

interface VisitRows {
  /** None starts earlier. */
  from: number
  /** `from … where …`. */
  visits: RawBuilder<unknown>
  /** Where they are all that start in a span, of which the rows alone tell what is asked: that span. */
  span?: Span
}

function visitsIn({ question, chosen }: AskedAttribution, { from, visits, span }: VisitRows) {
  const wide = reaching(question, from)
  const context = { ...contextFor(question, 'visit'), clock: wide.period.clock }
  return question.reader.histories({
    site: question.site,
    of: 'person',
    moments: 'visits',
    from: visits,
    ...(span && { all: { span, by: 'start' } }),
    // Of several marks each row has a number; without a filter all are chosen.
    marks: [ANY, ...(chosen.length > 0 ? [allOf(chosen, context)] : [])],
    beside: keysIn(question, context).flatMap(withChannel),
  })
}

/** Columns of one row are read together, and their values are one list for all visits that share them. */
function withChannel(key: Key): Key[] {
  const isBeside = key.kind === 'label' && key.table === CHANNEL.table && !key.many
  return [key, isBeside ? { ...CHANNEL, id: key.id } : CHANNEL]
}
