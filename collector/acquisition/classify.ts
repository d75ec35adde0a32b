import { type Acquisition, derive } from './derive.ts'
import { readLanding } from './facts.ts'
import type { SiteHosts } from './referrer.ts'
import { NO_RULES, type SiteRules } from './site-rules.ts'
import type { Warning } from './warnings.ts'
import { parseUrl } from './whatwg-url.ts'

export interface Classified extends Acquisition {
  warnings: Warning[]
}

/** From a landing URL and a referrer to one channel, in one step; never throws on either. */
export function classify(
  landing_url: string,
  referrer: string | undefined,
  site: SiteHosts,
  rules: SiteRules = NO_RULES,
): Classified {
  const { facts, warnings } = readLanding(landing_url, referrer, site)
  const path = parseUrl(landing_url)?.pathname ?? null
  return { ...derive(facts, path, rules), warnings }
}
