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
  readonly #wrapped = new WeakSet<DatabaseConnection>()

  constructor(pool: pg.Pool) {
    super({ pool })
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    if (performance.now() - this.#vainAt < CIRCUIT_MS) throw unanswered()
    try {
      return this.#inWords(await super.acquireConnection())
    } catch (error) {
      this.#vainAt = performance.now()
      throw inWords(error, true)
    }
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
    await connection.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${TURN})`))
  }

  /** A connection is made once and lent many times. */
  #inWords(connection: DatabaseConnection): DatabaseConnection {
    if (this.#wrapped.has(connection)) return connection
    this.#wrapped.add(connection)
    const execute = connection.executeQuery.bind(connection)
    connection.executeQuery = async (query) => {
      try {
        return await execute(query)
      } catch (error) {
        throw inWords(error, false)
      }
    }
    return connection
  }
}

function unanswered(): Refusal {
  return new Refusal(
    503,
    'PostgreSQL, which holds the settings, does not answer; ask again in a while. Events are taken meanwhile',
  )
}

/** Classes of PostgreSQL's codes that say of the server, not of the question, that it cannot be: shut down, starting, full. */
const UNABLE = /^(08|53|57P)/u
const NO_CHARACTER = '22021'

/** `connecting`: whatever goes wrong then is the connection's. */
function inWords(error: unknown, connecting: boolean): unknown {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === NO_CHARACTER) return new Refusal(422, 'a text may not hold the character U+0000')
  // The client's own errors of a connection that was cut have no code, the system's one of letters (ECONNRESET).
  const isCut = connecting || /^E[A-Z]/u.test(code) || (code === '' && isOfConnection(error))
  return isCut || UNABLE.test(code) ? unanswered() : error
}

function isOfConnection(error: unknown): boolean {
  return error instanceof Error && /connection|timeout/iu.test(error.message)
}
