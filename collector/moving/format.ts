import type { WireEvent, WireSender } from '../../tracker/protocol.ts'
import type { ImportedDay } from '../imported/imported-day.ts'

/** What a file of history may be from; `events` is our own export, `csv` any table whose columns are mapped. */
export const FORMATS = ['events', 'plausible', 'umami', 'matomo', 'ga4', 'csv'] as const
export type FormatName = (typeof FORMATS)[number]

/** One of the files in it: of a zip each, else the file itself. */
export interface Entry {
  /** As the zip calls it, with its folders. */
  name: string
  /** Its bytes, unpacked, from the beginning each time. Throws a 422 where they cannot be unpacked, or are too many. */
  open(): AsyncIterable<Uint8Array>
}

/** The beginning of an entry's text, without marks of byte order; empty for what is no text. */
export interface EntryHead {
  name: string
  text: string
}

/** What tells whose a file is. */
export interface FileHead {
  /** Of the file. */
  name: string
  /** Of the first few entries. */
  entries: readonly EntryHead[]
}

export interface OpenedFile {
  name: string
  entries: readonly Entry[]
  head: FileHead
}

/** What the reader knows of the site, and what its owner says of the file. */
export interface ReadOptions {
  domain: string
  timezone: string
  /** ISO 4217. */
  currency: string
  /** Column of the file by field, of the format `csv`. */
  mapping?: Readonly<Record<string, string>> | undefined
  /** Which of a file's websites, where it holds several. */
  website?: string | undefined
}

/** Where in the file it stood. */
export interface Whereabouts {
  /** From 1; of JSON that is no lines, the number of the record. */
  line: number
  /** Of a zip, in which file. */
  file?: string
}

/** A row that becomes nothing, and why. */
export interface Rejected extends Whereabouts {
  /** A few words that are the same for all rows refused for it, so that they can be counted. */
  reason: string
  /** As it stands in the file, cut. */
  text?: string
}

/** An import line of ours, with what is known in place of address and user agent. */
export interface ImportedEvent extends WireEvent, WireSender {
  ip?: string
  userAgent?: string
  browser?: string
  browser_version?: string
  os?: string
  os_version?: string
  device?: string
  /** ISO 3166-1 alpha-2. */
  country?: string
  region?: string
  city?: string
}

/** What a row became: `leftOut` is a row that another one tells already, by a few words. */
export type FoundEvent =
  | ({ event: ImportedEvent } & Whereabouts)
  | { rejected: Rejected }
  | { leftOut: string }

interface Format<Kind extends string> {
  kind: Kind
  name: FormatName
  /** As people call it: "Umami". */
  label: string
  looksLike(head: FileHead): boolean
}

/** Rows become our own events. They are handed on in batches, so that a million of them cost no million turns. */
export interface EventFormat extends Format<'events'> {
  read(file: OpenedFile, options: ReadOptions): AsyncIterable<FoundEvent[]>
}

/** Daily sums, which are never events. */
export interface DaysFormat extends Format<'days'> {
  read(
    file: OpenedFile,
    options: ReadOptions,
  ): AsyncIterable<(({ day: ImportedDay } & Whereabouts) | { rejected: Rejected })[]>
}

export type AnyFormat = EventFormat | DaysFormat
