import { statSync } from 'node:fs'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { requireGeoFile } from '../geo-file.ts'
import { intake } from '../intake/intake.ts'
import { bundledGeoPath, openPlaces } from '../intake/place.ts'
import { eventWriter } from '../intake/visits/writer.ts'
import type { ImportCounts } from '../moving/counts.ts'
import { FORMATS } from '../moving/format.ts'
import { Refusal } from '../refusal.ts'
import { eventStore } from '../store/sqlite/event-store.ts'
import { releaseYoungHeap } from '../young-heap.ts'
import { importHistory } from './import-history.ts'
import { sayImport } from './import-words.ts'
import type { ImportOptions, Seen } from './importing.ts'
import { settingFlags, withSettings } from './options.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'
import { Rejects } from './rejects.ts'
import { withOpenData } from './with-data.ts'

async function importFile(
  domain: string,
  source: string,
  options: ImportOptions,
): Promise<ImportCounts | Seen> {
  releaseYoungHeap()
  const { geoDb } = readConfig(settingFlags(options))
  requireGeoFile(geoDb)
  if (source !== '-') requireFile(source)
  return await withOpenData(options, async (data) => {
    requireOwn(data.db, domain, options)
    const store = eventWriter(eventStore(data.db, Date.now), Date.now)
    if (!store.sites().has(domain)) throw new Refusal(404, `there is no site ${domain} here`)
    const rejects = new Rejects(source)
    const desk = {
      road: intake(store, openPlaces(geoDb ?? bundledGeoPath())),
      site: () => store.sites().get(domain) ?? gone(domain),
      settle: store.settle,
      rejects,
    }
    const progress = progressBar(options.dryRun ? 'looking' : 'importing')
    const counts = await importHistory({ domain, source, options, data, desk, progress })
    const refused = options.dryRun ? 'would be refused' : 'was not stored'
    if (await rejects.close()) say(`what ${refused} is in ${rejects.path}`)
    return counts
  })
}

function requireFile(source: string): void {
  const found = statSync(source, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) return
  const what = found ? ': it is a folder; name a file in it, or pack them as one .zip' : ''
  throw new Refusal(404, `there is no file ${source} that can be read${what}`)
}

function gone(domain: string): never {
  throw new Refusal(404, `${domain} was removed while its events were being read`)
}

export function importCommand(): Command {
  return withSettings(new Command('import'), ['data', 'geoDb'])
    .description(
      'bring in events from a file, each at its own time: what `export` wrote, or another tool\u2019s export as it is',
    )
    .argument('<site>', 'domain')
    .argument('<file>', 'path of a file (.zip and .gz, too), or - for standard input')
    .addOption(
      new Option('--format <format>', 'whose file it is; found out when absent').choices(FORMATS),
    )
    .option(
      '--website <id>',
      'which website of a file that holds several (Umami); default: the one that the site has',
    )
    .option('--mapping <columns>', 'of any other table: at=Date,url=Page,visitor=Session')
    .option('--dry-run', 'store nothing, and say what would come')
    .option(
      '--no-undo',
      'bring events in exactly as they are: without the property by which they can be taken back',
    )
    .option('--json', 'print the counts as JSON')
    .action(async (domain: string, source: string, options: ImportOptions) => {
      sayImport(await importFile(domain, source, options), options.json)
    })
}
