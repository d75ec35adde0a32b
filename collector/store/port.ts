import type { RawBuilder } from 'kysely'

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
  close(): void
}

/** Half-open stretch of time in epoch ms. */
export interface Span {
  from: number
  to: number
}

/** One total per group: rows, distinct people and sums. */
export interface Tally {
  /** Integer or text expressions; their values come back as `keys`, in this order. */
  keys: RawBuilder<unknown>[]
  /** Integer expression whose distinct values are counted. */
  person: RawBuilder<unknown>
  /** Integer expressions that are added up. */
  sums: RawBuilder<unknown>[]
  /** `from … where …` of the rows. */
  from: RawBuilder<unknown>
}

export interface TallyRow {
  keys: (string | number | null)[]
  rows: number
  people: number
  sums: number[]
}

/** Where engines differ. Everything else in a report is shared text. */
export interface Dialect {
  /** `from` source with alias v: visits of the site that start in the span. Ends in a where clause, so `and …` may follow. */
  visitsStarting(site: number, span: Span): RawBuilder<unknown>
  /** Source with aliases e and v: events of the site in the span, each with its visit. Ends in a where clause. */
  eventsWithin(site: number, span: Span): RawBuilder<unknown>
  /** Groups exactly, distinct people included, in one pass. */
  tally(parts: Tally): RawBuilder<{ keys: string; rows: number; people: number; sums: string }>
  /** Reads what `tally` answered. */
  readTally(row: { keys: string; rows: number; people: number; sums: string }): TallyRow
  /** Integer index of the bucket that an epoch-ms expression falls into; edges ascending, first edge = start of bucket 0. */
  bucket(at: RawBuilder<unknown>, edges: readonly number[]): RawBuilder<number>
  /** A property of an event's props JSON as text. */
  property(key: string): RawBuilder<string | null>
}
