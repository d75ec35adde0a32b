import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { EventReader } from '../../store/port.ts'
import { packId, unpackId } from '../../store/sqlite/uid.ts'
import type { ExportRow } from './export-event.ts'

/** Where an event lies among all in order of time; unlike its place in the store it never changes. */
export interface EventKey {
  at: number
  /** Its place among the events of its instant in its batch; null for the first. */
  nth: number | null
  uid: Buffer | string
}

/** `<at>.<nth>.<id>` of an event. */
export const EventCursor = z
  .string()
  .max(500)
  .regex(/^\d{1,15}\.\d{1,9}\..+$/su)

export function cursorOf({ at, nth, uid }: EventKey): string {
  return `${at}.${nth ?? 0}.${unpackId(uid)}`
}

export function keyOfCursor(cursor: string): EventKey {
  const [at, nth, ...id] = cursor.split('.')
  return { at: Number(at), nth: Number(nth), uid: packId(id.join('.')) }
}

/** Order and beginning of what follows a key, of events e. */
export const IN_ORDER = sql`e.at, coalesce(e.nth, 0), e.uid`

export function follows(key: EventKey | null): RawBuilder<unknown> {
  return key === null ? sql`1` : sql`(${IN_ORDER}) > (${key.at}, ${key.nth ?? 0}, ${key.uid})`
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
  return reader.stream<ExportRow>(sql`
    select r.*, n.text as name, p.hostname, p.path, t.text as title, q.text as query, a.facts,
      w.kind as visitor_kind, w.key as visitor_key, u.key as user_key, k.key as account_key,
      case when s.traits_at = r.at then s.traits end as traits,
      c.browser, c.browser_version, c.os, c.os_version, c.device, c.screen, c.language,
      l.country, l.region, l.city
    from (
      select e.visit, e.at, e.nth, e.name as name_id, e.page, e.title as title_id, e.query as query_id,
        e.acquisition, e.uid, e.engaged, e.scroll, e.of, e.amount, e.currency, e.props,
        e.user, e.account, e.interactive, v.visitor, v.client, v.place
      ${events} and ${follows(after)}
      order by ${IN_ORDER} limit ${limit}
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
    order by r.at, r.nth, r.uid`)
}
