import { existsSync, statSync } from 'node:fs'
import { readFile, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import Database from 'better-sqlite3'
import { Reader } from 'mmdb-lib'
import type { Config } from '../config.ts'
import { databasePath } from '../database-path.ts'
import { MINUTE } from '../durations.ts'
import { clickhouse } from './check-clickhouse.ts'
import { collectors } from './check-collectors.ts'
import { held } from './check-held.ts'
import { mail } from './check-mail.ts'
import { provider } from './check-provider.ts'
import { settings } from './check-settings.ts'
import { database, folder, privacy, setAside } from './checks-of-files.ts'
import { type Check, type Finding, finding, MEBIBYTE } from './finding.ts'

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const enough = major > 20 || (major === 20 && minor >= 19)
  const mend = 'install Node 20.19 or later'
  return finding('node', enough ? 'good' : 'bad', process.versions.node, mend)
}

function sqlite(): Finding {
  const db = new Database(':memory:')
  try {
    const version = db.prepare<[], string>('select sqlite_version()').pluck().get()
    return finding('sqlite', 'good', `${version}`)
  } finally {
    db.close()
  }
}

const LEAST_BYTES = 256 * 1_048_576

async function disk({ data }: Config): Promise<Finding> {
  const { bavail, bsize } = await statfs(existsSync(data) ? data : '.')
  const free = bavail * bsize
  const detail = `${Math.floor(free / MEBIBYTE).toLocaleString('en')} MiB free`
  return finding('disk', free < LEAST_BYTES ? 'bad' : 'good', detail, 'make room on the disk')
}

/** The latest event may be a minute ahead (what intake allows); more says that the clock went back. */
const AHEAD_MS = 5 * MINUTE

function clock({ data }: Config, now: number): Finding {
  const path = databasePath(data)
  const built = Date.UTC(2026, 0, 1)
  const mend = 'set the clock, for example with NTP'
  if (now < built) return finding('clock', 'bad', new Date(now).toISOString(), mend)
  const changed = existsSync(path) ? statSync(path).mtimeMs : 0
  const back = changed > now + AHEAD_MS
  const detail = back ? 'the database was written in the future' : new Date(now).toISOString()
  return finding('clock', back ? 'bad' : 'good', detail, mend)
}

function geoFile({ geoDb }: Config): string {
  const builtIn = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'
  return geoDb ?? createRequire(import.meta.url).resolve(builtIn)
}

async function geo(config: Config): Promise<Finding> {
  const mend = 'point TRIBUTARY_GEO_DB at a readable MMDB file, or unset it'
  try {
    const { metadata } = new Reader(await readFile(geoFile(config)))
    const day = metadata.buildEpoch.toISOString().slice(0, 10)
    return finding('geo data', 'good', `${metadata.databaseType} of ${day}`)
  } catch (error) {
    return finding('geo data', 'bad', error instanceof Error ? error.message : String(error), mend)
  }
}

/** Nothing but a proxy makes our plain HTTP https: then it hides who visits, unless it is believed. */
function proxy({ publicUrl, trustProxy }: Config): Finding {
  if (trustProxy.length > 0) return finding('proxy', 'good', `${trustProxy.join(', ')} is believed`)
  if (publicUrl?.startsWith('https:') !== true) return finding('proxy', 'good', 'none')
  const detail = `a proxy serves ${publicUrl}, but none is believed: all visitors seem to come from its address`
  const mend = 'name the proxy in TRIBUTARY_TRUST_PROXY, for example 127.0.0.1,::1'
  return finding('proxy', 'warn', detail, mend)
}

/** In the order of a reader's questions: does it run, may it write, is the data sound, is it private? */
export const CHECKS: readonly Check[] = [
  ...[node, sqlite, folder, disk, database],
  ...[privacy, setAside, clock, geo, proxy, mail, provider, settings, collectors, clickhouse, held],
]
