import type { Channel } from '../../collector/acquisition/channels.ts'
import type { RuleFilter } from '../../collector/settings/rule-filter.ts'

/** The built-in rules in their order; two of them say *Referral*. */
export const BUILT_IN = [
  'Direct',
  'Cross-network',
  'Paid Shopping',
  'Paid Search',
  'Paid Social',
  'Paid Video',
  'Display',
  'Paid Other',
  'Organic Shopping',
  'Organic Social',
  'Organic Video',
  'AI Assistant',
  'Organic Search',
  'Tagged referral',
  'Email',
  'Affiliates',
  'Audio',
  'SMS',
  'Mobile Push Notifications',
  'Referral',
  'Unassigned',
] as const
export type BuiltIn = (typeof BUILT_IN)[number]

export function channelOf(rule: BuiltIn): Channel {
  return rule === 'Tagged referral' ? 'Referral' : rule
}

const PAID: RuleFilter = ['matches', 'medium', ['*cp*', 'ppc', 'retargeting', 'paid*']]
const SHOPPING: RuleFilter = ['contains', 'campaign', ['shopping']]
const from = (...sources: string[]): RuleFilter => ['is', 'source', sources]
const by = (...media: string[]): RuleFilter => ['is', 'medium', media]

const SEARCH = from('google', 'bing', 'duckduckgo', 'yahoo', 'baidu', 'yandex')
const SOCIAL = from('facebook', 'instagram', 'linkedin', 'x', 'tiktok', 'pinterest', 'reddit')
const VIDEO = from('youtube', 'vimeo', 'twitch')
const ASSISTANTS = from('chatgpt', 'claude', 'perplexity', 'gemini', 'copilot')

/**
 * A rule of the site's own to begin with, which comes as near to the built-in one as conditions can: of the thousand sources
 * that the built-in rules know it names the greatest. None where there is nothing to condition.
 */
const STARTS: Partial<Record<BuiltIn, readonly RuleFilter[]>> = {
  'Cross-network': [['contains', 'campaign', ['cross-network']]],
  'Paid Shopping': [PAID, SHOPPING],
  'Paid Search': [SEARCH, PAID],
  'Paid Social': [SOCIAL, PAID],
  'Paid Video': [VIDEO, PAID],
  Display: [by('display', 'banner', 'expandable', 'interstitial', 'cpm')],
  'Paid Other': [PAID],
  'Organic Shopping': [SHOPPING],
  'Organic Social': [by('social', 'social-network', 'social-media', 'sm')],
  'Organic Video': [['contains', 'medium', ['video']]],
  'AI Assistant': [ASSISTANTS],
  'Organic Search': [by('organic')],
  'Tagged referral': [by('referral', 'app', 'link')],
  Email: [by('email', 'e-mail', 'e_mail', 'newsletter')],
  Affiliates: [by('affiliate', 'affiliates')],
  Audio: [by('audio')],
  SMS: [by('sms')],
  'Mobile Push Notifications': [['matches', 'medium', ['*push', '*mobile*', '*notification*']]],
}

export function startOf(rule: BuiltIn): RuleFilter[] | undefined {
  return STARTS[rule]?.slice()
}
