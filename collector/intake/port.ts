import type {
  DeletionCounts,
  Erased,
  LinkClicks,
  ListedEvent,
  NewDeletion,
  PersonName,
} from '../store/changes.ts'
import type { Arrivals, Departures } from '../store/moving.ts'

/** What the HTTP side needs from the threads behind it. */

export interface LiveRequest {
  /** Domain of the site. */
  site: string
  /** As it came; it is parsed in the intake thread. */
  body: Uint8Array | string
  ip: string
  userAgent: string
  /** Epoch ms. */
  arrival: number
  /**
   * The connection's other end names a client in X-Forwarded-For and is not trusted: its address where that is
   * nobody's on the internet, else empty. It may be a visitor's.
   */
  untrustedProxy?: string | undefined
}

export interface ImportRequest {
  site: string
  body: string
  /** One event a line, instead of one JSON body. */
  ndjson: boolean
  arrival: number
}

/** `body` is JSON text, ready to be sent. */
export interface IntakeAnswer {
  status: number
  body: string
  headers?: Record<string, string>
}

/** The same, answered by another thread. */
export type Later<T> = {
  [Name in keyof T]: T[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : never
}

export interface IntakePort {
  /** One request to the public intake. Resolves after the durable commit. */
  live(request: LiveRequest): Promise<IntakeAnswer>
  /** Events at their own times. Resolves after the durable commit. */
  import(request: ImportRequest): Promise<IntakeAnswer>
  /** Derived facts follow changed rules, aliases and exclusions. Counts the acquisition rows rewritten. */
  reclassify(site: string): Promise<{ changed: number }>
  /** Removes a site's events. */
  removeSite(siteId: number): Promise<void>
  /** Removes a person with all visits and events, and says how many; undefined when nobody has that name. */
  erase(siteId: number, name: PersonName): Promise<Erased | undefined>
  /** Deleting events by filter: begin, list all of them, start; its events come back until its end. */
  deletion: {
    begin(deletion: NewDeletion): Promise<number>
    list(id: number, events: ListedEvent[]): Promise<void>
    start(id: number, counts: DeletionCounts): Promise<void>
    /** False when there is none that can be taken back. */
    takeBack(siteId: number, id: number): Promise<boolean>
  }
  /** Sites on their way to another collector's file, and to this one. */
  leaving: Later<Departures>
  coming: Later<Arrivals>
  /** Adds clicks to short links. Resolves after the durable commit. */
  addClicks(clicks: LinkClicks[]): Promise<void>
  /** Calls back with the ids of sites that a commit touched; answers how to stop. */
  onCommit(listener: (siteIds: number[]) => void): () => void
  /** Calls back with what kept events from being committed, and with undefined when they are again; answers how to stop. */
  onStorage(listener: (failed: Error | undefined) => void): () => void
  /** Whether a commit would succeed now. */
  ready(): Promise<boolean>
  close(): Promise<void>
}
