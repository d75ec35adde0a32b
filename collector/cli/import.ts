import { statSync } from 'node:fs'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { requireGeoFile } from '../geo-file.ts'
import { importLines } from '../intake/import-lines.ts'
import { intake } from '../intake/intake.ts'
import { bundledGeoPath, openPlaces } from '../intake/place.ts'
import { eventWriter } from '../intake/visits/writer.ts'
import { FORMATS } from '../moving/format.ts'
import type { AllData } from '../open-all.ts'
import { Refusal } from '../refusal.ts'
import { eventStore } from '../store/sqlite/event-store.ts'
import { releaseYoungHeap } from '../young-heap.ts'
import { importHistory } from './import-history.ts'
import { requireAny, sayImport } from './import-words.ts'
import type { Desk, HistoryImporting, ImportOptions, Seen, Summed } from './importing.ts'
import { settingFlags, withSettings } from './options.ts'
import { type OwnExport, openSource } from './own-export.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'
import { Rejects } from './rejects.ts'
import { typedMapping } from './typed-mapping.ts'
import { withOpenData } from './with-data.ts'

async function importFile(
  domain: string,
  source: string,
  options: ImportOptions,
): Promise<Summed | Seen> {
  releaseYoungHeap()
  const { geoDb } = readConfig(settingFlags(options))
  requireGeoFile(geoDb)
  if (source !== '-') requireFile(source)
  return await withOpenData(options, async (data) => {
    requireOwn(data.db, domain, options)
    const desk = deskOf(data, domain, { source, geoDb })
    const counts = await importSource({ domain, options, data, desk }, source)
    const refused = options.dryRun ? 'would be refused' : 'was not stored'
    if (await desk.rejects.close()) say(`what ${refused} is in ${desk.rejects.path}`)
    return counts
  })
}

/** Reads it only now that there is somewhere to store it: what is piped in may be long. */
async function importSource(
  importing: Omit<HistoryImporting, 'path' | 'progress'>,
  source: string,
): Promise<Summed | Seen> {
  const { format, dryRun, undo } = importing.options
  const opened = await openSource(source, { format, isLookedAt: Boolean(dryRun || undo) })
  const { close } = 'own' in opened ? opened.own : opened
  const progress = progressBar(dryRun ? 'looking' : 'importing')
  try {
    return 'own' in opened
      ? await importOwn(opened.own, importing.desk, progress)
      : await importHistory({ ...importing, path: opened.path, progress })
  } finally {
    await close()
  }
}

/** Throws a 404 where there is no such site. */
function deskOf(
  { db }: AllData,
  domain: string,
  { source, geoDb }: { source: string; geoDb: string | undefined },
): Desk {
  const store = eventWriter(eventStore(db, Date.now), Date.now)
  if (!store.sites().has(domain)) throw new Refusal(404, `there is no site ${domain} here`)
  return {
    road: intake(store, openPlaces(geoDb ?? bundledGeoPath())),
    site: () => store.sites().get(domain) ?? gone(domain),
    settle: store.settle,
    rejects: new Rejects(source),
  }
}

type Counts = Summed & { rejected: Record<string, number> }

/** Our own export, read as it comes and stored exactly as it was. */
async function importOwn(
  { texts, share }: OwnExport,
  { rejects, ...desk }: Desk,
  progress: (share: number) => void,
): Promise<Summed> {
  const counts: Counts = { read: 0, stored: 0, duplicate: 0, rejected: {} }
  for (const { pieces, file } of texts) {
    const came = await importLines(pieces, {
      ...desk,
      now: Date.now,
      reject: (line, reason) => rejects.write({ reason, line, file }),
      progress() {
        const done = share()
        if (done !== undefined) progress(done)
      },
    })
    addCounts(counts, came)
  }
  if (share() !== undefined) progress(1)
  return counts
}

function addCounts(counts: Counts, came: Summed): void {
  counts.read += came.read
  counts.stored += came.stored
  counts.duplicate += came.duplicate
  for (const [reason, count = 0] of Object.entries(came.rejected))
    counts.rejected[reason] = (counts.rejected[reason] ?? 0) + count
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
  return withSettings(new Command('import'), ['geoDb'])
    .description(
      'bring in events from a file, each at its own time: what `export` wrote, or another tool’s export as it is',
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
    .option(
      '--mapping <columns>',
      'of any other table: at=Date,url=Page,visitor=Session',
      typedMapping,
    )
    .option('--dry-run', 'store nothing, and say what would come')
    .option(
      '--undo',
      'list our own export as other tools’ files are, its events with a property by which they can be taken back',
    )
    .option('--json', 'print the counts as JSON')
    .action(async (domain: string, source: string, options: ImportOptions) => {
      const counts = await importFile(domain, source, options)
      sayImport(counts, options.json)
      requireAny(counts)
    })
}
