import { readCampaign } from './campaign.ts'
import { type Acquisition, derive } from './derive.ts'
import { NO_RULES, type SiteRules } from './site-rules.ts'
import { parseUrl } from './whatwg-url.ts'

/**
 * What a visit through a link becomes that comes without a referrer: `classify` without the list of public suffixes,
 * which referrers need and a browser need not download.
 */
export function taggedVisit(link: string, rules: SiteRules = NO_RULES): Acquisition {
  const { tags, click } = readCampaign(link, { linked: false })
  const facts = { tags, click_type: click?.id.type ?? null, referrer: null }
  return derive(facts, parseUrl(link)?.pathname ?? null, rules)
}
