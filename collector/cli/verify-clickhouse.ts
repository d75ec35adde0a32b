import { isDeepStrictEqual } from 'node:util'
import type { ClickHouseClient } from '@clickhouse/client'
import { Command } from 'commander'
import { dateOf } from '../date-of.ts'
import { DAY } from '../durations.ts'
import { heldOf } from '../forward/held-status.ts'
import { leftThere } from '../forward/left-there.ts'
import { isWaiting } from '../forward/outbox.ts'
import { tableRows } from '../forward/rows.ts'
import { differingDays } from '../forward/verify.ts'
import type { AllData } from '../open-all.ts'
import { runReport } from '../reports/run/run.ts'
import { listSites } from '../settings/sites.ts'
import { connect } from '../store/clickhouse/connect.ts'
import { eventReader as thereReader } from '../store/clickhouse/reader.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { addressed, SETTINGS_OF_IT } from './clickhouse-address.ts'
import { withSettings } from './options.ts'
import { ownDomains } from './own-site.ts'
import { printRows, say } from './print.ts'
import { progressBar } from './progress.ts'
import { withOpenData } from './with-data.ts'

/** What both are asked, for a look at the numbers that people see. */
const QUESTIONS = {
  totals: { metrics: ['visitors', 'visits', 'pageviews', 'events'] },
  days: { metrics: ['visitors', 'visits', 'pageviews'], dimensions: ['time:month'] },
  channels: { metrics: ['visitors', 'visits', 'bounce_rate'], dimensions: ['channel'] },
  pages: { metrics: ['visitors', 'pageviews'], dimensions: ['page'], limit: 100 },
}

interface Mismatch {
  site: string
  what: string
  day: string | null
  file: string
  clickhouse: string
}

const LIMIT_MS = 600_000

async function reportsOf(
  { db, settings, file }: AllData,
  client: ClickHouseClient,
  { site, period }: { site: string; period: unknown },
): Promise<Mismatch[]> {
  const now = Date.now()
  const rooms = [eventReader(db), thereReader(client, { limit_ms: LIMIT_MS })].map((reader) => ({
    ...{ reader, settings, file, now },
  }))
  const differing: Mismatch[] = []
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const task = { name: 'stats', site, request: { period, ...question } }
    const [file, clickhouse] = await Promise.all(rooms.map((room) => runReport(room, task)))
    if (isDeepStrictEqual(file, clickhouse)) continue
    differing.push({
      site,
      what: `report: ${what}`,
      day: null,
      file: '',
      clickhouse: 'other numbers',
    })
  }
  return differing
}

/** The days of which the file holds all, in whatever time zone. */
function wholeIn(since: string | undefined): unknown {
  if (since === undefined) return 'all'
  const today = Math.floor(Date.now() / DAY)
  return { from: dateOf(Math.floor(Date.parse(since) / DAY) + 1), to: dateOf(today) }
}

async function verify(options: object): Promise<Mismatch[]> {
  const { config, address } = addressed(options)
  const client = connect(address, LIMIT_MS)
  const told = tableRows(config.collector)
  const there = leftThere(client, config.collector)
  const bar = progressBar('file against ClickHouse')
  try {
    return await withOpenData(options, async (data) => {
      const held = new Map(heldOf(data.db).map(({ site, since }) => [site, since]))
      for (const [site, since] of held)
        say(
          `${site}: events before ${since} are in ClickHouse alone; they are held against what they came to when they left.`,
        )
      if (isWaiting(data.db)) say('Some rows have not been sent yet; what they tell will differ.')
      const own = ownDomains(data.db, options)
      const all = await listSites(data.settings)
      const sites = all.filter(({ domain }) => own.has(domain))
      if (sites.length < all.length)
        say(
          `Those of other collectors, ${all.length - sites.length} sites, are compared on theirs.`,
        )
      const found: Mismatch[] = []
      for (const [i, { id, domain }] of sites.entries()) {
        const differing = await differingDays({ db: data.db, there, told }, Number(id))
        const text = ({ rows, checksum }: { rows: number; checksum: bigint }) =>
          `${rows} rows, ${checksum}`
        found.push(
          ...differing.map(({ table, day, here, there }) => ({
            site: domain,
            what: `${table}s`,
            day: day === null ? null : dateOf(day),
            file: text(here),
            clickhouse: text(there),
          })),
          ...(await reportsOf(data, client, { site: domain, period: wholeIn(held.get(domain)) })),
        )
        bar((i + 1) / sites.length)
      }
      return found
    })
  } finally {
    await client.close()
  }
}

export function verifyCommand(): Command {
  return withSettings(new Command('verify'), SETTINGS_OF_IT)
    .description('compare the file with it, by site, day and report')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const found = await verify(options)
      printRows(
        found.map((one) => ({ ...one })),
        ['site', 'what', 'day', 'file', 'clickhouse'],
        options.json,
      )
      if (found.length === 0) say('Both tell the same.')
      else process.exitCode = 1
    })
}
