import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DAY, MINUTE } from '../durations.ts'
import type { IntakePort } from '../intake/port.ts'
import { replaceAliases } from '../settings/aliases.ts'
import { addAnnotation } from '../settings/annotations.ts'
import { addGoal, GoalInput } from '../settings/goals.ts'
import { storeRates } from '../settings/rates.ts'
import { addSegment, SegmentInput } from '../settings/segments.ts'
import { addSite, listSites, SiteInput } from '../settings/sites.ts'
import type { Settings } from '../settings/tables.ts'
import { LAUNCH_DAY } from './arrivals.ts'
import { demoTraffic } from './traffic.ts'
import type { WireLine } from './wire.ts'

const DEMO_SITE = 'demo.tributary.test'

const DAYS = 90
const SEED = 20
/** Lines a request: small enough for the progress to move, large enough for few commits. */
const BATCH = 4_000

interface DemoSeeding {
  settings: Settings
  intake: IntakePort
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
}

/**
 * Sees to it that the demo site is there with traffic up to now, through the real intake.
 * A second start adds what has happened since; an interrupted one is finished. Answers the events stored.
 */
export async function seedDemo(seeding: DemoSeeding): Promise<number> {
  const sites = await listSites(seeding.settings)
  const known = sites.some(({ domain }) => domain === DEMO_SITE)
  if (!known) return await feed(seeding, await begin(seeding))
  const extent = readExtent(seeding.folder)
  // Without the note the site is somebody's own: its traffic is not ours to touch.
  if (extent === undefined || seeding.now - extent.until < MINUTE) return 0
  return await feed(seeding, extent)
}

async function begin({ settings, folder, now }: DemoSeeding): Promise<Extent> {
  const start = Math.floor(now / DAY) * DAY - DAYS * DAY
  const extent = { start, until: start }
  writeExtent(folder, extent)
  await addDemoSite(settings, start)
  return extent
}

async function feed(seeding: DemoSeeding, { start, until }: Extent): Promise<number> {
  const { intake, folder, now, progress } = seeding
  const options = { site: DEMO_SITE, seed: SEED, start, end: now }
  const lines = demoTraffic(options).filter(({ at }) => at >= until)
  for (let from = 0; from < lines.length; from += BATCH) {
    const batch = lines.slice(from, from + BATCH)
    await store(intake, batch, now)
    // The last instant again next time: ids keep what is already there from being stored twice.
    writeExtent(folder, { start, until: batch.at(-1)?.at ?? until })
    progress(Math.min(1, (from + BATCH) / lines.length))
  }
  writeExtent(folder, { start, until: now })
  return lines.length
}

async function store(intake: IntakePort, lines: WireLine[], arrival: number): Promise<void> {
  const body = lines.map((line) => JSON.stringify(line)).join('\n')
  const answer = await intake.import({ site: DEMO_SITE, body, ndjson: true, arrival })
  if (answer.status !== 202) throw new Error(`The demo's events were refused: ${answer.body}`)
}

async function addDemoSite(settings: Settings, start: number): Promise<void> {
  const input = SiteInput.parse({ domain: DEMO_SITE, name: 'Harbour (demo)', identity: 'stored' })
  const site = Number((await addSite(settings, input, start)).id)
  for (const goal of GOALS) await addGoal(settings, site, GoalInput.parse(goal), start)
  for (const [day, text] of NOTES) {
    await addAnnotation(settings, site, { day: date(start + day * DAY), to: null, text }, start)
  }
  const paid = ['Paid Search', 'Paid Social', 'Paid Video', 'Display']
  const segment = { name: 'Paid traffic', filters: [['is', 'channel', paid]] }
  await addSegment(settings, site, SegmentInput.parse(segment), start)
  await replaceAliases(settings, site, { source: { 'ship-it': 'ship-it podcast' }, ...NO_OTHERS })
  await storeRates(settings, site, { rows: euros(start) })
}

const NO_OTHERS = { medium: {}, campaign: {} }

const GOALS = [
  { name: 'Signup', event: 'Signup', count: 'person' },
  { name: 'Activation', event: 'Project created', count: 'person' },
  { name: 'Purchase', event: 'Purchase', value: 'revenue' },
]

/** Day of the demo and what happened on it. */
const NOTES: readonly (readonly [number, string])[] = [
  [20, 'Video ads start'],
  [62, 'Guest on the Ship It podcast'],
  [LAUNCH_DAY, 'Launch day'],
]

/** A rate every week, moving a little: some customers pay in euros. */
function euros(start: number) {
  return Array.from({ length: 14 }, (_, week) => ({
    day: date(start + 7 * week * DAY),
    currency: 'EUR',
    rate: Math.round(10_000 * (1.12 + 0.03 * Math.sin(week))) / 10_000,
  }))
}

function date(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function readExtent(folder: string): Extent | undefined {
  const path = join(folder, 'demo.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

function writeExtent(folder: string, extent: Extent): void {
  const path = join(folder, 'demo.json')
  writeFileSync(`${path}.new`, JSON.stringify(extent))
  renameSync(`${path}.new`, path)
}
