import { type Classified, classify } from '../../collector/acquisition/classify.ts'
import type { SiteHosts } from '../../collector/acquisition/referrer.ts'
import { NO_RULES, type SiteRules } from '../../collector/acquisition/site-rules.ts'

export const SITE: SiteHosts = { domain: 'example.com', hostnames: [] }

/** Classifies a landing on the site's front page by its query and referrer. */
export function arrival(
  query: string,
  referrer?: string,
  rules: Partial<SiteRules> = {},
): Classified {
  return classify(`https://example.com/${query}`, referrer, SITE, { ...NO_RULES, ...rules })
}
