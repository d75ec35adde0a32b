import type { ImportJob } from '../intake/import-lines.ts'
import type { FormatName } from '../moving/format.ts'
import type { AllData } from '../open-all.ts'
import type { Rejects } from './rejects.ts'

export interface ImportOptions {
  format?: FormatName
  website?: string
  mapping?: string
  dryRun?: boolean
  json?: boolean
}

/** What any import came to. */
export interface Summed {
  read: number
  stored: number
  duplicate: number
  rejected: Partial<Record<string, number>>
  left_out?: Record<string, number>
}

/** What an import stores by. */
export interface Desk extends Pick<ImportJob, 'road' | 'site' | 'settle'> {
  rejects: Rejects
}

/** One import of a file of history. */
export interface HistoryImporting {
  domain: string
  source: string
  options: ImportOptions
  data: AllData
  desk: Desk
  /** Told how much is done, 0–1. */
  progress(share: number): void
}
