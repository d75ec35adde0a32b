import { createReadStream, createWriteStream, statSync, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Command, Option } from 'commander'
import { readConfig } from '../config.ts'
import { requireGeoFile } from '../geo-file.ts'
import { type ImportCounts, importLines } from '../intake/import-lines.ts'
import { intake } from '../intake/intake.ts'
import { bundledGeoPath, openPlaces } from '../intake/place.ts'
import type { Reason } from '../intake/road.ts'
import { eventWriter } from '../intake/visits/writer.ts'
import { Refusal } from '../refusal.ts'
import { inWords } from '../storage-trouble.ts'
import { eventStore } from '../store/sqlite/event-store.ts'
import { releaseYoungHeap } from '../young-heap.ts'
import { settingFlags, withSettings } from './options.ts'
import { requireOwn } from './own-site.ts'
import { say } from './print.ts'
import { progressBar } from './progress.ts'
import { withOpenData } from './with-data.ts'

interface Options {
  format: string
  json?: boolean
}

/** Where lines that were not stored go: beside the file, each with its reason; made when the first one comes. */
class Rejects {
  readonly path: string
  #file: WriteStream | undefined

  constructor(source: string) {
    this.path = `${source === '-' ? 'stdin' : source}.rejected.ndjson`
  }

  write(line: string, reason: Reason): void {
    this.#file ??= createWriteStream(this.path).on('error', () => {
      // `close` throws it.
    })
    this.#file.write(`${JSON.stringify({ reason, line })}\n`)
  }

  /** Answers whether there were any. Rejects when they could not be written. */
  async close(): Promise<boolean> {
    const file = this.#file
    if (!file) return false
    file.end()
    await finished(file).catch((error: unknown) => {
      throw inWords(error, this.path)
    })
    return true
  }
}

async function importFile(domain: string, source: string, options: Options): Promise<ImportCounts> {
  releaseYoungHeap()
  const { geoDb } = readConfig(settingFlags(options))
  requireGeoFile(geoDb)
  const size = source === '-' ? 0 : sizeOf(source)
  return await withOpenData(options, async ({ db }) => {
    requireOwn(db, domain, options)
    const store = eventWriter(eventStore(db, Date.now), Date.now)
    if (!store.sites().has(domain)) throw new Refusal(404, `there is no site ${domain} here`)
    const input = source === '-' ? process.stdin : createReadStream(source)
    input.setEncoding('utf8')
    const rejects = new Rejects(source)
    const bar = progressBar('importing')
    const counts = await importLines(input, {
      road: intake(store, openPlaces(geoDb ?? bundledGeoPath())),
      site: () => store.sites().get(domain) ?? gone(domain),
      now: Date.now,
      reject: (line, reason) => rejects.write(line, reason),
      settle: store.settle,
      progress: (_, bytes) => size > 0 && bar(bytes / size),
    })
    if (await rejects.close()) say(`what was not stored is in ${rejects.path}`)
    return counts
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

function summary({ read, stored, duplicate, rejected }: ImportCounts): string {
  const total = Object.values(rejected).reduce((sum, count) => sum + count, 0)
  const reasons = Object.entries(rejected).map(([reason, count]) => `${reason} ${count}`)
  const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : ''
  return `read ${read}, stored ${stored}, duplicate ${duplicate}, rejected ${total}${why}`
}

export function importCommand(): Command {
  return withSettings(new Command('import'), ['data', 'geoDb'])
    .description(
      'read events from a file, each at its own time: NDJSON, or what `export` wrote as CSV',
    )
    .argument('<site>', 'domain')
    .argument('<file>', 'path of an NDJSON or CSV file, or - for standard input')
    .addOption(
      new Option('--format <format>', 'what the file holds').choices(['events']).default('events'),
    )
    .option('--json', 'print the counts as JSON')
    .action(async (domain: string, source: string, options: Options) => {
      const counts = await importFile(domain, source, options)
      console.log(options.json ? JSON.stringify(counts) : summary(counts))
    })
}
