import { derive } from '../../collector/acquisition/derive.ts'
import { readLanding } from '../../collector/acquisition/facts.ts'
import { NO_RULES, type SiteRules } from '../../collector/acquisition/site-rules.ts'
import { type Begun, begin, type Facts, factsOf } from './page-facts.ts'

/** What is inlined of a site: its registrable domain and further hosts, and its rules where it has any. */
export interface Whence {
  hosts: readonly string[]
  rules?: SiteRules
}

const lower = (text: string | null): string | null => text?.toLowerCase() ?? null

/** The same classification as the collector's, for it is the same code; only in scripts that ask how a visit came. */
export const visitFacts = ({ hosts, rules = NO_RULES }: Whence): (() => Facts) => {
  const [domain = '', ...hostnames] = hosts
  const landingOf = ({ href, referrer }: Begun) =>
    readLanding(href, referrer, { domain, hostnames }).facts
  const begun = begin((here) => {
    const { tags, click_type, referrer } = landingOf(here)
    return referrer !== null || click_type !== null || Object.keys(tags).length > 0
  })
  return () => {
    const facts = factsOf(begun)
    const from = derive(landingOf(begun), facts.landing_page ?? null, rules)
    return {
      ...facts,
      channel: lower(from.channel),
      source: lower(from.source),
      medium: lower(from.medium),
      campaign: lower(from.campaign),
      content: lower(from.content),
      term: lower(from.term),
      campaign_id: lower(from.campaign_id),
      referrer: lower(from.referrer),
      click_id: lower(from.click_id),
    }
  }
}
