import { BoundedMap } from '../../bounded-map.ts'
import {
  ENGAGEMENT,
  type EventFacts,
  type EventRow,
  EXPOSURE,
  type Kept,
  PAGEVIEW,
} from '../event-rows.ts'
import type { Visit } from '../visits.ts'
import type { Connection } from './open.ts'

const COLUMNS = [
  'visit',
  'seq',
  'at',
  'nth',
  'name',
  'page',
  'title',
  'acquisition',
  'query',
  'uid',
  'engaged',
  'scroll',
  'of',
  'amount',
  'currency',
  'props',
  'user',
  'account',
  'interactive',
] as const satisfies readonly (keyof EventRow)[]

/** The columns that go where the event goes. */
export const EVENT_COLUMNS = COLUMNS.slice(2)

const KEPT = [
  'visit',
  'seq',
  'at',
  'nth',
  'name',
  'page',
  'acquisition',
  'uid',
  'engaged',
  'of',
  'user',
  'interactive',
] as const satisfies readonly (keyof Kept)[]

type KeptValues = [
  visit: number,
  seq: number,
  at: number,
  nth: number | null,
  name: number,
  page: number | null,
  acquisition: number | null,
  uid: Buffer | string,
  engaged: number | null,
  of: Buffer | string | null,
  user: number | null,
  interactive: number,
]

export interface Events {
  insert(lies: Pick<EventRow, 'visit' | 'seq'>, event: EventFacts): void
  move(lies: Pick<EventRow, 'visit' | 'seq'>, visit: number, seq: number): void
  ofVisit(visit: number): Kept[]
  /** Reports that count for the visit though it was over by then: those later than `last`, from `from` on. */
  reportsAfter(visit: number, last: number, from: number): Kept[]
  /** Times of the visit's first and last pageview; null without any. Remembered for long visits. */
  pageviewSpan(visit: Pick<Visit, 'id' | 'size'>): Spread | null
  /** A pageview was added to a visit. */
  noteView(visit: number, at: number): void
  /** The visit's pageviews are no longer what they were. */
  forget(visit: number): void
}

interface Spread {
  first: number
  last: number
}

/** Of shorter visits the pageviews are looked through each time. */
const LONG = 64

export function events(db: Connection): Events {
  const insert = db.prepare(
    `insert into event (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`,
  )
  const move = db.prepare('update event set visit = ?, seq = ? where visit = ? and seq = ?')
  const kept = `select ${KEPT.join(', ')} from event where visit = ?`
  const list = db.prepare<[number], KeptValues>(kept).raw()
  const after = db
    .prepare<[number, number, number], KeptValues>(
      `${kept} and name in (${ENGAGEMENT}, ${EXPOSURE}) and at > ? and at >= ?`,
    )
    .raw()
  const ends = db.prepare<[number], { first: number | null; last: number | null }>(
    `select min(at) as first, max(at) as last from event where visit = ? and name = ${PAGEVIEW}`,
  )
  const spans = new BoundedMap<number, Spread>(2_000)

  return {
    insert: (lies, event) => {
      insert.run(...valuesOf(lies, event))
    },
    move: (lies, visit, seq) => {
      move.run(visit, seq, lies.visit, lies.seq)
    },
    ofVisit: (visit) => list.all(visit).map(keptOf),
    reportsAfter: (visit, last, from) => after.all(visit, last, from).map(keptOf),
    pageviewSpan({ id, size }) {
      const known = spans.get(id)
      if (known) return known
      const { first, last } = ends.get(id) ?? { first: null, last: null }
      if (first === null || last === null) return null
      const span = { first, last }
      if (size >= LONG) spans.set(id, span)
      return span
    },
    noteView(visit, at) {
      const span = spans.get(visit)
      if (span === undefined) return
      span.first = Math.min(span.first, at)
      span.last = Math.max(span.last, at)
    },
    forget: (visit) => spans.delete(visit),
  }
}

function keptOf(values: KeptValues): Kept {
  const [visit, seq, at, nth, name, page, acquisition, uid, engaged, of, user, interactive] = values
  // biome-ignore format: in the order of KEPT
  return { visit, seq, at, nth, name, page, acquisition, uid, engaged, of, user, interactive }
}

/** In the order of COLUMNS; spelt out, because this runs for every event. */
function valuesOf({ visit, seq }: Pick<EventRow, 'visit' | 'seq'>, event: EventFacts): unknown[] {
  const { at, nth, name, page, title, acquisition, query, uid, engaged, scroll, of } = event
  const { amount, currency, props, user, account, interactive } = event
  // biome-ignore format: in the order of COLUMNS
  return [visit, seq, at, nth, name, page, title, acquisition, query, uid,
    engaged, scroll, of, amount, currency, props, user, account, interactive]
}
