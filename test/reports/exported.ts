import { fileRecords } from '../../collector/intake/file-records.ts'
import type { ReportedSite } from './site.ts'

/** All events of a site. */
export async function exported(
  site: ReportedSite,
  format: 'ndjson' | 'csv' = 'ndjson',
): Promise<string> {
  return ((await site.run('export', { format })) as { text: string }).text
}

/** A file of CSV, as spreadsheets save it, read into the lines of an import. */
export async function linesOf(csv: string): Promise<string> {
  async function* pieces() {
    yield `\uFEFF${csv.slice(0, 100)}`
    yield csv.slice(100)
  }
  const lines: string[] = []
  for await (const { events } of fileRecords(pieces())) lines.push(...events)
  return lines.join('\n')
}
