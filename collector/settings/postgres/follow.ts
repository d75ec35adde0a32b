import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import pg from 'pg'
import type { PostgresAddress } from '../../postgres-address.ts'
import { CHANNEL } from './change-log.ts'
import { type Brought, pull } from './copy.ts'
import { NotThisOnesError } from './not-this-ones.ts'
import { connecting } from './open.ts'

export interface Follower {
  db: Database
  pool: pg.Pool
  address: PostgresAddress
  /** On each connection that is listened to, before it is; a NotThisOnesError that it throws ends the following. */
  connected(client: pg.Client): Promise<void>
  /** After rows were copied. */
  brought(what: Brought): void
  /** The reason once when it cannot follow any more, undefined once when it can again. */
  said(trouble: string | undefined): void
}

/** A notice may be lost with its connection; this is the longest that anything stays unseen, ms. */
const LOOK_MS = 1_000
/** A server that is gone without a word is found out later; nobody who sends events waits for that, ms. */
const PATIENCE_MS = 3_000
/** Between two attempts to connect, ms. */
const AGAIN_MS = 1_000

/** Keeps the file's copy of the settings up to date: told by PostgreSQL, and looking for itself. */
export class Following {
  readonly #follower: Follower
  readonly #looking: NodeJS.Timeout
  #closed = false
  #failing = false
  #copying: Promise<void> | undefined
  #again = false
  #listening: pg.Client | undefined

  constructor(follower: Follower) {
    this.#follower = follower
    this.#looking = setInterval(() => void this.catchUp(), LOOK_MS)
    this.#looking.unref()
  }

  /**
   * What is committed by now is copied when it resolves; where PostgreSQL does not answer, or not soon, the file stays as it is.
   */
  async catchUp(): Promise<void> {
    const patience = new AbortController()
    const { signal } = patience
    await Promise.race([this.#caughtUp(), wait(PATIENCE_MS, undefined, { signal, ref: false })])
    patience.abort()
  }

  #caughtUp(): Promise<void> {
    if (!this.#copying) return this.#copy()
    // What is being copied may have been read before the caller wrote.
    this.#again = true
    return this.#copying.then(() => this.#copying)
  }

  #copy(): Promise<void> {
    this.#again = false
    this.#copying = this.#pull().finally(() => {
      this.#copying = undefined
      if (this.#again && !this.#closed) void this.#copy()
    })
    return this.#copying
  }

  async #pull(): Promise<void> {
    if (this.#closed) return
    const { db, pool, brought } = this.#follower
    try {
      const what = await pull(db, pool)
      if (what.size > 0) brought(what)
      this.#works()
    } catch (error) {
      this.#fails(error)
    }
  }

  #fails(error: unknown): void {
    if (this.#closed || this.#failing) return
    this.#failing = true
    this.#follower.said(error instanceof Error ? error.message : String(error))
  }

  #works(): void {
    if (!this.#failing) return
    this.#failing = false
    this.#follower.said(undefined)
  }

  /** Listens until it is closed. Rejects with a NotThisOnesError that `connected` throws. */
  async listen(): Promise<void> {
    while (!this.#closed) {
      await this.#listenOnce()
      if (!this.#closed) await wait(AGAIN_MS, undefined, { ref: false })
    }
  }

  async #listenOnce(): Promise<void> {
    const client = new pg.Client(connecting(this.#follower.address))
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve)
      client.once('error', () => resolve())
    })
    try {
      await client.connect()
    } catch (error) {
      this.#fails(error)
      return
    }
    this.#listening = client
    try {
      await this.#follower.connected(client)
      client.on('notification', () => void this.catchUp())
      await client.query(`listen ${CHANNEL}`)
      await this.catchUp()
      if (!this.#closed) await ended
    } catch (error) {
      if (error instanceof NotThisOnesError) throw error
      this.#fails(error)
    } finally {
      this.#listening = undefined
      await client.end().catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#looking)
    await this.#listening?.end().catch(() => undefined)
    await this.#copying
  }
}
