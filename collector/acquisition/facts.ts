import { readCampaign } from './campaign.ts'
import { isExcluded } from './exclusions.ts'
import { normalise } from './normalise.ts'
import { externalReferrer, type SiteHosts } from './referrer.ts'
import { TAG_NAMES, type Tags } from './tags.ts'
import type { Warning } from './warnings.ts'

/** What is stored of an acquisition: what the landing said, before any rule of the site. */
export interface AcquisitionFacts {
  /** Cleaned spelling, case kept; `normalise` gives what groups them. */
  readonly tags: Tags
  /** The click id's parameter, e.g. `gclid`. */
  readonly click_type: string | null
  /** External host without `www.` (with a path where `knownPlace` keeps one), or Android package. */
  readonly referrer: string | null
  /** Slug of the short link, in lower case; absent where none was followed. */
  readonly link?: string
}

export interface Landing {
  facts: AcquisitionFacts
  /** Case kept; null also where the parameter would name a person. */
  click_id: { type: string; value: string } | null
  /** What of the query may be stored, without `?`. */
  query: string
  warnings: Warning[]
}

const NONE: ReadonlySet<string> = new Set()

/** What a first pageview's URL and referrer say; never throws, whatever they are. */
export function readLanding(url: string, referrer: string | undefined, site: SiteHosts): Landing {
  const from = externalReferrer(referrer, site)
  const linked = from !== null && !isExcluded(from, true, NONE)
  const { tags, click, link, query, warnings } = readCampaign(url, { allowed: site.query, linked })
  const keepsClick = click !== null && !click.id.personal
  return {
    facts: {
      tags,
      click_type: click?.id.type ?? null,
      referrer: from,
      ...(link === null ? {} : { link }),
    },
    click_id: keepsClick ? { type: click.id.type, value: click.value } : null,
    query,
    warnings,
  }
}

const keys = new WeakMap<AcquisitionFacts, string>()

/** One text for facts that differ in spelling only: the key of the row that stores them. */
export function factsKey(facts: AcquisitionFacts): string {
  const known = keys.get(facts)
  if (known !== undefined) return known
  const tags = TAG_NAMES.map((name) => normalise(facts.tags[name] ?? ''))
  const link = facts.link === undefined ? [] : [facts.link]
  const key = JSON.stringify([...tags, facts.click_type, facts.referrer, ...link])
  keys.set(facts, key)
  return key
}
