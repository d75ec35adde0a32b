import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  PostgresDriver,
} from 'kysely'
import type pg from 'pg'
import { Refusal } from '../../refusal.ts'
import { TURN } from './change-log.ts'

/**
 * PostgreSQL for the settings. A transaction waits for its turn, as in the file: nobody else writes settings until it
 * ends, so what it read still holds when it writes.
 */
export class SharedDialect extends PostgresDialect {
  readonly #pool: pg.Pool

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }

  override createDriver(): Driver {
    return new SharedDriver(this.#pool)
  }
}

/** After a vain attempt the next ones fail at once for so long, ms: nothing that may go on without them waits. */
const CIRCUIT_MS = 1_000

class SharedDriver extends PostgresDriver {
  #vainAt = Number.NEGATIVE_INFINITY
  readonly #known = new WeakSet<DatabaseConnection>()
  /** Those within a transaction. */
  readonly #within = new WeakSet<DatabaseConnection>()

  constructor(pool: pg.Pool) {
    super({ pool })
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (performance.now() - this.#vainAt < CIRCUIT_MS) throw unanswered()
    try {
      return this.#inTurn(await super.acquireConnection())
    } catch (error) {
      this.#vainAt = performance.now()
      throw inWords(error, true)
    }
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    this.#within.add(connection)
    try {
      await connection.executeQuery(CompiledQuery.raw('begin'))
      await connection.executeQuery(CompiledQuery.raw(TAKE_TURN))
    } catch (error) {
      // Whoever gets the connection next would be within what has failed.
      await this.rollbackTransaction(connection).catch(() => undefined)
      throw error
    }
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#within.delete(connection)
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#within.delete(connection)
    await super.rollbackTransaction(connection)
  }

  /**
   * A connection is made once and lent many times. A single statement that writes takes its turn, too: were it to hold a row
   * first, whoever has the turn and wants that row would wait for it, and it for them.
   */
  #inTurn(connection: DatabaseConnection): DatabaseConnection {
    if (this.#known.has(connection)) return connection
    this.#known.add(connection)
    const execute = connection.executeQuery.bind(connection)
    const inWordsOf: typeof execute = async (query) => {
      try {
        return await execute(query)
      } catch (error) {
        throw inWords(error, false)
      }
    }
    connection.executeQuery = async <R>(query: CompiledQuery) => {
      if (this.#within.has(connection) || !WRITES.test(query.sql)) return await inWordsOf<R>(query)
      await this.beginTransaction(connection)
      try {
        const done = await inWordsOf<R>(query)
        await this.commitTransaction(connection)
        return done
      } catch (error) {
        await this.rollbackTransaction(connection).catch(() => undefined)
        throw error
      }
    }
    return connection
  }
}

const TAKE_TURN = `select pg_advisory_xact_lock(${TURN})`
const WRITES = /^\s*(insert|update|delete)\b/iu

function unanswered(): Refusal {
  return new Refusal(
    503,
    'PostgreSQL, which holds the settings, does not answer; ask again in a while. Events are taken meanwhile',
  )
}

/**
 * PostgreSQL's codes that say of the server, not of the question, that it cannot be: cut off, full, a standby that only reads, too
 * long in a queue, shut down or starting, its disk.
 */
export const UNABLE = /^(08|25006|53|55P03|57|58|E[A-Z])/u
const NO_CHARACTER = '22021'

/** `connecting`: whatever goes wrong then is the connection's. */
function inWords(error: unknown, connecting: boolean): unknown {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === NO_CHARACTER) return new Refusal(422, 'a text may not hold the character U+0000')
  // The client's own errors of a connection that was cut have no code, the system's one of letters (ECONNRESET).
  const isCut = connecting || (code === '' && isOfConnection(error))
  return isCut || UNABLE.test(code) ? unanswered() : error
}

function isOfConnection(error: unknown): boolean {
  return error instanceof Error && /connection|timeout/iu.test(error.message)
}
