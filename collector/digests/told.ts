import type { DateRange } from '../reports/time/period.ts'
import type { Site } from '../settings/sites.ts'
import type { Facts } from './facts.ts'
import type { Formats } from './formats.ts'
import type { Per } from './schedule.ts'
import type { DigestTexts } from './texts/en.ts'
import type { Language } from './texts/languages.ts'

export type Tone = 'good' | 'bad' | 'plain'

/** A number, and how it has changed. */
export interface Tile {
  name: string
  value: string
  change?: { text: string; tone: Tone }
}

/** A line with a bar. */
export interface Line {
  name: string
  value: string
  /** 0–1: how long its bar is. */
  share: number
  note?: string
  tone?: Tone
}

export interface Part {
  title: string
  lines: Line[]
  /** What is said where there are none. */
  empty?: string
}

/** A digest in its reader's language; none of it is escaped yet. */
export interface Content {
  language: Language
  subject: string
  title: string
  site: string
  days: string
  /** What it is held against. */
  versus: string
  sentences: string[]
  tone: Tone
  tiles: Tile[]
  parts: Part[]
  broken: { title: string; lines: string[]; link: Link } | undefined
  link: Link
  reason: string
  unsubscribe: string
}

export interface Link {
  text: string
  url: string
}

/** What the words of a digest are made with. */
export interface Telling {
  facts: Facts
  site: Pick<Site, 'domain' | 'name' | 'currency' | 'week_start'>
  per: Per
  days: DateRange
  texts: DigestTexts
  formats: Formats
}
