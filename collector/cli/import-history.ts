import { basename } from 'node:path'
import { readConfig } from '../config.ts'
import { databasePath } from '../database-path.ts'
import { DAY } from '../durations.ts'
import { storeDays } from '../imported/store.ts'
import { lineParcel } from '../intake/parcels.ts'
import { OWN_LINK } from '../intake/road.ts'
import { bring, type TakenLines } from '../moving/bring.ts'
import { countStored, daysOf } from '../moving/bring-days.ts'
import { type ImportCounts, noCounts } from '../moving/counts.ts'
import { type Reading, readElsewhere } from '../moving/elsewhere.ts'
import { OTHER_WEBSITE } from '../moving/umami/event-of-row.ts'
import { newId } from '../new-id.ts'
import { found } from '../refusal.ts'
import { type Site, siteNamed } from '../settings/sites.ts'
import type { Desk, HistoryImporting, ImportOptions, Seen } from './importing.ts'
import { lookAtImport } from './look-at-import.ts'
import { settingFlags } from './options.ts'
import { say } from './print.ts'
import { keepRejected, type Standing, writtenDown } from './written-down.ts'

/** Brings in a file, our own or another tool’s: read in a thread, stored here. */
export async function importHistory(importing: HistoryImporting): Promise<ImportCounts | Seen> {
  const { path, domain, data, options } = importing
  const site = found(await siteNamed(data.settings, domain), `site ${domain}`)
  const id = newId()
  const reading = await readIn(importing, site, id)
  try {
    await reading.begun()
    say(`this is a file of ${reading.found.label}’s`)
    const of = { reading, id, site: Number(site.id), file: basename(path) }
    const counts = options.dryRun
      ? await lookAtImport(importing, reading, site)
      : await store(importing, of)
    // What lies behind the last rows of a zip is not read.
    importing.progress(1)
    sayOthers(counts, options, site)
    return counts
  } finally {
    await reading.close()
  }
}

/** Whoever does not name a website may not know that the site has one. */
function sayOthers({ rejected }: ImportCounts, { website }: ImportOptions, site: Site): void {
  const others = rejected[OTHER_WEBSITE] ?? 0
  if (others > 0 && website === undefined && site.umami_website_id !== null)
    say(
      `${others} rows are of other websites than ${site.umami_website_id}, the site's own; name another one with --website`,
    )
}

async function readIn(
  { path, options }: HistoryImporting,
  site: Site,
  id: string,
): Promise<Reading> {
  const { domain, timezone, currency, umami_website_id } = site
  const { format = null, mapping, dryRun = false } = options
  const website = options.website ?? umami_website_id ?? undefined
  return await readElsewhere({
    path,
    name: basename(path),
    format,
    options: { domain, timezone, currency, website, mapping },
    mark: dryRun ? null : id,
    latest: Date.now() + DAY,
    tried: dryRun ? databasePath(readConfig(settingFlags(options)).data) : null,
  })
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
  const standing: Standing = { counts: noCounts(), rejected: [], share: 0 }
  const work = async (tell: () => void) => {
    const told = { ...importing, progress: tellingToo(importing.progress, tell) }
    if (kind === 'events') await bring(reading.slices(), standing.counts, bringing(told, standing))
    else await storeSums(told, storing, standing)
    while (desk.settle()) await turn()
  }
  const folder = readConfig(settingFlags(importing.options)).data
  const written = { settings: data.settings, folder }
  await writtenDown(written, { id, site, format, kind, file }, standing, work)
  return standing.counts
}

function tellingToo(progress: HistoryImporting['progress'], tell: () => void) {
  return (share: number) => {
    progress(share)
    tell()
  }
}

async function storeSums(
  importing: HistoryImporting,
  { reading, id, site, file }: Storing,
  standing: Standing,
): Promise<void> {
  const tool = reading.found.format
  const asked = { id, tool, name: file, actor: 'command', site, now: Date.now() }
  const days = daysOf(reading.daySlices(), standing.counts, bringing(importing, standing))
  countStored(standing.counts, await storeDays(importing.data.file, asked, days))
}

function bringing(
  { desk, progress }: HistoryImporting,
  standing: Standing,
): Parameters<typeof bring>[2] {
  return {
    take: async (lines) => takeLines(desk, lines),
    reject(rejected) {
      const { line, file, reason, text = '' } = rejected
      keepRejected(standing, rejected)
      desk.rejects.write({ reason, at: line, file, line: text })
    },
    progress(share) {
      standing.share = share
      progress(share)
    },
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
