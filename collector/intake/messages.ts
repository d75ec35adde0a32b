import type { Failure } from '../failure.ts'
import type {
  DeletionCounts,
  Limits,
  LinkClicks,
  ListedEvent,
  NewDeletion,
  PersonName,
} from '../store/changes.ts'
import type { Arrivals, Departures } from '../store/moving.ts'
import type { ImportRequest, IntakeAnswer } from './port.ts'
import type { DailyBytes } from './traffic.ts'
import type { WaitingRequest } from './waiting.ts'

/** What the process and its intake thread say to each other. */

/** What the thread is started with. */
export interface IntakeOptions {
  /** Path of the data file. */
  database: string
  /** Path of an mmdb file; the bundled one when null. */
  geo_db: string | null
  /** What browsers may add on a day; without, anything. */
  limits?: Limits
  daily_bytes?: DailyBytes
  /** Number of this collector. */
  collector?: number
}

export type Order =
  | { kind: 'import'; request: ImportRequest }
  | { kind: 'reclassify'; site: string }
  | { kind: 'removeSite'; site: number }
  | { kind: 'erase'; site: number; name: PersonName }
  | { kind: 'clicks'; clicks: LinkClicks[] }
  | { kind: 'beginDeletion'; deletion: NewDeletion }
  | { kind: 'listDeletion'; id: number; events: ListedEvent[] }
  | { kind: 'startDeletion'; id: number; counts: DeletionCounts }
  | { kind: 'takeBackDeletion'; site: number; id: number }
  | { kind: 'leaving'; what: keyof Departures; given: unknown[] }
  | { kind: 'coming'; what: keyof Arrivals; given: unknown[] }
  | { kind: 'ready' }
  | { kind: 'close' }

export type ToThread =
  /** Live requests of one turn of the event loop travel together. */
  { live: WaitingRequest[] } | { id: number; order: Order }

export type FromThread =
  | { started: true }
  /** Something that nobody waits for went wrong. */
  | { trouble: string }
  /** Events were answered 500, by an error of ours that stands where `faultOf` says. */
  | { fault: string }
  | { answers: { id: number; answer: IntakeAnswer }[]; sites: number[] }
  | { id: number; result: unknown }
  | { id: number; failure: Failure }
  /** A commit of events failed for the file's sake; null: one succeeded again. */
  | { storage: Failure | null }
