import type { Config } from '../config.ts'
import { databasePath } from '../database-path.ts'
import type { Log } from '../log.ts'
import { type ForwardOptions, startForwarding } from './thread.ts'

/** Sends what changes to ClickHouse, where there is one. */
export function forwardingTo(config: Config, log: Log): { close(): Promise<void> } {
  const { data, clickhouseUrl: address, clickhouseCluster: cluster, collector, keepDays } = config
  if (!address) return { close: async () => undefined }
  const { origin, username, password, database } = address
  const clickhouse = { origin, username, password, database }
  const options: ForwardOptions = {
    database: databasePath(data),
    clickhouse,
    cluster,
    collector,
    keepDays,
  }
  return startForwarding(options, {
    failed: (reason) =>
      log.warn({ reason }, `nothing goes to ClickHouse (${address}); it waits and is tried again`),
    recovered: () => log.info('what waited goes to ClickHouse again'),
    ended: (reason) => log.error({ reason }, 'nothing goes to ClickHouse until the next start'),
  })
}
