import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clocks } from '../../collector/intake/clock.ts'
import { type Fates, intake } from '../../collector/intake/intake.ts'
import { lineParcel, liveParcel } from '../../collector/intake/parcels.ts'
import { bundledGeoPath, openPlaces } from '../../collector/intake/place.ts'
import { type EventRemoval, eventRemoval } from '../../collector/intake/visits/remove-events.ts'
import { type EventWriter, eventWriter } from '../../collector/intake/visits/writer.ts'
import type { IntakeSite } from '../../collector/settings/intake-site.ts'
import type { EventPlace, Limits } from '../../collector/store/changes.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import type { Connection } from '../../collector/store/sqlite/open.ts'
import { unpackId } from '../../collector/store/sqlite/uid.ts'
import { freshDatabase } from '../fresh-database.ts'

const placeOf = openPlaces(bundledGeoPath())

export interface SiteOptions {
  domain?: string
  visit_timeout_minutes?: number
  split_on_campaign?: boolean
}

export interface Collector {
  db: Connection
  path: string
  store: EventWriter
  removal: EventRemoval
  /** NDJSON lines at their own times. */
  import(lines: object[]): Fates
  /** One body of a page. */
  live(body: object, connection?: { ip: string; userAgent: string }): Fates
  visits(): VisitSeen[]
  /** Where events lie; `where`: an SQL condition on them. */
  places(where: string): EventPlace[]
  close(): void
}

/** A real file database with one site and the real road on it. */
export function collector(
  options: SiteOptions & { now?: () => number; limits?: Limits } = {},
): Collector {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-intake-'))
  const path = join(folder, 'tributary.db')
  const db = freshDatabase(path)
  const domain = options.domain ?? 'example.com'
  addSite(db, domain, options)
  const now = options.now ?? Date.now
  const store = eventWriter(eventStore(db, now), now, options.limits)
  const road = intake(store, placeOf)
  const known = clocks()
  const site = () => store.sites().get(domain) as IntakeSite
  return {
    db,
    path,
    store,
    removal: eventRemoval(store, async () => {}),
    import: (lines) =>
      road.take([
        lineParcel(
          site(),
          lines.map((line) => JSON.stringify(line)),
          now(),
        ),
      ])[0] ?? [],
    live: (body, connection = { ip: '81.2.69.142', userAgent: CHROME }) =>
      road.take([
        liveParcel(site(), JSON.stringify(body), now(), { ...connection, clocks: known }),
      ])[0] ?? [],
    visits: () => db.prepare(VISITS).all() as VisitSeen[],
    places: (where) =>
      db
        .prepare<[], { visit: number; uid: Buffer | string }>(
          `select visit, uid from event where ${where}`,
        )
        .all()
        .map(({ visit, uid }) => ({ visit, id: unpackId(uid) })),
    close() {
      db.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** A visit as a person would describe it: nothing of numbering or order of arrival is in it. */
export interface VisitSeen {
  visitor: string
  person: string
  start: number
  last: number
  channel: string
  source: string | null
  campaign: string | null
  landing: string | null
  exit: string | null
  pageviews: number
  events: number
  engaged: number
  interactive: number
  alone: number
  first: number | null
  held: string
  reported: string
}

const VISITS = `
  select hex(w.key) visitor, hex(p.key) person, v.start, v.last, a.channel, a.source, a.campaign,
    l.path landing, x.path exit, v.pageviews, v.events, v.engaged, v.interactive, v.alone, p.first_at first,
    (select group_concat(u, ' ') from (select hex(uid) u from event e where e.visit = v.id order by u)) held,
    (select group_concat(coalesce(g, '-'), ' ') from (select engaged || '/' || scroll g from event e
      where e.visit = v.id and e.name = 1 order by e.at, hex(e.uid))) reported
  from visit v join person w on w.id = v.visitor join person p on p.id = v.person
    join acquisition a on a.id = v.acquisition left join page l on l.id = v.landing left join page x on x.id = v.exit
  order by v.start, v.last, visitor, held`

export function addSite(db: Connection, domain: string, options: SiteOptions = {}): void {
  db.prepare(`insert into site (domain, name, timezone, currency, visit_timeout_minutes, split_on_campaign,
      week_start, identity, hostnames, retention_days, script, created_at)
    values (?, ?, 'UTC', 'USD', ?, ?, 'monday', 'cookieless', '[]', null, ?, 0)`).run(
    domain,
    domain,
    options.visit_timeout_minutes ?? 30,
    Number(options.split_on_campaign ?? true),
    JSON.stringify({ auto: ['pageview'], hash: false, do_not_track: false, query: [], clicks: [] }),
  )
}
