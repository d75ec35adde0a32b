import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY, MINUTE } from '../durations.ts'
import { countOf } from '../intake/clicks.ts'
import type { IntakePort } from '../intake/port.ts'
import { listLinks } from '../settings/links.ts'
import { listSites, siteByDomain } from '../settings/sites.ts'
import { packed, storeSpend } from '../settings/spend.ts'
import type { Settings } from '../settings/tables.ts'
import { demoClicks } from './links.ts'
import { addDemoSite, DEMO_SITE } from './site.ts'
import { demoSpend } from './spend.ts'
import { BILLED_BEFORE } from './teams.ts'
import { demoTraffic } from './traffic.ts'
import type { WireLine } from './wire.ts'

const DAYS = 90
const SEED = 39
/** Lines a request: small enough for the progress to move, large enough for few commits. */
const BATCH = 4_000

interface DemoSeeding {
  settings: Settings
  intake: Pick<IntakePort, 'import' | 'addClicks'>
  /** The data folder; `demo.json` in it says what is already there. */
  folder: string
  /** Epoch ms. */
  now: number
  /** Told how much is done, 0–1. */
  progress: (share: number) => void
}

/** From where the demo begins and until when its events are stored, epoch ms. */
interface Extent {
  start: number
  until: number
  /** Days before it have their spend. */
  spent?: number
  /** Clicks before it are counted. */
  clicked?: number
}

/** What the demo's people do, up to `until`, epoch ms. */
export interface DemoAhead {
  until: number
  lines: WireLine[]
}

interface Seeded {
  /** Events that were stored. */
  stored: number
  /** What comes after now, made with what was before: to make it takes seconds. */
  ahead: DemoAhead
}

const NOTHING: Seeded = { stored: 0, ahead: { until: 0, lines: [] } }

/** Everything since the start and for a day from now. */
export function trafficAhead(start: number, now: number): DemoAhead {
  const until = now + DAY
  return { until, lines: demoTraffic({ site: DEMO_SITE, seed: SEED, start, end: until }) }
}

/**
 * Sees to it that the demo site is there with traffic up to now, through the real intake.
 * A second start adds what has happened since; an interrupted one is finished.
 */
export async function seedDemo(seeding: DemoSeeding): Promise<Seeded> {
  const sites = await listSites(seeding.settings)
  const known = sites.some(({ domain }) => domain === DEMO_SITE)
  if (!known) return await feed(seeding, await begin(seeding))
  const extent = readExtent(seeding.folder)
  // Without the note the site is somebody's own: its traffic is not ours to touch.
  if (extent === undefined || seeding.now - extent.until < MINUTE) return NOTHING
  return await feed(seeding, extent)
}

async function begin({ settings, folder, now }: DemoSeeding): Promise<Extent> {
  const start = Math.floor(now / DAY) * DAY - DAYS * DAY
  // What teams have paid for is known from long before.
  const extent = { start, until: start - BILLED_BEFORE * DAY }
  writeExtent(folder, extent)
  await addDemoSite(settings, start)
  return extent
}

async function feed(seeding: DemoSeeding, extent: Extent): Promise<Seeded> {
  const { intake, folder, now, progress } = seeding
  const { start, until } = extent
  const ahead = trafficAhead(start, now)
  const all = ahead.lines.filter(({ at }) => at < now)
  const lines = all.filter(({ at }) => at >= until)
  for (let from = 0; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH)
    await store(intake, batch, now)
    // The last instant again next time: ids keep what is already there from being stored twice.
    writeExtent(folder, { ...extent, until: batch.at(-1)?.at ?? until })
    progress(Math.min(1, (from + BATCH) / lines.length))
  }
  const today = Math.floor(now / DAY) * DAY
  await spend(seeding, all, { from: extent.spent ?? start, until: today })
  await click(seeding, all, { from: extent.clicked ?? start, until: now })
  writeExtent(folder, { start, until: now, spent: today, clicked: now })
  const coming = ahead.lines.filter(({ at }) => at >= now)
  return { stored: lines.length, ahead: { until: ahead.until, lines: coming } }
}

/** As if each platform's file of the days that are over had been imported. */
async function spend(
  { settings, now }: DemoSeeding,
  lines: readonly WireLine[],
  days: { from: number; until: number },
): Promise<void> {
  const site = Number((await siteByDomain(settings, DEMO_SITE)).id)
  for (const { rows, ...reported } of demoSpend(lines, { ...days, seed: SEED })) {
    const listed = [...new Set(rows.map(({ day }) => day))]
    const file = { ...reported, days: listed, parts: packed(rows), mapping: undefined }
    await storeSpend(settings, site, file, now)
  }
}

/** As if each link had been asked for, until then. */
async function click(
  { settings, intake }: DemoSeeding,
  lines: readonly WireLine[],
  span: { from: number; until: number },
): Promise<void> {
  const site = Number((await siteByDomain(settings, DEMO_SITE)).id)
  const ids = new Map((await listLinks(settings, site)).map(({ slug, id }) => [slug, id]))
  const clicks = demoClicks(lines, { ...span, seed: SEED })
  await intake.addClicks(clicks.map(({ slug, ...one }) => countOf(ids.get(slug) ?? '', one)))
}

export async function store(
  intake: Pick<IntakePort, 'import'>,
  lines: WireLine[],
  arrival: number,
): Promise<void> {
  const body = lines.map((line) => JSON.stringify(line)).join('\n')
  const answer = await intake.import({ site: DEMO_SITE, body, ndjson: true, arrival })
  if (answer.status !== 202) throw new Error(`The demo's events were refused: ${answer.body}`)
}

export function readExtent(folder: string): Extent | undefined {
  const path = join(folder, 'demo.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

export function writeExtent(folder: string, extent: Extent): void {
  const path = join(folder, 'demo.json')
  writeFileSync(`${path}.new`, JSON.stringify(extent))
  renameSync(`${path}.new`, path)
}
