import { once } from 'node:events'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { openData, requireDatabase } from '../data-folder.ts'
import { databasePath } from '../database-path.ts'
import type { ExportAnswer } from '../reports/export/export-part.ts'
import { exportEvents } from '../reports/export.ts'
import { runReport } from '../reports/run/run.ts'
import { openSettings } from '../settings/tables.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { settingFlags, withData } from './options.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { typedDay, WrongUse } from './wrong-use.ts'

interface Options {
  from?: string
  to?: string
  format: 'ndjson' | 'csv'
}

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Whoever reads may stop early, as `head` does: then there is nothing more to do. A full disk ends it, too. */
function endWithReader(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

/** The folder's database, brought forward first if it is an older one. */
async function openReading(folder: string) {
  requireDatabase(folder)
  await openData(folder).close()
  return openDatabase(databasePath(folder), { readonly: true })
}

async function exportSite(site: string, options: Options): Promise<void> {
  const { from, to, format } = options
  if (from !== undefined && to !== undefined && to < from) {
    throw new WrongUse(`the period ends (${to}) before it begins (${from})`)
  }
  process.stdout.on('error', endWithReader)
  const db = await openReading(readConfig(settingFlags(options)).data)
  requireOwn(db, site, options)
  const room = { reader: eventReader(db), settings: openSettings(db), now: Date.now() }
  try {
    const part = async (request: object) =>
      (await runReport(room, { name: 'export', site, request })) as ExportAnswer
    let count = 0
    for await (const { text, events } of exportEvents(part, { from, to, format })) {
      await write(text)
      count += events
    }
    say(`exported ${count} events`)
  } finally {
    await room.settings.destroy()
  }
}

export function exportCommand(): Command {
  return withData(new Command('export'))
    .description('write raw events to stdout; `import` reads them back to the same reports')
    .argument('<site>', 'domain')
    .option('--from <day>', 'first day, YYYY-MM-DD in the site’s time zone', typedDay)
    .option('--to <day>', 'last day, inclusive', typedDay)
    .addOption(new Option('--format <format>').choices(['ndjson', 'csv']).default('ndjson'))
    .action(exportSite)
}
