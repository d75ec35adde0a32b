import type { Connection } from './open.ts'
import { unpackId } from './uid.ts'

/** Numbers of the script's own names in the table `name`. */
export const PAGEVIEW = 1
export const ENGAGEMENT = 2
const IDENTIFY = 8

/** What of an event is the same wherever it lies. */
export interface EventFacts {
  at: number
  name: number
  page: number | null
  title: number | null
  /** Pageviews that came by a campaign or from another site. */
  acquisition: number | null
  query: number | null
  uid: Buffer | string
  /** Engagement: as reported. Pageview: the sum of the reports on it, in ms. */
  engaged: number | null
  scroll: number | null
  of: Buffer | string | null
  amount: number | null
  currency: string | null
  props: string | null
  user: number | null
  account: number | null
  interactive: number
}

/** A row of `event`. */
export interface EventRow extends EventFacts {
  visit: number
  seq: number
}

/** The metric `events` leaves these out (spec: semantics.md, "Metrics"). */
export function isCountedEvent(name: number): boolean {
  return name !== PAGEVIEW && name !== ENGAGEMENT && name !== IDENTIFY
}

const COLUMNS = [
  'visit',
  'seq',
  'at',
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

/** An engagement report finds its pageview in visits that began within a day of it. */
const REPORT_REACH = 86_400_000

export interface Events {
  insert(lies: Pick<EventRow, 'visit' | 'seq'>, event: EventFacts): void
  move(row: EventRow, visit: number, seq: number): void
  ofVisit(visit: number): EventRow[]
  /** Whether the visit has pageviews before and after that one; at the same time the id decides. */
  pageviewsAround(
    visit: number,
    pageview: Pick<EventFacts, 'at' | 'uid'>,
  ): { before: boolean; after: boolean }
  /** Adds an engagement report to the pageview it speaks of; false when that is not in the same visit. */
  report(visit: number, engagement: EventFacts): boolean
  /** The same in other visits of the visitor, as written. */
  reportNear(engagement: EventFacts, visitor: number): void
  /** Sums the reports on every pageview of a visit anew. */
  recountVisit(visit: number, visitor: number): void
  /** The same for the one pageview that an engagement report speaks of. */
  recountReported(engagement: EventFacts, visitor: number): void
}

export function events(db: Connection): Events {
  const insert = db.prepare(
    `insert into event (${COLUMNS.join(', ')}) values (${COLUMNS.map(() => '?').join(', ')})`,
  )
  const move = db.prepare('update event set visit = ?, seq = ? where visit = ? and seq = ?')
  const list = db.prepare(`select ${COLUMNS.join(', ')} from event where visit = ? order by seq`)
  const report = `update event set engaged = coalesce(engaged, 0) + @engaged,
    scroll = max(coalesce(scroll, 0), @scroll) where name = ${PAGEVIEW} and uid = @of and at <= @at and`
  const reportHere = db.prepare(`${report} visit = @visit`)
  const reportNear = db.prepare(`${report} visit in (
    select id from visit where visitor = @visitor and start between @at - ${REPORT_REACH} and @at)`)
  const sums = `update event as viewed set (engaged, scroll) = (
      select sum(r.engaged), max(r.scroll) from visit v join event r on r.visit = v.id
      where v.visitor = @visitor and r.name = ${ENGAGEMENT} and r.of = viewed.uid and r.at >= viewed.at
        and v.start between viewed.at - ${REPORT_REACH} and viewed.at + ${REPORT_REACH})
    where name = ${PAGEVIEW} and`
  const recountVisit = db.prepare(`${sums} visit = @visit`)
  const recountNear = db.prepare(`${sums} uid = @of and visit in (
    select id from visit where visitor = @visitor and start between @at - ${REPORT_REACH} and @at)`)

  const ends = db.prepare<object, { first: number | null; last: number | null }>(
    `select min(at) as first, max(at) as last from event where visit = @visit and name = ${PAGEVIEW}`,
  )
  const tied = db
    .prepare<object, Buffer | string>(
      `select uid from event where visit = @visit and name = ${PAGEVIEW} and at = @at`,
    )
    .pluck()

  return {
    pageviewsAround(visit, { at, uid }) {
      const { first, last } = ends.get({ visit }) ?? { first: null, last: null }
      const before = first !== null && first < at
      const after = last !== null && last > at
      if (before && after) return { before, after }
      const id = unpackId(uid)
      const others = tied.all({ visit, at }).map(unpackId)
      return {
        before: before || others.some((other) => other < id),
        after: after || others.some((other) => other > id),
      }
    },
    insert: (lies, event) => {
      insert.run(...valuesOf(lies, event))
    },
    move: (row, visit, seq) => {
      move.run(visit, seq, row.visit, row.seq)
    },
    ofVisit: (visit) => list.all(visit) as EventRow[],
    report: (visit, { at, of, engaged, scroll }) =>
      of === null || reportHere.run({ at, of, engaged, scroll, visit }).changes > 0,
    reportNear: ({ at, of, engaged, scroll }, visitor) => {
      reportNear.run({ at, of, engaged, scroll, visitor })
    },
    recountVisit: (visit, visitor) => {
      recountVisit.run({ visit, visitor })
    },
    recountReported: ({ at, of }, visitor) => {
      if (of !== null) recountNear.run({ at, of, visitor })
    },
  }
}

/** In the order of COLUMNS; spelt out, because this runs for every event. */
function valuesOf({ visit, seq }: Pick<EventRow, 'visit' | 'seq'>, event: EventFacts): unknown[] {
  const { at, name, page, title, acquisition, query, uid, engaged, scroll, of } = event
  const { amount, currency, props, user, account, interactive } = event
  // biome-ignore format: in the order of COLUMNS
  return [visit, seq, at, name, page, title, acquisition, query, uid,
    engaged, scroll, of, amount, currency, props, user, account, interactive]
}
