import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { type AlertsRoom, tick } from '../alerts/tick.ts'
import { box, keepIn } from '../auth/box.ts'
import { databasePath } from '../database-path.ts'
import { openLog } from '../log.ts'
import { reportPool } from '../reports/run/pool.ts'
import { AlertInput } from '../settings/alert-definition.ts'
import { openSettings, type Settings } from '../settings/tables.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { METRICS } from '../vocabulary.ts'
import { type Figure, figure, repeated, type Setting } from './figures.ts'
import { SITE } from './intake.ts'

/** A Monday at one o'clock, when an hour, a day and a week are to be judged together. */
const MONDAY = Date.parse('2026-03-30T01:00:00Z')
const ALERTS = 1_000

const CHANNELS = ['Direct', 'Organic Search', 'Paid Search', 'Email', 'Referral', 'Organic Social']
const DEVICES = ['desktop', 'mobile', 'tablet']
const FILTERS = [
  [],
  ...CHANNELS.map((channel) => [['is', 'channel', [channel]]]),
  ...DEVICES.map((device) => [['is', 'device', [device]]]),
]
const PER = ['hour', 'day', 'week'] as const
const LIMITS = ['above', 'below', 'up_by', 'above', 'down_by'] as const
/** So far off that nothing fires: most hours nothing does. */
const VALUES = { above: 1e9, below: -1e9, up_by: 1e9, down_by: 1e9, unusual: 0 } as const

/** Every metric by hour, day and week, of all visits and of those of nine kinds; one in `unusual` for what is unusual. */
function alertNumbered(i: number, unusual: number): AlertInput {
  const when = i % unusual === 0 ? 'unusual' : (LIMITS[i % LIMITS.length] ?? 'above')
  return AlertInput.parse({
    name: `Alert ${i}`,
    metric: METRICS[i % METRICS.length],
    when,
    value: VALUES[when],
    per: PER[i % PER.length],
    filters: FILTERS[Math.floor(i / 7) % FILTERS.length],
  })
}

/** How long it takes to judge a thousand alerts that are due at once, of a site of so many events. */
export async function alertFigures({ extent, say }: Setting, data: string): Promise<Figure[]> {
  say('alerts: judging')
  const path = databasePath(data)
  const settings = openSettings(openDatabase(path))
  const key = randomBytes(32)
  keepIn(
    settings,
    box(() => key),
  )
  const reports = reportPool({ path, now: () => MONDAY })
  const log = await openLog('silent')
  const owners = { of: () => 'here' as const }
  const room: AlertsRoom = { settings, reports, owners, log, origin: undefined }
  try {
    const runs = Math.max(extent.runs, 3)
    const judged = async (what: string, unusual: number) => {
      await addAll(settings, unusual)
      const { reports: asked } = await timed(settings, room)
      const times = await repeated(runs, () => timed(settings, room))
      const ms = times.map((one) => one.ms)
      return figure(what, ms, { unit: 'ms', reach: { most: 2_000 }, note: `${asked} reports` })
    }
    return [
      await judged('1,000 alerts judged: limits and changes', Number.POSITIVE_INFINITY),
      await judged('1,000 alerts judged: a tenth of them for the unusual', 10),
    ]
  } finally {
    await reports.close()
    await settings.destroy()
  }
}

async function addAll(settings: Settings, unusual: number): Promise<void> {
  await settings.deleteFrom('alert').execute()
  const { id: site } = await settings
    .selectFrom('site')
    .select('id')
    .where('domain', '=', SITE)
    .executeTakeFirstOrThrow()
  for (let i = 0; i < ALERTS; i++) {
    const { name, paused: _, ...definition } = alertNumbered(i, unusual)
    const row = { id: `alert-${i}`, site, name, definition: JSON.stringify(definition) }
    await settings
      .insertInto('alert')
      .values({ ...row, paused: 0, created_at: i })
      .execute()
  }
}

async function timed(settings: Settings, room: AlertsRoom) {
  await settings.deleteFrom('alert_state').execute()
  const began = performance.now()
  const { alerts, reports } = await tick(room, MONDAY)
  if (alerts !== ALERTS) throw new Error(`${alerts} alerts were judged`)
  return { ms: performance.now() - began, reports }
}
