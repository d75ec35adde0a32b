import type { Database } from 'better-sqlite3'
import type { Selectable } from 'kysely'
import type { SiteRules } from '../acquisition/site-rules.ts'
import { inverse } from './rates.ts'
import { type StoredRules, siteRulesOf } from './site-rules.ts'
import { type Site, siteOf } from './sites.ts'
import type { Tables } from './tables.ts'

/** What intake knows of a site, in memory. `rules` is what `derive` of the acquisition takes. */
export interface IntakeSite
  extends Pick<
    Site,
    | 'domain'
    | 'timezone'
    | 'currency'
    | 'visit_timeout_minutes'
    | 'split_on_campaign'
    | 'identity'
    | 'hostnames'
    | 'script'
    | 'max_amount'
    | 'trust_traits'
  > {
  id: number
  /** Query parameters that are kept, in lower case. */
  allowed: string[]
  /** The site's currency for one unit of others, by the latest rate of each. */
  rates: ReadonlyMap<string, number>
  rules: SiteRules
  excluded_ips: string[]
  excluded_hostnames: string[]
}

type Row = Selectable<Tables['site']> & StoredRules

function intakeSiteOf(row: Row, rates: ReadonlyMap<string, number>): IntakeSite {
  const { created_at, name, week_start, retention_days, ...site } = siteOf(row)
  const rules = siteRulesOf(row)
  const { ips, hostnames } = rules.exclusions
  return {
    ...site,
    id: row.id,
    allowed: site.script.query.map((name) => name.toLowerCase()),
    rates,
    rules,
    excluded_ips: ips,
    excluded_hostnames: hostnames,
  }
}

/** All sites by domain. Synchronous: the intake thread reads it between two commits. */
export function loadIntakeSites(db: Database): Map<string, IntakeSite> {
  const rows = db
    .prepare<[], Row>(
      `select site.*, rules.channels, rules.aliases, rules.exclusions
       from site left join rules on rules.site = site.id`,
    )
    .all()
  return new Map(rows.map((row) => [row.domain, intakeSiteOf(row, latestRates(db, row))]))
}

const NO_RATES: ReadonlyMap<string, number> = new Map()

/** By the latest of each pair, the other way round where there is none this way. Asked for only where an amount has to be compared. */
function latestRates(db: Database, site: Row): ReadonlyMap<string, number> {
  if (site.max_amount === null) return NO_RATES
  const rows = db
    .prepare<[number], { base: string; currency: string; rate: number }>(
      // SQLite takes the other columns from the row that has the maximum.
      'select base, currency, rate, max(day) from rate where site = ? group by base, currency',
    )
    .all(site.id)
  const own = site.currency
  const inverted = rows.filter(({ currency }) => currency === own)
  const direct = rows.filter(({ base }) => base === own)
  return new Map([
    ...inverted.map(({ base, rate }) => [base, inverse(rate)] as const),
    ...direct.map(({ currency, rate }) => [currency, rate] as const),
  ])
}

/** Grows with every write to the settings that intake and reports keep in memory. */
export function settingsVersion(db: Database): number {
  const row = db.prepare<[], { version: number }>('select version from setting_version').get()
  return row?.version ?? 0
}
