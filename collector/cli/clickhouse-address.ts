import type { ClickHouseAddress } from '../clickhouse-address.ts'
import { type Config, readConfig } from '../config.ts'
import { StartError } from '../storage-trouble.ts'
import { settingFlags } from './options.ts'

/** What each command of the second engine takes. */
export const SETTINGS_OF_IT = ['clickhouseUrl', 'clickhouseCluster', 'collector'] as const

/** The settings and the address, which these commands cannot do without. */
export function addressed(options: object): { config: Config; address: ClickHouseAddress } {
  const config = readConfig(settingFlags(options))
  if (config.clickhouseUrl) return { config, address: config.clickhouseUrl }
  throw new StartError('Say which ClickHouse: --clickhouse-url or TRIBUTARY_CLICKHOUSE_URL.')
}
