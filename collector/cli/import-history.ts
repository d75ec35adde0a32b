import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '../config.ts'
import { databasePath } from '../database-path.ts'
import { Measuring } from '../imported/measure.ts'
import { storeDays } from '../imported/store.ts'
import { lineParcel } from '../intake/parcels.ts'
import { OWN_LINK } from '../intake/road.ts'
import { bring, type TakenLines } from '../moving/bring.ts'
import { countPeriod, countStored, daysOf } from '../moving/bring-days.ts'
import { type ImportCounts, noCounts } from '../moving/counts.ts'
import { type Reading, readElsewhere } from '../moving/elsewhere.ts'
import { mappingOf } from '../moving/table/mapping.ts'
import { newId } from '../new-id.ts'
import { found } from '../refusal.ts'
import { addHistoryImport, changeHistoryImport } from '../settings/history-imports.ts'
import { siteNamed } from '../settings/sites.ts'
import type { Desk, HistoryImporting } from './importing.ts'
import { settingFlags } from './options.ts'
import { say } from './print.ts'

/** Brings in another tool\u2019s file: read in a thread, stored here. */
export async function importHistory(importing: HistoryImporting): Promise<ImportCounts> {
  const { source } = importing
  if (source !== '-') return await importPath(importing, source)
  // A zip is read from its end.
  const folder = mkdtempSync(join(tmpdir(), 'tributary-'))
  try {
    const path = join(folder, 'stdin')
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }))
    return await importPath(importing, path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function importPath(importing: HistoryImporting, path: string): Promise<ImportCounts> {
  const { domain, options, data } = importing
  const site = found(await siteNamed(data.settings, domain), `site ${domain}`)
  const { timezone, currency } = site
  const id = newId()
  const { website } = options
  const mapping = options.mapping === undefined ? undefined : mappingOf(options.mapping)
  const reading = await readElsewhere({
    path,
    name: basename(path),
    format: options.format ?? null,
    options: { domain, timezone, currency, website, mapping },
    mark: options.dryRun ? null : id,
    tried: options.dryRun ? databasePath(readConfig(settingFlags(options)).data) : null,
  })
  try {
    await reading.begun()
    say(`this is a file of ${reading.found.label}\u2019s`)
    const storing = { reading, id, site: Number(site.id), file: basename(path) }
    const counts = options.dryRun ? await look(importing, reading) : await store(importing, storing)
    // What lies behind the last rows of a zip is not read.
    importing.progress(1)
    return counts
  } finally {
    await reading.close()
  }
}

async function look(importing: HistoryImporting, reading: Reading): Promise<ImportCounts> {
  const counts = noCounts()
  if (reading.found.kind === 'events') {
    await bring(reading.slices(), counts, { ...bringing(importing), take: async () => NOTHING })
    return counts
  }
  const measuring = new Measuring()
  for await (const day of daysOf(reading.daySlices(), counts, bringing(importing)))
    measuring.add(day)
  countPeriod(counts, measuring.measured())
  return counts
}

interface Storing {
  reading: Reading
  id: string
  site: number
  file: string
}

async function store(importing: HistoryImporting, storing: Storing): Promise<ImportCounts> {
  const { data, desk } = importing
  const { reading, id, site, file } = storing
  const { format, kind } = reading.found
  const row = { id, site, format, kind, file, ended_at: null }
  const counts = noCounts()
  const change = { state: 'stopped', told: '{}', at: Date.now() }
  await addHistoryImport(data.settings, { ...row, ...change })
  if (kind === 'events') await bring(reading.slices(), counts, bringing(importing))
  else await storeSums(importing, storing, counts)
  while (desk.settle()) await turn()
  const told = JSON.stringify({ counts, rejected: [] })
  await changeHistoryImport(data.settings, row, { state: 'done', told, ended_at: Date.now() })
  return counts
}

async function storeSums(
  importing: HistoryImporting,
  { reading, id, site, file }: Storing,
  counts: ImportCounts,
): Promise<void> {
  const tool = reading.found.format
  const asked = { id, tool, name: file, actor: 'command', site, now: Date.now() }
  const days = daysOf(reading.daySlices(), counts, bringing(importing))
  countStored(counts, await storeDays(importing.data.file, asked, days))
}

const NOTHING: TakenLines = { stored: 0, duplicate: 0, refused: [] }

function bringing({ desk, progress }: HistoryImporting): Parameters<typeof bring>[2] {
  return {
    take: async (lines) => takeLines(desk, lines),
    reject: ({ line, file, reason, text = '' }) =>
      desk.rejects.write({ reason, at: line, file, line: text }),
    progress,
  }
}

function takeLines({ road, site }: Desk, lines: readonly string[]): TakenLines {
  const fates = road.take([lineParcel(site(), lines, Date.now())])[0] ?? []
  const taken: TakenLines = { stored: 0, duplicate: 0, refused: [] }
  for (const [index, fate] of fates.entries()) {
    if (fate === 'accepted') taken.stored += 1
    else if (fate === 'duplicate') taken.duplicate += 1
    else if (fate !== OWN_LINK) taken.refused.push({ index, reason: fate })
  }
  return taken
}

/** Lets a server beside have its turn at the file. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}
