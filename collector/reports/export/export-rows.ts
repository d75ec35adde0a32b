import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Dialect } from '../../store/dialect.ts'
import type { EventReader, Span } from '../../store/port.ts'
import { type ReportContext, siteNumber } from '../question/context.ts'
import type { ExportRow } from './export-event.ts'

/** Where an event lies among all in order of time; unlike its place in the store it never changes. */
export interface EventKey {
  at: number
  /** Its place among the events of its instant in its batch; null for the first. */
  nth: number | null
  id: string
}

/** `<at>.<nth>.<id>` of an event. */
export const EventCursor = z
  .string()
  .max(500)
  .regex(/^\d{1,15}\.\d{1,9}\..+$/su)

export function cursorOf({ at, nth, id }: EventKey): string {
  return `${at}.${nth ?? 0}.${id}`
}

export function keyOfCursor(cursor: string): EventKey {
  const [at, nth, ...id] = cursor.split('.')
  return { at: Number(at), nth: Number(nth), id: id.join('.') }
}

/** Of events e: whether they follow the key in time order. */
export function follows({ inTimeOrder }: Dialect, key: EventKey | null): RawBuilder<unknown> {
  return key === null ? sql`1` : sql`(${inTimeOrder}) > (${key.at}, ${key.nth ?? 0}, ${key.id})`
}

/** The stretches of a span, one after another, of which each is read at once. */
export async function* scans(
  { reader, site }: ReportContext,
  { from, to }: Span,
): AsyncIterable<Span> {
  let at = from
  while (at < to) {
    const { begin, end } = reader.dialect.scanFrom(siteNumber({ site }), at)
    const [found] = await reader.rows<{ begin: number | null; end: number | null }>(
      sql`select ${begin} as begin, ${end} as end`,
    )
    if (found === undefined || found.begin === null || found.begin >= to) return
    at = Math.min(found.end ?? to, to)
    yield { from: found.begin, to: at }
  }
}

interface RowsOptions {
  /** Only events that come later in order of time, or at the same time in order of ids. */
  after: EventKey | null
  limit: number
}

/**
 * The first `limit` events v, e of a `from … where …` in order of time, one by one, with everything their small
 * tables say of them. SQLite holds no more than `limit` of them while it sorts.
 */
export function eventRows(
  reader: EventReader,
  events: RawBuilder<unknown>,
  { after, limit }: RowsOptions,
): AsyncIterable<ExportRow> {
  const { dialect } = reader
  const { eventId, personKey } = dialect
  return reader.stream<ExportRow>(sql`
    select r.visit as visit, r.at as at, r.nth as nth, r.id as id, ${eventId(sql`r.of`)} as of,
      r.engaged as engaged, r.scroll as scroll, r.amount as amount, r.currency as currency,
      r.order_id as order_id, r.subscription as subscription,
      r.props as props, r.interactive as interactive, n.text as name, p.hostname as hostname,
      p.path as path, t.text as title, q.text as query, a.facts as facts,
      w.kind as visitor_kind, ${personKey(sql`w.key`)} as visitor_key,
      ${personKey(sql`u.key`)} as user_key, ${personKey(sql`k.key`)} as account_key,
      case when s.traits_at = r.at then s.traits end as traits, c.browser as browser,
      c.browser_version as browser_version, c.os as os, c.os_version as os_version,
      c.device as device, c.screen as screen, c.language as language, l.country as country,
      l.region as region, l.city as city
    from (
      select e.visit as visit, e.at as at, e.nth as nth, ${eventId(sql`e.uid`)} as id, e.of as of,
        e.name as name_id, e.page as page, e.title as title_id, e.query as query_id,
        e.acquisition as acquisition, e.engaged as engaged, e.scroll as scroll,
        e.amount as amount, e.currency as currency, e.order_id as order_id,
        e.subscription as subscription, e.props as props, e.user as user, e.account as account, e.interactive as interactive, v.visitor as visitor,
        v.client as client, v.place as place
      ${events} and ${follows(dialect, after)}
      order by ${dialect.inTimeOrder} limit ${limit}
    ) r
    join name n on n.id = r.name_id
    left join page p on p.id = r.page
    left join title t on t.id = r.title_id
    left join query q on q.id = r.query_id
    left join acquisition a on a.id = r.acquisition
    left join person w on w.id = r.visitor
    left join person u on u.id = r.user
    left join person k on k.id = r.account
    left join person s on s.id = coalesce(r.user, r.visitor)
    left join client c on c.id = r.client
    left join place l on l.id = r.place
    order by r.at, coalesce(r.nth, 0), r.id`)
}
