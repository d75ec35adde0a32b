import type { Config } from '../config.ts'
import { MINUTE } from '../durations.ts'
import { forwarderOf, isWaiting, refusalOf } from '../forward/outbox.ts'
import { connect } from '../store/clickhouse/connect.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { type Finding, finding } from './finding.ts'
import { inDatabase } from './in-database.ts'

const PATIENCE_MS = 5_000
/** Longer behind than this, somebody should look. */
const BEHIND_MS = 5 * MINUTE

/** Whether it answers, and how far it is behind. */
export async function clickhouse(config: Config, now: number): Promise<Finding> {
  const waits = inDatabase(config, (db) => waitingIn(db, now))
  const { clickhouseUrl: address } = config
  if (!address) return waits ? noAddress(waits) : finding('clickhouse', 'good', 'none')
  const client = connect(address, PATIENCE_MS)
  try {
    const answer = await client.query({ query: 'select version() as v', format: 'JSONEachRow' })
    const [{ v = '' } = {}] = await answer.json<{ v?: string }>()
    const there = `${address}, version ${v}`
    const refused = inDatabase(config, refusalOf)
    return refused ? standing(there, refused) : behind(there, waits)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const mend = 'start it, or put TRIBUTARY_CLICKHOUSE_URL right; what changes waits in the file'
    return finding('clickhouse', 'bad', `${address}: ${reason}`, mend)
  } finally {
    await client.close()
  }
}

interface Waiting {
  behind_ms: number
  failure: string | null
  whole: boolean
}

/** Undefined where nothing is forwarded from the file. */
function waitingIn(db: Connection, now: number): Waiting | undefined {
  const forwarder = forwarderOf(db)
  if (!forwarder) return undefined
  const behind_ms = isWaiting(db) && forwarder.fresh_at > 0 ? now - forwarder.fresh_at : 0
  return { behind_ms, failure: forwarder.failure, whole: forwarder.extent === 0 }
}

function noAddress({ behind_ms }: Waiting): Finding {
  const detail = `changes are noted for a ClickHouse that is not set, for ${Math.round(behind_ms / MINUTE)} min`
  const mend = 'set TRIBUTARY_CLICKHOUSE_URL again, or end it with "tributary clickhouse stop"'
  return finding('clickhouse', 'warn', detail, mend)
}

function standing(there: string, refused: string): Finding {
  const mend = 'mend what it says, and start the server again'
  return finding('clickhouse', 'bad', `${there}; nothing goes there: ${refused}`, mend)
}

function behind(there: string, waits: Waiting | undefined): Finding {
  if (waits?.failure) {
    const mend = 'mend what it says; what changes waits in the file and goes by itself'
    return finding('clickhouse', 'bad', `${there}; it takes nothing: ${waits.failure}`, mend)
  }
  if (waits && waits.behind_ms > BEHIND_MS) {
    const detail = `${there}, ${Math.round(waits.behind_ms / MINUTE)} min behind`
    return finding('clickhouse', 'warn', detail, 'see "tributary clickhouse status"')
  }
  if (waits && !waits.whole) {
    const mend = 'let the server run, or "tributary clickhouse backfill"'
    return finding('clickhouse', 'warn', `${there}; history is still on its way`, mend)
  }
  return finding('clickhouse', 'good', there)
}
