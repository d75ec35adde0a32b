import type { ClickHouseAddress } from './clickhouse-address.ts'
import type { PostgresAddress } from './postgres-address.ts'
import { PROVIDER_SETTINGS } from './provider-settings.ts'
import { type Setting, setting } from './setting.ts'
import {
  addresses,
  anyText,
  clickhouse,
  LEVELS,
  type LogLevel,
  level,
  origin,
  pathPrefix,
  postgres,
  smtp,
  wholeNumber,
  word,
  yesOrNo,
} from './setting-values.ts'
import type { SmtpAddress } from './smtp-address.ts'

function daily(what: string, fallback: number, description: string): Setting<number> {
  return setting<number>({
    flag: `--daily-${what} <number>`,
    env: `TRIBUTARY_DAILY_${what.toUpperCase().replaceAll('-', '_')}`,
    fallback,
    description: `${description} on a day; 0: no limit`,
    parse: wholeNumber(0, 1_000_000_000),
  })
}

/** Every setting, once: the command line, the environment, `tributary config` and all messages read this. */
export const SETTINGS = {
  port: setting<number>({
    flag: '--port <number>',
    env: 'TRIBUTARY_PORT',
    fallback: 8787,
    description: 'port to listen on; 0 picks a free one',
    parse: wholeNumber(0, 65_535),
  }),
  host: setting<string>({
    flag: '--host <address>',
    env: 'TRIBUTARY_HOST',
    fallback: '127.0.0.1',
    description: 'address to listen on; 0.0.0.0 for all',
    parse: anyText,
  }),
  data: setting<string>({
    flag: '--data <folder>',
    env: 'TRIBUTARY_DATA',
    fallback: './data',
    description: 'folder of the database',
    parse: anyText,
  }),
  demo: setting<boolean>({
    flag: '--demo',
    env: 'TRIBUTARY_DEMO',
    fallback: false,
    description: 'add the site demo.tributary.test with 90 days of made-up traffic',
    parse: yesOrNo,
  }),
  publicUrl: setting<string | undefined>({
    flag: '--public-url <url>',
    env: 'TRIBUTARY_PUBLIC_URL',
    fallback: undefined,
    description: 'where browsers reach this server; default http://HOST:PORT',
    parse: origin,
  }),
  rateLimit: setting<number>({
    flag: '--rate-limit <number>',
    env: 'TRIBUTARY_RATE_LIMIT',
    fallback: 50,
    description:
      'intake requests per second and client address, with a burst of four times that; 0: no limit',
    parse: wholeNumber(0, 1_000_000),
  }),
  trustProxy: setting<readonly string[]>({
    flag: '--trust-proxy <list>',
    env: 'TRIBUTARY_TRUST_PROXY',
    fallback: [],
    description: 'addresses or CIDR ranges whose X-Forwarded-For is believed',
    parse: addresses,
  }),
  trackerPath: setting<string>({
    flag: '--tracker-path <path>',
    env: 'TRIBUTARY_TRACKER_PATH',
    fallback: '/t',
    description: 'path of the script and of the public intake',
    parse: pathPrefix,
  }),
  geoDb: setting<string | undefined>({
    flag: '--geo-db <file>',
    env: 'TRIBUTARY_GEO_DB',
    fallback: undefined,
    description: 'MMDB file for countries, regions and cities; default: the built-in countries',
    parse: anyText,
  }),
  reportSeconds: setting<number>({
    flag: '--report-seconds <number>',
    env: 'TRIBUTARY_REPORT_SECONDS',
    fallback: 30,
    description: 'seconds after which a report is given up',
    parse: wholeNumber(1, 3_600),
  }),
  clickhouseUrl: setting<ClickHouseAddress | undefined>({
    flag: '--clickhouse-url <url>',
    env: 'TRIBUTARY_CLICKHOUSE_URL',
    fallback: undefined,
    description: 'ClickHouse that reports are read from, with user, password and database',
    parse: clickhouse,
  }),
  clickhouseCluster: setting<string>({
    flag: '--clickhouse-cluster <name>',
    env: 'TRIBUTARY_CLICKHOUSE_CLUSTER',
    fallback: '',
    description: 'cluster whose servers are replicas of each other; empty: one server',
    parse: word,
  }),
  collector: setting<number>({
    flag: '--collector <number>',
    env: 'TRIBUTARY_COLLECTOR',
    fallback: 0,
    description: 'number of this collector, from 0 to 1023, which no other has',
    parse: wholeNumber(0, 1_023),
  }),
  collectorAddress: setting<string | undefined>({
    flag: '--collector-address <url>',
    env: 'TRIBUTARY_COLLECTOR_ADDRESS',
    fallback: undefined,
    description: 'where other collectors reach this one',
    parse: origin,
  }),
  settingsUrl: setting<PostgresAddress | undefined>({
    flag: '--settings-url <url>',
    env: 'TRIBUTARY_SETTINGS_URL',
    fallback: undefined,
    description: 'PostgreSQL that holds the settings of several collectors; default: the file',
    parse: postgres,
  }),
  keepDays: setting<number | undefined>({
    flag: '--keep-days <number>',
    env: 'TRIBUTARY_KEEP_DAYS',
    fallback: undefined,
    description:
      'days for which events stay in the file, and are taken, once ClickHouse has them; at least 14; default: for good',
    parse: wholeNumber(14, 36_500),
  }),
  ...PROVIDER_SETTINGS,
  dailyNames: daily('names', 1_000, 'new event names that browsers may add to a site'),
  dailyPages: daily('pages', 50_000, 'new pages that browsers may add to a site'),
  dailyTitles: daily('titles', 50_000, 'new titles that browsers may add to a site'),
  dailyProperties: daily('properties', 500, 'new property keys that browsers may add to a site'),
  dailyAddressMb: daily('address-mb', 500, 'megabytes of events that one client address may send'),
  dailySiteMb: daily('site-mb', 5_000, 'megabytes of events that browsers may send to a site'),
  smtpUrl: setting<SmtpAddress | undefined>({
    flag: '--smtp-url <url>',
    env: 'TRIBUTARY_SMTP_URL',
    fallback: undefined,
    description: 'mail server that e-mail goes out by, with user, password and sender',
    parse: smtp,
  }),
  privateWebhooks: setting<boolean>({
    flag: '--private-webhooks',
    env: 'TRIBUTARY_PRIVATE_WEBHOOKS',
    fallback: false,
    description: 'let webhooks go to addresses of this network, which others cannot reach',
    parse: yesOrNo,
  }),
  logLevel: setting<LogLevel>({
    flag: '--log-level <level>',
    env: 'TRIBUTARY_LOG_LEVEL',
    fallback: 'info',
    description: LEVELS.join(', '),
    parse: level,
  }),
} as const
