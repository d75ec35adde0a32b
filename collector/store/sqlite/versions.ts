import { Kysely, sql } from 'kysely'
import type { Span, Versions } from '../port.ts'
import { namedParameters } from '../shared-parameters.ts'
import { dialect } from './dialect.ts'
import { openDatabase } from './open.ts'
import { SharingDialect } from './sharing-dialect.ts'

/**
 * The file's versions over a connection of its own: on one with a transaction open, a change would be seen before it
 * is committed, and an answer from before kept as one from after. Each number only ever grows, and in the transaction
 * that changed what it stands for (migrations/0022-changes.ts). An extent that goes takes its number out of the sum,
 * but moves the site's.
 */
export function fileVersions(path: string): Versions {
  const db = openDatabase(path, { readonly: true })
  const siteOf = db.prepare<[string], { id: number; timezone: string }>(
    'select id, timezone from site where domain = ?',
  )
  const wide = db
    .prepare<[number], string>(`select version || ' ' || coalesce(count, 0)
      from setting_version left join site_change on site = ?`)
    .pluck()
  // The extents that a report on the span reads from, as dialect.ts has them.
  const changed = db
    .prepare<[number, number, number], number>(`select coalesce(sum(changed), 0) from extent
      where site = ? and first_start < ? and max(last_start, last_event) >= ?`)
    .pluck()
  // Every answer says since when there are data.
  const kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: db }) })
  const firstMoment = (site: number): unknown => {
    const { sql: text, parameters } = sql`select ${dialect.firstMoment(site)}`.compile(kysely)
    return db.prepare<object>(text).pluck().get(namedParameters(parameters))
  }
  const counted = db
    .prepare<[number, number, number], number>(
      'select coalesce(sum(count), 0) from quality where site = ? and day >= ? and day < ?',
    )
    .pluck()
  return {
    site: (domain) => siteOf.get(domain),
    of: (site, spans) =>
      [
        wide.get(site),
        firstMoment(site),
        ...spans.map(({ from, to }: Span) => changed.get(site, to, from)),
      ].join(' '),
    ofQuality: (site, { from, to }) => String(counted.get(site, from, to)),
    close: () => db.close(),
  }
}
