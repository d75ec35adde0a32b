import type { Kysely } from 'kysely'
import type { Settings } from '../settings/tables.ts'
import type { Sums } from './imported-day.ts'

interface FileRow {
  site: number
  /** From 1 within the site; the greatest of those that tell of a day counts. */
  number: number
  id: string
  tool: string
  name: string | null
  digest: string
  rows: number
  /** Days since 1970-01-01. */
  first_day: number | null
  last_day: number | null
  at: number
  actor: string
  counts: number
}

interface DayRow {
  site: number
  kind: number
  day: number
  file: number
}

interface KeyRow {
  site: number
  id: number
  kind: number
  /** JSON list. */
  text: string
}

interface SumRow extends Sums {
  site: number
  file: number
  kind: number
  day: number
  key: number
}

export interface ImportedTables {
  imported_file: FileRow
  imported_day: DayRow
  imported_key: KeyRow
  imported_sum: SumRow
  site_change: { site: number; count: number }
  departure: { site: number; state: string }
}

export type ImportedDb = Kysely<ImportedTables>

/** Imported days lie in the collector's own file, beside visits: never among settings that lie elsewhere. */
export function importedIn(file: Settings): ImportedDb {
  return file as unknown as ImportedDb
}
