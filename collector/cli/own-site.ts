import { readConfig } from '../config.ts'
import { numberOf } from '../settings/postgres/copy.ts'
import { StartError } from '../storage-trouble.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { ownedSites } from '../store/sqlite/owned-sites.ts'
import { settingFlags } from './options.ts'

/** Domains of the sites whose events lie in this file. */
export function ownDomains(db: Connection, options: object): ReadonlySet<string> {
  const own = numberOf(db) ?? readConfig(settingFlags(options)).collector
  const { collectors, sites } = ownedSites(db)
  const isAlone = collectors.every(({ number }) => number === own)
  return new Set(
    sites.flatMap(({ domain, collector }) => (isAlone || collector === own ? [domain] : [])),
  )
}

/**
 * For a command that reads or writes a site's events. Throws a StartError where another collector has them: in this file they
 * are not.
 */
export function requireOwn(db: Connection, domain: string, options: object): void {
  const own = numberOf(db) ?? readConfig(settingFlags(options)).collector
  const { collectors, sites } = ownedSites(db)
  const site = sites.find((one) => one.domain === domain)
  if (!site || site.collector === own || collectors.every(({ number }) => number === own)) return
  throw new StartError(
    `Collector ${site.collector} has the events of ${domain}, and this folder is that of collector ${own}. Run the command there, or set TRIBUTARY_COLLECTOR to the number of this folder's collector.`,
  )
}
