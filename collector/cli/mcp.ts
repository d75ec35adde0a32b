import { once } from 'node:events'
import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { Command } from 'commander'
import type { Asking, Defined, Reach } from '../assistants/reach.ts'
import { assistantServer } from '../assistants/server.ts'
import { type Config, readConfig } from '../config.ts'
import { databasePath } from '../database-path.ts'
import { SECOND } from '../durations.ts'
import type { AllData } from '../open-all.ts'
import { found, Refusal } from '../refusal.ts'
import type { ReportsPort } from '../reports/port.ts'
import { startReports } from '../reports/run/pool.ts'
import { listExperiments } from '../settings/experiments/experiments.ts'
import { listFunnels } from '../settings/funnels.ts'
import { listGoals } from '../settings/goals.ts'
import { listedSites } from '../settings/listed-sites.ts'
import { listSegments } from '../settings/segments.ts'
import type { Settings } from '../settings/tables.ts'
import { sqlDoor } from '../sql/door.ts'
import { settingFlags, withSettings } from './options.ts'
import { ownDomains } from './own-site.ts'
import { say } from './print.ts'
import { withOpenData } from './with-data.ts'

interface Options {
  site?: string
}

/** Whoever may read the folder. */
const CALLER = { key: 'mcp', guest: false }

const LISTS = {
  goals: listGoals,
  funnels: listFunnels,
  segments: listSegments,
  experiments: listExperiments,
} satisfies Record<Defined, (settings: Settings, site: number) => Promise<object[]>>

interface Folder {
  data: AllData
  config: Config
  reports: ReportsPort
  options: Options
  ending: AbortSignal
}

/** All that the data folder has, or one site of it. */
function reachOf({ data, config, reports, options, ending }: Folder): Reach {
  const sql = sqlDoor({
    path: databasePath(config.data),
    limit_ms: config.reportSeconds * SECOND,
    ending,
  })
  const sites = async () => {
    const own = ownDomains(data.db, options)
    const all = await listedSites(data)
    return all.filter(
      ({ domain }) => own.has(domain) && domain === (options.site?.toLowerCase() ?? domain),
    )
  }
  const siteOf = async (domain: string) => {
    const site = (await sites()).find((one) => one.domain === domain)
    return found(site, `site "${domain}" here`)
  }
  return {
    sites: async () =>
      (await sites()).map(({ domain, name, timezone, currency, has_spend, has_accounts }) => {
        return { domain, name, timezone, currency, has_spend, has_accounts }
      }),
    async defined(kind, domain) {
      const { id } = await siteOf(domain)
      return await LISTS[kind](data.settings, Number(id))
    },
    async report(name, { site, request, signal }) {
      const { domain } = await siteOf(site)
      return await reports.run(name, domain, request, { signal, caller: CALLER })
    },
    async sql({ site, request, signal }: Asking) {
      const { domain } = await siteOf(site)
      return await sql.ask(domain, request, { signal, caller: CALLER })
    },
  }
}

/** Standard output is the protocol's; whatever there is to say goes to standard error. */
async function serveAssistant(options: Options): Promise<void> {
  const config = readConfig(settingFlags(options))
  await withOpenData(options, async (data) => {
    const reports = startReports(config)
    const ending = new AbortController()
    try {
      const reach = reachOf({ data, config, reports, options, ending: ending.signal })
      if (options.site && (await reach.sites(ending.signal)).length === 0)
        throw new Refusal(404, `there is no site "${options.site}" here`)
      const served = serveStdio(() => assistantServer(reach), {
        onerror: ({ message }) => say(message),
      })
      await untilLeft()
      await served.close()
    } finally {
      ending.abort()
      await reports.close()
    }
  })
}

/** The client closes what it writes to, or sends a signal. */
async function untilLeft(): Promise<void> {
  const left = new AbortController()
  const { signal } = left
  await Promise.race([
    once(process.stdin, 'end', { signal }),
    once(process.stdin, 'close', { signal }),
    once(process, 'SIGINT', { signal }),
    once(process, 'SIGTERM', { signal }),
  ])
  left.abort()
}

export function mcpCommand(): Command {
  return withSettings(new Command('mcp'), ['clickhouseUrl', 'collector', 'reportSeconds'])
    .description('reports as tools for assistants (Model Context Protocol), over stdin and stdout')
    .option('--site <domain>', 'this site alone; default: all')
    .action(serveAssistant)
}
