import type { Connection } from '../store/sqlite/open.ts'
import { thoroughly } from '../thoroughly.ts'

/** Kinds of rows as `0045-forwarding` and `0046-leaving` number them. */
export const KIND = {
  /** An account that events are no longer of, which have left. */
  disowned: -1,
  /** A visit that went with events that had left. */
  dropped: 0,
  visit: 1,
  event: 2,
  page: 3,
  title: 4,
  query: 5,
  client: 6,
  place: 7,
  acquisition: 8,
  person: 9,
  name: 10,
  spelling: 11,
  quality: 12,
} as const
export type Kind = keyof typeof KIND

/** Tables whose new rows are found by their number, which grows. */
export const NUMBERED = [
  'page',
  'title',
  'query',
  'client',
  'place',
  'acquisition',
  'person',
  'name',
] as const satisfies readonly Kind[]

/** A row that has changed or gone since it was forwarded. */
export interface Noted {
  kind: number
  site: number
  key: number | string
  /** Of a visit: the first of its events that is to be sent. */
  seq: number
}

/** Where in the outbox a reader of it stands. */
export type Place = Pick<Noted, 'kind' | 'site' | 'key'>

/** Before all that is noted. */
export const FIRST: Place = { kind: -2, site: 0, key: 0 }

export interface Forwarder {
  /** Writers note what they change in this one. */
  round: number
  version: number
  /** The number that ids carry there. */
  collector: number
  /** What was committed by then is forwarded; epoch ms, 0 for never. */
  fresh_at: number
  /** Visits of this extent and of lower ones have not been forwarded yet; 0: all have. */
  extent: number
  /** Why it stands still, or was refused, and since when (epoch ms); null where it goes on. */
  failure: string | null
  failed_at: number | null
  /** Why some events do not leave the file; null where none stays. */
  stays: string | null
}

/** Undefined while nothing is forwarded from the file. */
export function forwarderOf(db: Connection): Forwarder | undefined {
  return db
    .prepare<[], Forwarder>(
      `select round, version, collector, fresh_at, extent, failed_at, stays,
        coalesce((select refused from data_file), failure) as failure from forwarder`,
    )
    .get()
}

/** Whether something waits. */
export function isWaiting(db: Connection): boolean {
  const waits = `select exists (select 1 from outbox) or exists (select 1 from forwarder where extent > 0)`
  const noted = db.prepare<[], number>(waits).pluck().get() === 1
  return noted || NUMBERED.some((table) => newRows(db, table) > 0)
}

/**
 * Up to when the other engine has everything, epoch ms; undefined where it has not yet been told all that the file holds, or
 * is not told at all.
 */
export function freshUntil(db: Connection, now: number): number | undefined {
  const forwarder = forwarderOf(db)
  if (!forwarder || forwarder.extent > 0) return undefined
  return isWaiting(db) ? forwarder.fresh_at : now
}

/** Writes down why nothing goes on, or that it does again. */
export function noteFailure(db: Connection, failure: string | null, now: number): void {
  db.prepare(`update forwarder set failure = @failure,
    failed_at = case when @failure is null then null else coalesce(failed_at, @now) end`).run({
    failure,
    now,
  })
}

/** Writes down why nothing goes until the next start, or that nothing is known against it. */
export function noteRefusal(db: Connection, why: string | null): void {
  db.prepare('update data_file set refused = ? where refused is not ?').run(why, why)
}

/** Why nothing goes until the next start, also where nothing ever went; null where nothing is known against it. */
export function refusalOf(db: Connection): string | null {
  return db.prepare<[], string | null>('select refused from data_file').pluck().get() ?? null
}

/** Writes down why some events do not leave the file, or that none stays. */
export function noteStaying(db: Connection, why: string | null): void {
  db.prepare('update forwarder set stays = ?').run(why)
}

/** From now on what changes is noted; what is there already comes with the rounds. Nothing where it was begun before. */
export function beginForwarding(db: Connection, collector = 0): void {
  const begin = db.transaction(() => {
    if (forwarderOf(db)) return
    db.prepare(`insert into forwarder (id, round, version, collector, fresh_at, extent)
      select 1, 1, 0, ?, 0, coalesce(max(id), 0) from extent`).run(collector)
    const upto = db.prepare('insert into forwarded (kind, upto) values (?, 0)')
    for (const table of NUMBERED) upto.run(KIND[table])
    db.exec(`insert into outbox (kind, site, key, seq, round)
      select ${KIND.spelling}, site, json_array(field, value), 0, 0 from spelling
      union all select ${KIND.quality}, site, json_array(day, kind, detail), 0, 0 from quality`)
  })
  begin.immediate()
}

/**
 * Nothing is noted any more. What was forwarded stays where it is until it begins again. Answers whether anything was noted
 * before.
 */
export function endForwarding(db: Connection): boolean {
  return thoroughly(db, () => {
    const { changes } = db.prepare('delete from forwarder').run()
    noteRefusal(db, null)
    // What went with events that have left is known nowhere else.
    db.exec('delete from forwarded; delete from outbox where kind > 0')
    return changes > 0
  })
}

/** Rows that wait, counted up to a bound; visits for one each. */
export function waitingRows(db: Connection, most = 1_000_000): number {
  const noted = db
    .prepare<[number], number>('select count(*) from (select 1 from outbox limit ?)')
    .pluck()
    .get(most)
  const numbered = NUMBERED.map((table) => newRows(db, table))
  const old = db
    .prepare<[], number>(
      `select count(*) from visit where id < (select (extent + 1) * 1024 from forwarder)
        and (select extent from forwarder) > 0`,
    )
    .pluck()
    .get()
  return (noted ?? 0) + (old ?? 0) + numbered.reduce((sum, rows) => sum + rows, 0)
}

function newRows(db: Connection, table: (typeof NUMBERED)[number]): number {
  return (
    db
      .prepare<[number], number>(
        `select max(0, coalesce((select max(id) from ${table}), 0) - upto) from forwarded where kind = ?`,
      )
      .pluck()
      .get(KIND[table]) ?? 0
  )
}
