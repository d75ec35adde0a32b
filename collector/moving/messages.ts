import type { Failure } from '../failure.ts'
import type { ImportedDay } from '../imported/imported-day.ts'
import type { FieldError } from '../refusal.ts'
import type { FormatName, ReadOptions } from './format.ts'
import type { Slice } from './slices.ts'

/** What the thread that reads a file of history is started with. */
export interface ReadJob {
  path: string
  /** What the file was called. */
  name: string
  /** Null: found out. */
  format: FormatName | null
  options: ReadOptions
  mark: string | null
  /** Epoch ms; what is later than that is no history. */
  latest: number
  /** Path of the data file, where the intake's own refusals are to be found out beforehand; else null. */
  tried: string | null
}

/** What the file is. */
export interface FoundFile {
  format: FormatName
  kind: 'events' | 'days'
  label: string
  /** Of a table: its columns, which fields they are taken for, and its first few rows. */
  table: FoundColumns | null
}

export interface FoundColumns {
  columns: string[]
  mapping: Record<string, string>
  rows: string[][]
}

/** A part of daily sums. */
export interface DaySlice extends Pick<Slice, 'rejected' | 'share'> {
  days: ImportedDay[]
}

export type FromReader =
  | { found: FoundFile }
  | { slice: Slice }
  | { daySlice: DaySlice }
  | { done: true }
  | { refused: { status: number; message: string; errors: FieldError[] | undefined } }
  | { failure: Failure }
