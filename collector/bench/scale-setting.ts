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
