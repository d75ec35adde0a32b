import type { RawBuilder } from 'kysely'

/**
 * Rows that are kept of an experiment's units, so that a result need not read their events each time
 * (docs/decisions/0014-unit-rows.md). What a unit is worth is worked out above this port, from its history, in one way for
 * all engines; here it is only known whose rows are still right.
 */

/** What a unit did for a metric, after its first exposure and in the time before; whole numbers. */
export interface UnitValue {
  value: number
  /** Of a ratio, what stands below the line. */
  below: number
  before: number
}

/** A unit as a result counts it. */
export interface UnitRow {
  /** Place of the variant it was shown first. */
  variant: number
  /** Of its first exposure, epoch ms. */
  at: number
  /** It was shown another variant, too. */
  crossed: boolean
  /** By metric; undefined where it did nothing. */
  values: readonly (UnitValue | undefined)[]
}

/** Numbers of the rows that say what a unit was like at its first exposure; null where it was in no visit. */
export interface UnitLabels {
  acquisition: number | null
  client: number | null
  place: number | null
}

/** A unit that was worked out, and how long that holds. */
export interface WorkedUnit {
  /** Number of the person or the visit. */
  who: number
  /** Undefined while all its exposures lie ahead. */
  unit: (UnitRow & UnitLabels) | undefined
  /** Of the last of its moments that had been, epoch ms. */
  latest: number
  /** Of the first that had not; null without one. */
  due: number | null
}

/** A column of what a unit was like. */
export interface UnitDimension {
  table: keyof UnitLabels
  column: string
  /** Spellings that differ in case are one value. */
  folded: boolean
}

/** Rates by which money was converted: of a currency from a day on. */
export type UnitRates = readonly { currency: string; day: string; rate: number }[]

/** Units of a phase, and all that their rows depend on beside events. */
export interface KeptUnits {
  site: number
  experiment: string
  phase: number
  of: 'person' | 'visit'
  /** A text that is another once the same events would make other rows. */
  meaning: string
  rates: UnitRates
  /** Events that make a unit what it is; undefined: any, and what they are shown as. */
  names: readonly string[] | undefined
  /** Moments that can count, epoch ms, both ends included. */
  reach: { from: number; to: number }
  /** What has been by then counts. */
  now: number
}

/** `from … where …` of the visits v, the lone among them, of some units; undefined: all units are to be worked out. */
export type Whose = RawBuilder<unknown> | undefined

export interface UnitReading {
  kept: KeptUnits
  dimensions: readonly UnitDimension[]
  /** Those of them that are units, from their events, by ascending number. */
  work(whose: Whose): AsyncIterable<WorkedUnit>
  /** `shown`: the dimensions' values. By ascending number of the unit. */
  each(unit: UnitRow, shown: readonly (string | null)[]): void
}

export interface UnitRows {
  /** Tells of all units as one state of the file has them: those whose rows are no longer right are worked out anew. */
  read(reading: UnitReading): Promise<void>
}
