import { Kysely, type RawBuilder, sql } from 'kysely'
import type { Span, Versions } from '../port.ts'
import { namedParameters } from '../shared-parameters.ts'
import { dialect } from './dialect.ts'
import { extentsReaching } from './extents-reaching.ts'
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
  const kysely = new Kysely<unknown>({ dialect: new SharingDialect({ database: db }) })
  const answerOf = (select: RawBuilder<unknown>): unknown => {
    const { sql: text, parameters } = select.compile(kysely)
    return db.prepare<object>(text).pluck().get(namedParameters(parameters))
  }
  const changed = (site: number, span: Span): unknown =>
    answerOf(sql`select coalesce(sum(x.changed), 0) from extent x
      where ${extentsReaching(site, span, 'either')}`)
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
        // Every answer says since when there are data.
        answerOf(sql`select ${dialect.firstMoment(site)}`),
        answerOf(sql`select ${dialect.firstMoment(site, 'visits')}`),
        ...spans.map((span) => changed(site, span)),
      ].join(' '),
    ofQuality: (site, { from, to }) => String(counted.get(site, from, to)),
    close: () => db.close(),
  }
}
