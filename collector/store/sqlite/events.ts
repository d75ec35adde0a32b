import { BoundedMap } from '../../bounded-map.ts'
import {
  ENGAGEMENT,
  type EventFacts,
  EXPOSURE,
  type Lies,
  PAGEVIEW,
  type VisitEvent,
} from '../event-rows.ts'
import type { Events } from '../ledger.ts'
import type { Connection } from './open.ts'
import { packId, unpackId } from './uid.ts'

/** The facts as columns, ids packed. */
export type StoredFacts = Omit<EventFacts, 'id' | 'of'> & {
  uid: Buffer | string
  of: Buffer | string | null
}

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
  'order_id',
  'subscription',
] as const satisfies readonly (keyof (StoredFacts & Lies))[]

/** The columns that go where the event goes. */
export const EVENT_COLUMNS = COLUMNS.slice(2)

type VisitEventValues = [
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

const VISIT_EVENT = [
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
] as const satisfies readonly (keyof (StoredFacts & Lies))[]

/** Its ids are unpacked when somebody asks: of most events nobody does. */
class VisitEventRow implements VisitEvent {
  readonly visit: number
  readonly seq: number
  readonly at: number
  readonly nth: number | null
  readonly name: number
  readonly page: number | null
  readonly acquisition: number | null
  readonly engaged: number | null
  readonly user: number | null
  readonly interactive: number
  readonly #uid: Buffer | string
  readonly #of: Buffer | string | null

  constructor([
    visit,
    seq,
    at,
    nth,
    name,
    page,
    acquisition,
    uid,
    engaged,
    of,
    user,
    interactive,
  ]: VisitEventValues) {
    this.visit = visit
    this.seq = seq
    this.at = at
    this.nth = nth
    this.name = name
    this.page = page
    this.acquisition = acquisition
    this.engaged = engaged
    this.user = user
    this.interactive = interactive
    this.#uid = uid
    this.#of = of
  }

  get id(): string {
    return unpackId(this.#uid)
  }

  get of(): string | null {
    return this.#of === null ? null : unpackId(this.#of)
  }
}

interface Spread {
  first: number
  last: number
}

/** Of shorter visits the pageviews are looked through each time; of longer ones their span is remembered. */
const LONG = 64

export function events(db: Connection): Events {
  const insert = db.prepare(
    `insert into event (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`,
  )
  const move = db.prepare('update event set visit = ?, seq = ? where visit = ? and seq = ?')
  const kept = `select ${VISIT_EVENT.join(', ')} from event where visit = ?`
  const list = db.prepare<[number], VisitEventValues>(kept).raw()
  const after = db
    .prepare<[number, number, number], VisitEventValues>(
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
    ofVisit: (visit) => list.all(visit).map((values) => new VisitEventRow(values)),
    followUpsAfter: (visit, last, from) =>
      after.all(visit, last, from).map((values) => new VisitEventRow(values)),
    pageviewSpan(visit, size) {
      const known = spans.get(visit)
      if (known) return known
      const { first, last } = ends.get(visit) ?? { first: null, last: null }
      if (first === null || last === null) return null
      const span = { first, last }
      if (size >= LONG) spans.set(visit, span)
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

/** In the order of COLUMNS; spelt out, because this runs for every event. */
function valuesOf({ visit, seq }: Lies, event: EventFacts): unknown[] {
  const { at, nth, name, page, title, acquisition, query, id, engaged, scroll, of } = event
  const { amount, currency, props, user, account, interactive, order_id, subscription } = event
  // biome-ignore format: in the order of COLUMNS
  return [visit, seq, at, nth, name, page, title, acquisition, query, packId(id),
    engaged, scroll, of === null ? null : packId(of), amount, currency, props, user, account, interactive, order_id,
    subscription]
}
