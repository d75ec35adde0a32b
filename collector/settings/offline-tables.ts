import type { Generated } from 'kysely'

/** A file that went out to an ad platform. */
interface OfflineExportRow {
  id: Generated<number>
  site: number
  platform: string
  /** The goal's id. */
  goal: string
  /** `conversions` or `adjustments`. */
  kind: string
  /** What the platform calls the goal's conversions. */
  name: string
  /** The period's days, both inclusive. */
  first: string
  last: string
  /** Lines of the file. */
  rows: number
  at: number
}

interface OfflineEventRow {
  export: number
  /** A hash of the event's id. */
  event: string
}

interface OfflineNameRow {
  site: number
  platform: string
  goal: string
  name: string
}

/** What went out to ad platforms, as it lies in the file. */
export interface OfflineTables {
  offline_export: OfflineExportRow
  offline_event: OfflineEventRow
  offline_name: OfflineNameRow
}
