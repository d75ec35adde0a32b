import type { RawBuilder } from 'kysely'
import type { Dialect } from './dialect.ts'
import type { UnitRows } from './unit-rows.ts'

/**
 * What a report needs from an engine: run one statement written over the logical tables,
 * with the engine's own fragments (`dialect`) where engines differ.
 */
export interface EventReader {
  readonly dialect: Dialect
  /** Runs one statement and answers all its rows. Read-only. */
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>
  /** The same, a row at a time, for exports. */
  stream<Row>(statement: RawBuilder<Row>): AsyncIterable<Row>
  /** Groups exactly, distinct people and the total over all groups included. */
  tally(parts: Tally): Promise<TallyAnswer>
  /** Both, by keys of the same kinds. The second tells `among`: how many of its people are in the first's same group. */
  tallyAmong(whole: Tally, part: Tally): Promise<[TallyAnswer, TallyAnswer]>
  /** What each person or visit did, in order: one history after another, by ascending `who`. */
  histories(parts: Histories): AsyncIterable<History>
  /** Undefined where an engine keeps nothing of units. */
  readonly units?: UnitRows
  /** Throws when nobody waits any more; for what takes long between two questions. */
  goOn(): void
  close(): Promise<void>
}

/** What tells whether an answer given before is still the one that would be given now. */
export interface Versions {
  site(domain: string): { id: number; timezone: string } | undefined
  /**
   * A text that is never the same again once a commit may have changed what reports on the spans say: settings, visits and
   * their events in the spans, and what reaches visits anywhere (reclassification, people, erasure).
   */
  of(site: number, spans: readonly Span[]): string
  /** The same for what intake counted on some UTC days, the last one exclusive, since 1970-01-01. */
  ofQuality(site: number, days: { from: number; to: number }): string
  close(): void
}

/** Half-open stretch of time in epoch ms. */
export interface Span {
  from: number
  to: number
}

/** Names of events; undefined for all. */
export type Names = readonly string[] | undefined

/** A small table whose rows are named by an id in `visit` or `event`. */
export type LabelTable = 'acquisition' | 'client' | 'place' | 'page' | 'title' | 'name'

/** What a tally groups by. */
export type Key =
  /**
   * An expression's value as it is, null included. `kept` where the rows v and e and the rest of the file tell it in the
   * same words for every question, so that copies serve again: as `numbers`, or as what all but a few rows have not.
   */
  | { kind: 'value'; value: RawBuilder<unknown>; kept?: 'numbers' | 'rare' }
  /**
   * A column of the small-table row that the id names; null when there is no row.
   * `folded`: spellings that differ in case are one, shown as the oldest row has it. `path`: percent-encodings of one
   * path are one, shown readable. `many`: the expression is a list of ids (`pagesOfVisit`), and the row counts in the
   * group of each; one key of a tally at most, which then has a unit.
   */
  | {
      kind: 'label'
      id: RawBuilder<unknown>
      table: LabelTable
      column: string
      folded: boolean
      path?: boolean
      many?: boolean
    }
  /** Index of the bucket that an instant falls into; edges ascend, the last one ends the last bucket. */
  | { kind: 'bucket'; at: RawBuilder<unknown>; edges: readonly number[] }

/** One total per group: rows, distinct people and sums. */
export interface Tally {
  site: number
  keys: Key[]
  /** `from … where …` of the rows. */
  from: RawBuilder<unknown>
  /**
   * Where the rows are all visits that start in a span, and person, keys and sums are whole numbers that the row v alone
   * tells, null as good as 0: that span. An engine may then count copies of the columns.
   */
  visits?: Span
  /** Rows of a group with the same unit count once; they must come one after another. */
  unit?: RawBuilder<unknown>
  /** Integer expression whose distinct values are counted, but for null. */
  person?: RawBuilder<unknown>
  /** Integer expressions that are added up. */
  sums: RawBuilder<unknown>[]
  /** What `dialect.rate` finds, in order of time. */
  rates?: readonly LocalRate[]
}

/** What a currency is worth from a local time (ms) on, until the next of it. */
export interface LocalRate {
  currency: string
  from: number
  rate: number
}

export interface TallyTotal {
  rows: number
  people: number
  /** Of the people, those of the same group in another tally. */
  among?: number
  sums: number[]
  /** A sum is beyond the integers that a number holds exactly, and only near the true one. */
  rounded?: true
}

export interface TallyRow extends TallyTotal {
  keys: (string | number | null)[]
}

export interface TallyAnswer {
  rows: TallyRow[]
  /** Over all groups: a unit or a person in several groups counts once. */
  total: TallyTotal
}

/** Events by who did them or where they lie, in the order in which they happened. */
export interface Histories {
  site: number
  /** A person's history reaches over all browsers, and what happened while there was no visit belongs to it. */
  of: 'person' | 'visit'
  /** What a moment is: an event e of the visit v, or the start of a visit v, with no e then. */
  moments?: 'events' | 'visits'
  /** `from … where …` of the events, aliases v and e, or of the visits. */
  from: RawBuilder<unknown>
  /**
   * Where those are all of a span that are marked, and what names a label beside them, or the time of a bucket, the rows v
   * and e tell alone: an engine may then read copies.
   */
  all?: AllOf | undefined
  /** At most 31; undefined holds for no event. Events for which none holds are left out. */
  marks: readonly (Mark | undefined)[]
  /** Bits of marks: a history of which no moment has one of them need not come. */
  wanted?: number
  /** What stands beside each moment; no list (`many`). */
  beside: readonly Key[]
  /** What `dialect.rate` finds, in order of time. */
  rates?: readonly LocalRate[]
}

/** Visits that start in a span, and all their events; or events of which it is the `moment` that lies there. */
export interface AllOf {
  span: Span
  by: 'start' | 'moment'
}

/** A condition of an event e of the visit v. */
export type Mark = RawBuilder<unknown> | NamedMark | KeptMark

/** One that the file alone tells, in the same words for every question: an engine may keep copies of what it finds. */
export interface KeptMark {
  kept: RawBuilder<unknown>
}

/** One that holds for events of a name alone, which an engine may look at first. */
export interface NamedMark {
  name: string
  /** Conditions of its page, a row p of `page`. */
  page?: RawBuilder<unknown> | undefined
  /** What rules it out, as a `KeptMark` is told. */
  unless?: RawBuilder<unknown> | undefined
  /** What else holds for the event. */
  and?: RawBuilder<unknown> | undefined
}

export interface History {
  /** Number of the person or the visit. */
  who: number
  /** One at least, in time order; those of one instant as `inTimeOrder` of `intake/visits/partition.ts` has them. */
  moments: MarkedMoment[]
}

export interface MarkedMoment {
  /** Epoch ms. */
  at: number
  /** A bit for each condition that holds: 1 for the first, 2 for the second, 4 for the third. */
  marks: number
  /** The values of the keys. */
  beside: readonly (string | number | null)[]
}
