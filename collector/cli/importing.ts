import type { ComingTable } from '../imported/would-come.ts'
import type { Intake } from '../intake/intake.ts'
import type { ImportCounts } from '../moving/counts.ts'
import type { FormatName } from '../moving/format.ts'
import type { Mapping } from '../moving/table/fields.ts'
import type { AllData } from '../open-all.ts'
import type { IntakeSite } from '../settings/intake-site.ts'
import type { Rejects } from './rejects.ts'

export interface ImportOptions {
  format?: FormatName
  website?: string
  mapping?: Mapping
  dryRun?: boolean
  /** Our own events, too, get the mark by which they can be taken back. */
  undo?: boolean
  json?: boolean
}

/** What any import came to. */
export interface Summed {
  read: number
  stored: number
  duplicate: number
  rejected: Readonly<Partial<Record<string, number>>>
  left_out?: Readonly<Record<string, number>>
}

/** What an import would come to; `duplicate` are those that are here already. */
export interface Seen extends ImportCounts {
  /** What would be stored. */
  coming: number
  /** Of daily sums: days of tables that an earlier import tells of. */
  replaced: number
  /** Of daily sums. */
  tables: ComingTable[]
  /** The first and the last, in the site's zone; null without any. */
  dates: [from: string, to: string] | null
}

/** What an import stores by. */
export interface Desk {
  road: Intake
  site: () => IntakeSite
  /** Cuts some of the visits that lines out of order left to be cut. Answers whether more are left. */
  settle(): boolean
  rejects: Rejects
}

/** One import of a file of history. */
export interface HistoryImporting {
  domain: string
  path: string
  options: ImportOptions
  data: AllData
  desk: Desk
  /** Told how much is done, 0–1. */
  progress(share: number): void
}
