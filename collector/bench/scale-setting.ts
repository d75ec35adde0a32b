import type { ClickHouseAddress } from '../clickhouse-address.ts'
import type { Setting } from './figures.ts'

/** Where `bench --scale` finds a ClickHouse, in a database that it may fill: nobody else's rows may be there. */
export interface ScaleSetting extends Setting {
  clickhouse: ClickHouseAddress
  /** Times as many events as the file has that reports are asked about. */
  copies: readonly number[]
}

/** As a flag, for it may have a password that no shell should quote. */
export function flags({ clickhouse }: ScaleSetting): string[] {
  const { origin, username, password, database } = clickhouse
  const url = new URL(`${origin}/${database}`)
  url.username = username
  url.password = password
  return ['--clickhouse-url', url.href]
}

/** Of a server whose load comes through one address. */
export const QUIET = [
  ...['--rate-limit', '0', '--daily-address-mb', '0', '--daily-site-mb', '0'],
  ...['--trust-proxy', '127.0.0.1', '--log-level', 'error'],
]
