import { isKnownMedium } from '../../collector/acquisition/channels.ts'
import { type Counted, intended, isNear } from '../../collector/acquisition/near.ts'
import type { Aliased } from '../../collector/acquisition/site-rules.ts'
import { taggedVisit } from '../../collector/acquisition/tagged-visit.ts'
import { hasMacro, warningsOfTags } from '../../collector/acquisition/warnings.ts'
import type { DataQualityAnswer } from '../../collector/reports/data-quality.ts'
import { type Landing, NAMED_TAGS, namesOf, tagsOf } from './landings.ts'

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

/** What the visits of a period say of themselves. */
export interface Spoken {
  landings: readonly Landing[]
  referrers: readonly Counted[]
}

/** Everything to fix, the most frequent first. What intake alone knows is of all visits, so it needs the whole site. */
export function findingsOf(answer: DataQualityAnswer | undefined, spoken: Spoken): Finding[] {
  const { landings, referrers } = spoken
  const found = [
    ...ofOneFix(landings.flatMap(warned)),
    ...NAMED_TAGS.flatMap((tag) => slips(tag, namesOf(landings, tag))),
    ...gateways(referrers),
    ...(answer?.malformed_campaigns ?? []).filter(isIntakesAlone).map(malformed),
    ...(answer?.untagged_paid_clicks ?? []).map(({ click_id, channel, visits }) => ({
      kind: 'untagged_paid_click',
      value: `${click_id} → ${channel}`,
      count: visits,
      fix: { type: 'link' as const },
    })),
  ]
  return found.toSorted((a, b) => b.count - a.count)
}

/** What one fix mends, of however many campaigns, is one finding; what differs among them is left open. */
function ofOneFix(found: readonly Finding[]): Finding[] {
  const mended = new Map<string, Finding>()
  for (const finding of found) {
    const { kind, value, fix } = finding
    const key = JSON.stringify([kind, fix, fix.type === 'link' ? value : ''])
    const known = mended.get(key)
    mended.set(key, known ? together(known, finding) : finding)
  }
  return [...mended.values()]
}

function together(one: Finding, other: Finding): Finding {
  const others = other.value.split(' / ')
  const parts = one.value.split(' / ').map((part, i) => (part === others[i] ? part : '…'))
  return { ...one, value: parts.join(' / '), count: one.count + other.count }
}

/** What is wrong with the tags of a landing. */
function warned(landing: Landing): Finding[] {
  const { source, medium, campaign } = tagsOf(landing)
  const value = `${source} / ${medium} / ${campaign}`
  return warningsOfTags({ source, medium, campaign }).map((kind) =>
    malformed({ kind, value, count: landing.visits }),
  )
}

/** Whether the stored tags do not show it: it was dropped, or stands in a tag that has no alias. */
function isIntakesAlone({ kind, value }: Malformed): boolean {
  if (kind === 'unexpanded_macro') return !hasMacro(value)
  return kind === 'second_question_mark' || kind === 'email_value'
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
