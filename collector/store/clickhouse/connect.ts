import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import type { ClickHouseAddress } from '../../clickhouse-address.ts'

/** A shipment of 50,000 events takes a second or two; longer than this, nobody answers. */
const ANSWER_MS = 60_000

export type Where = Pick<ClickHouseAddress, 'origin' | 'username' | 'password' | 'database'>

/** Asks nothing yet. `patience`: ms until a request is given up. */
export function connect(
  { origin, username, password, database }: Where,
  patience = ANSWER_MS,
): ClickHouseClient {
  return createClient({
    ...{ url: origin, username, password, database },
    application: 'tributary',
    request_timeout: patience,
    // What went wrong is thrown, and said once where it is known what it means.
    log: { level: ClickHouseLogLevel.OFF },
    keep_alive: { enabled: true },
  })
}
