import { Measuring } from '../imported/measure.ts'
import { wouldCome } from '../imported/would-come.ts'
import { localDate } from '../local-date.ts'
import { bring } from '../moving/bring.ts'
import { countPeriod, daysOf } from '../moving/bring-days.ts'
import { noCounts } from '../moving/counts.ts'
import type { Reading } from '../moving/elsewhere.ts'
import type { Site } from '../settings/sites.ts'
import { seen } from '../store/sqlite/seen.ts'
import type { HistoryImporting, Seen } from './importing.ts'

type Looking = Pick<HistoryImporting, 'data' | 'desk' | 'progress'>

/** Reads a file as an import would, storing nothing. */
export async function lookAtImport(
  importing: Looking,
  reading: Reading,
  { id, timezone }: Pick<Site, 'id' | 'timezone'>,
): Promise<Seen> {
  const isEvents = reading.found.kind === 'events'
  const seen = await (isEvents ? events : days)(importing, reading, Number(id))
  const { from, to } = seen
  if (from === null || to === null) return { ...seen, dates: null }
  const date = (at: number) => localDate(isEvents ? timezone : 'UTC', at)
  return { ...seen, dates: [date(from), date(to)] }
}

/** Who hears of what is refused, and how far it is. */
function telling({
  desk,
  progress,
}: Looking): Pick<Parameters<typeof bring>[2], 'reject' | 'progress'> {
  return {
    reject: ({ line, file, reason, text = '' }) =>
      desk.rejects.write({ reason, at: line, file, line: text }),
    progress,
  }
}

type Counted = Omit<Seen, 'dates'>

async function events(importing: Looking, reading: Reading, site: number): Promise<Counted> {
  const counts = noCounts()
  const known = seen(importing.data.db)
  let coming = 0
  await bring(reading.slices(), counts, {
    ...telling(importing),
    async take(lines) {
      const ids = lines.map((line) => String((JSON.parse(line) as { id?: unknown }).id))
      const duplicate = ids.filter((id) => known.has(site, id)).length
      coming += lines.length - duplicate
      return { stored: 0, duplicate, refused: [] }
    },
  })
  return { ...counts, coming, replaced: 0, tables: [] }
}

async function days(importing: Looking, reading: Reading, site: number): Promise<Counted> {
  const counts = noCounts()
  const measuring = new Measuring()
  for await (const day of daysOf(reading.daySlices(), counts, telling(importing)))
    measuring.add(day)
  countPeriod(counts, measuring.measured())
  const tables = await wouldCome(importing.data.file, site, measuring)
  const replaced = tables.reduce((sum, table) => sum + table.replaced, 0)
  return { ...counts, coming: measuring.rows, replaced, tables }
}
