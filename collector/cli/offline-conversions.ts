import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { AD_PLATFORMS, KINDS } from '../reports/offline/platforms.ts'
import {
  fileToStore,
  type MadeOffline,
  type OfflineAnswer,
  OfflineRequest,
} from '../reports/offline-conversions.ts'
import { runReport } from '../reports/run/run.ts'
import { storeExport } from '../settings/offline.ts'
import { siteByDomain } from '../settings/sites.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { noteChange } from './history.ts'
import { withData } from './options.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { withOpenData } from './with-data.ts'
import { requireTyped, typedChoice, typedDay } from './wrong-use.ts'

interface Options {
  platform: string
  goal: string
  kind: string
  from?: string
  to?: string
  period: string
  name?: string
  out?: string
  repeat?: boolean
  dryRun?: boolean
}

/** What the options say, as the API names it. */
function asked({ platform, goal, kind, from, to, period, name, repeat }: Options): object {
  const days =
    from === undefined && to === undefined ? period : { from: from ?? to, to: to ?? from }
  return { platform, goal, kind, period: days, repeat: repeat === true, ...(name && { name }) }
}

async function write(text: string, path: string | undefined): Promise<void> {
  if (path !== undefined) writeFileSync(path, text)
  else if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Makes the file and writes it out; once it lies there whole, its events went out. */
async function exportOffline(domain: string, options: Options): Promise<OfflineAnswer> {
  requireTyped(OfflineRequest, asked(options))
  return await withOpenData(options, async ({ db, settings }) => {
    requireOwn(db, domain, options)
    const site = await siteByDomain(settings, domain)
    const room = { reader: eventReader(db), settings, now: Date.now() }
    const task = { name: 'offline-conversions', site: site.domain, request: asked(options) }
    const made = (await runReport(room, task)) as MadeOffline
    await write(made.file, options.out)
    if (options.dryRun || made.answer.rows === 0) return made.answer
    const { events, ...file } = fileToStore(made, options.repeat === true)
    await storeExport(settings, Number(site.id), { events, ...file }, Date.now())
    const after = { ...file, goal: made.answer.goal.name, events: events.length }
    const thing = 'offline conversions'
    await noteChange(settings, { site: Number(site.id), thing, what: 'added', after })
    return made.answer
  })
}

function tell({ rows, events, left_out }: OfflineAnswer, dryRun: boolean): void {
  say(`${rows} lines of ${events} events${dryRun ? ' (nothing is remembered)' : ''}`)
  for (const { reason, events } of left_out) say(`left out: ${events} ${reason}`)
}

export function offlineConversionsCommand(): Command {
  return withData(new Command('offline-conversions'))
    .description('write conversions as the file that an ad platform takes, each once')
    .argument('<site>', 'domain')
    .addOption(
      new Option('--platform <platform>', 'for whom')
        .choices(AD_PLATFORMS)
        .argParser(typedChoice(AD_PLATFORMS))
        .makeOptionMandatory(),
    )
    .requiredOption('--goal <goal>', 'name or id')
    .addOption(new Option('--kind <kind>', 'of events').choices(KINDS).default('conversions'))
    .option('--period <period>', 'like 30d or mtd', '30d')
    .option('--from <day>', 'first day, YYYY-MM-DD in the site’s time zone', typedDay)
    .option('--to <day>', 'last day, inclusive', typedDay)
    .option('--name <name>', 'what the platform calls the conversion; remembered')
    .option('--out <file>', 'where to write it (default: standard output)')
    .option('--repeat', 'also what went out before')
    .option('--dry-run', 'remember nothing of it')
    .action(async (domain: string, options: Options) => {
      tell(await exportOffline(domain, options), options.dryRun === true)
    })
}
