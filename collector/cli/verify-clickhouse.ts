import { isDeepStrictEqual } from 'node:util'
import type { ClickHouseClient } from '@clickhouse/client'
import { Command } from 'commander'
import type { OpenData } from '../data-folder.ts'
import { DAY } from '../durations.ts'
import { isWaiting } from '../forward/outbox.ts'
import { tableRows } from '../forward/rows.ts'
import { differingDays } from '../forward/verify.ts'
import { runReport } from '../reports/run/run.ts'
import { listSites } from '../settings/sites.ts'
import { connect } from '../store/clickhouse/connect.ts'
import { eventReader as thereReader } from '../store/clickhouse/reader.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { addressed } from './clickhouse-address.ts'
import { withSettings } from './options.ts'
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
  { db, settings }: OpenData,
  client: ClickHouseClient,
  site: string,
): Promise<Mismatch[]> {
  const now = Date.now()
  const rooms = [eventReader(db), thereReader(client, { limit_ms: LIMIT_MS })].map((reader) => ({
    ...{ reader, settings, now },
  }))
  const differing: Mismatch[] = []
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const task = { name: 'stats', site, request: { period: 'all', ...question } }
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

async function verify(options: object): Promise<Mismatch[]> {
  const { config, address } = addressed(options)
  const client = connect(address, LIMIT_MS)
  const told = tableRows(config.collector)
  const bar = progressBar('file against ClickHouse')
  try {
    return await withOpenData(options, async (data) => {
      if (isWaiting(data.db)) say('Some rows have not been sent yet; what they tell will differ.')
      const sites = await listSites(data.settings)
      const found: Mismatch[] = []
      for (const [i, { id, domain }] of sites.entries()) {
        const days = { from: 0, to: Math.ceil(Date.now() / DAY) + 2 }
        const differing = await differingDays(
          { db: data.db, client, told },
          { site: Number(id), days },
        )
        const text = ({ rows, checksum }: { rows: number; checksum: bigint }) =>
          `${rows} rows, ${checksum}`
        found.push(
          ...differing.map(({ table, day, here, there }) => ({
            site: domain,
            what: `${table}s`,
            day: new Date(day * DAY).toISOString().slice(0, 10),
            file: text(here),
            clickhouse: text(there),
          })),
          ...(await reportsOf(data, client, domain)),
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
  return withSettings(new Command('verify'), [
    'data',
    'clickhouseUrl',
    'clickhouseCluster',
    'collector',
  ])
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
