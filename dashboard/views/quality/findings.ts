import { isKnownMedium } from '../../../collector/acquisition/channels.ts'
import type { Aliased } from '../../../collector/acquisition/site-rules.ts'
import { taggedVisit } from '../../../collector/acquisition/tagged-visit.ts'
import { hasMacro } from '../../../collector/acquisition/warnings.ts'
import type { DataQualityAnswer } from '../../../collector/reports/data-quality.ts'
import { type Counted, intended, isNear } from '../../models/near.ts'

/** What mends a finding here, its values filled in; `link` is mended where the link is made. */
export type Fix =
  | { type: 'alias'; kind: Aliased; spelling: string; means: string }
  | { type: 'rule'; channel: string; source: string; medium: string }
  | { type: 'exclusion'; host: string }
  | { type: 'link' }

export interface Finding {
  kind: string
  /** As it was found. */
  value: string
  /** Visits, or landings where intake counted them. */
  count: number
  fix: Fix
}

/** What the site's visits say of themselves, by dimension. */
export interface Spoken {
  source: readonly Counted[]
  medium: readonly Counted[]
  campaign: readonly Counted[]
  referrer: readonly Counted[]
}

/** Everything worth mending, the most frequent first. */
export function findingsOf(answer: DataQualityAnswer, spoken: Spoken): Finding[] {
  const found = [
    ...answer.malformed_campaigns.map(malformed),
    ...answer.untagged_paid_clicks.map(({ click_id, channel, visits }) => ({
      kind: 'untagged_paid_click',
      value: `${click_id} → ${channel}`,
      count: visits,
      fix: { type: 'link' as const },
    })),
    ...slips('source', spoken.source),
    ...slips('medium', spoken.medium),
    ...slips('campaign', spoken.campaign),
    ...gateways(spoken.referrer),
  ]
  return found.toSorted((a, b) => b.count - a.count)
}

type Malformed = DataQualityAnswer['malformed_campaigns'][number]

function malformed({ kind, value, count }: Malformed): Finding {
  return { kind, value, count, fix: fixOf(kind, value) }
}

/** Intake notes the tags of a doubtful landing as `source / medium / campaign`. */
function fixOf(kind: string, value: string): Fix {
  const [source = '', medium = '', campaign = ''] = value.split(' / ')
  const tags = { source, medium, campaign }
  if (kind === 'unexpanded_macro') return macroFix(tags)
  if (kind === 'unknown_medium') return mediumFix(tags)
  if (kind !== 'source_equals_medium') return { type: 'link' }
  return isKnownMedium(medium.toLowerCase())
    ? { type: 'alias', kind: 'source', spelling: source, means: 'newsletter' }
    : mediumFix(tags)
}

type CampaignTags = Record<Aliased, string>

function macroFix(tags: CampaignTags): Fix {
  const kinds: Aliased[] = ['campaign', 'source', 'medium']
  const kind = kinds.find((name) => hasMacro(tags[name]))
  // A macro in the content or the term has no alias.
  return kind ? { type: 'alias', kind, spelling: tags[kind], means: 'unnamed' } : { type: 'link' }
}

const MEDIA = ['affiliate', 'display', 'email', 'organic', 'referral', 'social', 'video'] as const

function mediumFix(tags: CampaignTags): Fix {
  const { source, medium } = tags
  const meant = MEDIA.find((known) => isNear(medium.toLowerCase(), known))
  if (meant) return { type: 'alias', kind: 'medium', spelling: medium, means: meant }
  return { type: 'rule', channel: channelNow(tags), source, medium }
}

/**
 * The default rules' channel: what visits with these tags have, unless a rule of the site comes first, as it still
 * does after the fix. So nothing moves until a person chooses.
 */
function channelNow({ source, medium, campaign }: CampaignTags): string {
  const query = new URLSearchParams({
    utm_source: source,
    utm_medium: medium,
    utm_campaign: campaign,
  })
  return taggedVisit(`https://example.com/?${query}`).channel
}

function slips(kind: Aliased, names: readonly Counted[]): Finding[] {
  return names.flatMap((entry): Finding[] => {
    const means = intended(entry, names)
    if (means === undefined) return []
    const fix: Fix = { type: 'alias', kind, spelling: entry.name, means }
    return [{ kind: 'misspelt', value: entry.name, count: entry.count, fix }]
  })
}

/** Words in the names of hosts that people come back from rather than come from. */
const GATEWAY =
  /(?:^|[.-])(?:pay|payments?|checkout|secure|3ds|acs|auth|login|signin|sso|idp|oauth)(?:[.-]|$)/u

function gateways(referrers: readonly Counted[]): Finding[] {
  return referrers
    .filter(({ name }) => GATEWAY.test(name))
    .map(({ name, count }) => ({
      kind: 'gateway',
      value: name,
      count,
      fix: { type: 'exclusion', host: name },
    }))
}
