import { createReadStream, statSync } from 'node:fs'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { requireGeoFile } from '../geo-file.ts'
import { importLines } from '../intake/import-lines.ts'
import { intake } from '../intake/intake.ts'
import { bundledGeoPath, openPlaces } from '../intake/place.ts'
import { eventWriter } from '../intake/visits/writer.ts'
import { FORMATS } from '../moving/format.ts'
import { Refusal } from '../refusal.ts'
import { eventStore } from '../store/sqlite/event-store.ts'
import { releaseYoungHeap } from '../young-heap.ts'
import { importHistory } from './import-history.ts'
import type { Desk, ImportOptions, Summed } from './importing.ts'
import { settingFlags, withSettings } from './options.ts'
import { isOwnExport } from './own-export.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'
import { Rejects } from './rejects.ts'
import { withOpenData } from './with-data.ts'

async function importFile(domain: string, source: string, options: ImportOptions): Promise<Summed> {
  releaseYoungHeap()
  const { geoDb } = readConfig(settingFlags(options))
  requireGeoFile(geoDb)
  const size = source === '-' ? 0 : sizeOf(source)
  const isOwn = options.format === 'events' || (await isOwnExport(source, options.format))
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
    const bar = progressBar('importing')
    const counts =
      isOwn && !options.dryRun
        ? await importOwn(source, { ...desk, progress: (bytes) => size > 0 && bar(bytes / size) })
        : await importHistory({ domain, source, options, data, desk, progress: bar })
    if (await rejects.close()) say(`what was not stored is in ${rejects.path}`)
    return counts
  })
}

/** Our own export, read as it comes. */
async function importOwn(
  source: string,
  { rejects, progress, ...desk }: Desk & { progress(bytes: number): void },
): Promise<Summed> {
  const input = source === '-' ? process.stdin : createReadStream(source)
  input.setEncoding('utf8')
  return await importLines(input, {
    ...desk,
    now: Date.now,
    reject: (line, reason) => rejects.write({ reason, line }),
    progress: (_, bytes) => progress(bytes),
  })
}

function sizeOf(source: string): number {
  const found = statSync(source, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) return found.size
  throw new Refusal(404, `there is no file ${source} that can be read`)
}

function gone(domain: string): never {
  throw new Refusal(404, `${domain} was removed while its events were being read`)
}

function summary({ read, stored, duplicate, rejected, left_out = {} }: Summed): string {
  const left = Object.keys(left_out).length > 0 ? `, left out ${inAll(left_out)}` : ''
  return `read ${read}, stored ${stored}, duplicate ${duplicate}, rejected ${inAll(rejected)}${left}`
}

function inAll(sums: Partial<Record<string, number>>): string {
  const total = Object.values(sums).reduce<number>((sum, count = 0) => sum + count, 0)
  const parts = Object.entries(sums).map(([reason, count]) => `${reason} ${count}`)
  return parts.length > 0 ? `${total} (${parts.join(', ')})` : `${total}`
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
    .option('--website <id>', 'which website of a file that holds several (Umami)')
    .option('--mapping <columns>', 'of any other table: at=Date,url=Page,visitor=Session')
    .option('--dry-run', 'store nothing, and say what would come')
    .option('--json', 'print the counts as JSON')
    .action(async (domain: string, source: string, options: ImportOptions) => {
      const counts = await importFile(domain, source, options)
      console.log(options.json ? JSON.stringify(counts) : summary(counts))
    })
}
