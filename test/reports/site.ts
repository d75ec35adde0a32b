import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fates, intake } from '../../collector/intake/intake.ts'
import { lineParcel } from '../../collector/intake/parcels.ts'
import { bundledGeoPath, openPlaces } from '../../collector/intake/place.ts'
import { eventWriter } from '../../collector/intake/visits/writer.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import type { StatsAnswer } from '../../collector/reports/stats.ts'
import { addGoal, type Goal, type GoalInput } from '../../collector/settings/goals.ts'
import { addSegment, type Segment, type SegmentInput } from '../../collector/settings/segments.ts'
import { addSite, type SiteInput } from '../../collector/settings/sites.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import type { EventReader } from '../../collector/store/port.ts'
import { eventStore } from '../../collector/store/sqlite/event-store.ts'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'
import { openReader } from '../contract/engine.ts'
import { freshDatabase } from '../fresh-database.ts'

const placeOf = openPlaces(bundledGeoPath())

export const DOMAIN = 'example.com'

export interface Line {
  name?: string
  at: string | number
  path?: string
  visitor?: string | undefined
  [field: string]: unknown
}

export interface ReportedSite {
  db: Connection
  path: string
  settings: Settings
  id: number
  reader: EventReader
  /** By way of a link to the segment, which shows the reports, where there is one. */
  run(name: string, request: unknown, segment?: string, reports?: string[]): Promise<unknown>
  /** Stores events; times are UTC, ids are made, a path makes the url. */
  take(lines: Line[]): Fates
  /** Stores NDJSON. */
  takeLines(text: string): Fates
  goal(goal: GoalInput): Promise<Goal>
  segment(segment: SegmentInput): Promise<Segment>
  stats(request: object): Promise<StatsAnswer>
  close(): Promise<void>
}

/** A site on a real file: events go in by the road, reports come out of a second, read-only connection. */
export async function reportedSite(
  site: Partial<SiteInput> = {},
  now = '2026-11-20T12:00:00Z',
): Promise<ReportedSite> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-reports-'))
  const path = join(folder, 'tributary.sqlite')
  const db = freshDatabase(path)
  const settings = openSettings(db)
  const script = { auto: [], hash: false, do_not_track: false, query: [], clicks: [] }
  const input = { domain: DOMAIN, timezone: 'UTC', currency: 'EUR', visit_timeout_minutes: 30 }
  const rest = { split_on_campaign: true, week_start: 'monday', identity: 'stored', hostnames: [] }
  const whole = { ...input, ...rest, retention_days: null, script, ...site } as SiteInput
  const { id } = await addSite(settings, whole, 0)
  const store = eventWriter(
    eventStore(db, () => Date.parse(now)),
    () => Date.parse(now),
  )
  const road = intake(store, placeOf)
  const reading = openDatabase(path, { readonly: true })
  const room = { reader: await openReader(path), settings: openSettings(reading) }
  let count = 0

  const run = (
    name: string,
    request: unknown,
    segment?: string,
    reports?: string[],
  ): Promise<unknown> =>
    runReport(
      { ...room, now: Date.parse(now) },
      {
        name,
        site: DOMAIN,
        request,
        ...(segment ? { scope: { segment, ...(reports && { reports }) } } : {}),
      },
    )

  return {
    db,
    path,
    settings,
    id: Number(id),
    reader: room.reader,
    run,
    take(lines: Line[]): Fates {
      const whole = lines.map(({ path: page, at, ...line }) => ({
        id: `event-${String(count++).padStart(6, '0')}`,
        name: 'pageview',
        visitor: 'visitor-1',
        ...(page === undefined ? {} : { url: `https://${DOMAIN}${page}` }),
        ...line,
        at: typeof at === 'number' ? at : Date.parse(`${at}Z`),
      }))
      const texts = whole.map((line) => JSON.stringify(line))
      const site = store.sites().get(DOMAIN)
      if (!site) throw new Error('no site')
      return road.take([lineParcel(site, texts, Date.parse(now))])[0] ?? []
    },
    takeLines(text: string): Fates {
      const site = store.sites().get(DOMAIN)
      if (!site) throw new Error('no site')
      return road.take([lineParcel(site, text.trimEnd().split('\n'), Date.parse(now))])[0] ?? []
    },
    goal: (goal: GoalInput) => addGoal(settings, Number(id), goal, count++),
    segment: (segment: SegmentInput) => addSegment(settings, Number(id), segment, count++),
    async stats(request: object): Promise<StatsAnswer> {
      return (await run('stats', request)) as StatsAnswer
    },
    async close() {
      await room.reader.close()
      reading.close()
      db.close()
      rmSync(folder, { recursive: true })
    },
  }
}
