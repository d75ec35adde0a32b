import { channelOf } from './channels.ts'
import type { AcquisitionFacts } from './facts.ts'
import { type Named, named } from './naming.ts'
import { normalise } from './normalise.ts'
import { ruledChannel } from './rules.ts'
import { NO_RULES, type PreparedRules, preparedRules, type SiteRules } from './site-rules.ts'
import { type Whence, whence } from './whence.ts'

/** What a campaign is told apart by, and shown in the spelling of its first event. */
interface CampaignNames {
  readonly source: string | null
  readonly medium: string | null
  readonly campaign: string | null
  readonly content: string | null
  readonly term: string | null
  readonly campaign_id: string | null
}

/** How a visit came; texts are normalised, null where nothing is known. */
export interface Acquisition extends CampaignNames {
  readonly referrer: string | null
  /** The click id's type. */
  readonly click_id: string | null
  /** Slug of the short link. */
  readonly link: string | null
  readonly channel: string
  /** Came with a campaign: by tags or by a click id. */
  readonly tagged: boolean
  /** The same names as they are shown. */
  readonly spelling: CampaignNames
}

type Names = Readonly<Record<keyof CampaignNames, Named | null>>

const plain = (text: string | undefined): Named | null =>
  text === undefined ? null : { value: normalise(text), shown: text }

function namesOf({ tags }: AcquisitionFacts, from: Whence, rules: PreparedRules): Names {
  return {
    source: from.source,
    medium: from.medium,
    campaign: tags.campaign === undefined ? null : named(tags.campaign, rules.campaign),
    content: plain(tags.content),
    term: plain(tags.term),
    campaign_id: plain(tags.id),
  }
}

function faces(names: Names, face: keyof Named): CampaignNames {
  return {
    source: names.source?.[face] ?? null,
    medium: names.medium?.[face] ?? null,
    campaign: names.campaign?.[face] ?? null,
    content: names.content?.[face] ?? null,
    term: names.term?.[face] ?? null,
    campaign_id: names.campaign_id?.[face] ?? null,
  }
}

function defaultChannel(from: Whence, campaign: string | null): string {
  return channelOf({
    source: from.source?.value ?? '',
    medium: from.medium?.value ?? '',
    campaign: campaign ?? '',
    class: from.source?.class ?? null,
    click: from.click?.kind ?? null,
    paidSource: from.source?.bought ?? false,
    tagged: from.tagged,
    nowhere: from.nowhere,
  })
}

/**
 * The acquisition that stored facts mean under a site's rules today; `landing_page` is the path
 * that its channel rules may look at. The same facts and rules always give the same answer.
 */
export function derive(
  facts: AcquisitionFacts,
  landing_page: string | null,
  rules: SiteRules,
): Acquisition {
  const prepared = preparedRules(rules)
  const referrer = prepared.admit(facts.referrer)
  const from = whence(facts, referrer, prepared)
  const names = namesOf(facts, from, prepared)
  const { source, medium, campaign, content, term, campaign_id } = faces(names, 'value')
  const click_id = facts.click_type
  const subject = { source, medium, campaign, referrer, click_id, landing_page }
  return {
    // Field by field: spreading these on the hot path took six of eight microseconds.
    source,
    medium,
    campaign,
    content,
    term,
    campaign_id,
    referrer,
    click_id,
    link: facts.link ?? null,
    channel: ruledChannel(rules.channels, subject) ?? defaultChannel(from, campaign),
    tagged: from.tagged,
    spelling: faces(names, 'shown'),
  }
}

function keyOf(facts: AcquisitionFacts, referrer: string | null): { tagged: boolean; key: string } {
  const rules = preparedRules(NO_RULES)
  const from = whence(facts, referrer, rules)
  return {
    tagged: from.tagged,
    key: JSON.stringify(Object.values(faces(namesOf(facts, from, rules), 'value'))),
  }
}

/**
 * One text for the campaign a landing carries, null where it carries none. A fresh click id on the
 * same tags is the same campaign, and so is a page of it reached from within the site: neither the
 * id's value nor the referrer counts.
 */
export function campaignKey(facts: AcquisitionFacts): string | null {
  const { tagged, key } = keyOf(facts, null)
  return tagged ? key : null
}

/**
 * The key to compare a later campaign with: that of the campaign a visit began with, else of where
 * its referrer says it came from.
 */
export function visitKey(facts: AcquisitionFacts): string {
  return campaignKey(facts) ?? keyOf(facts, facts.referrer).key
}
