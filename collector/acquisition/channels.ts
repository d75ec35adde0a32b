import type { ClickId } from './click-ids.ts'
import type { SourceClass } from './sources/table.ts'

/** Every channel of the default rules, in their order. */
export const CHANNELS = [
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
  'Referral',
  'Email',
  'Affiliates',
  'Audio',
  'SMS',
  'Mobile Push Notifications',
  'Unassigned',
] as const
export type Channel = (typeof CHANNELS)[number]

/** What the default rules look at; texts are normalised, '' where nothing is known. */
export interface Clues {
  readonly source: string
  readonly medium: string
  readonly campaign: string
  readonly class: SourceClass | null
  readonly click: ClickId['kind'] | null
  /** The source's own name says that its clicks are bought. */
  readonly paidSource: boolean
  /** From tags or a click id; else from a referrer, or from nowhere. */
  readonly tagged: boolean
  readonly nowhere: boolean
}

const words = (list: string) => new Set(list.split(' '))

const NO_MEDIUM = new Set(['', '(none)', '(not set)'])
const DISPLAY = words('display banner expandable interstitial cpm')
const SOCIAL = new Set([
  ...words('social social-network social-media sm'),
  'social network',
  'social media',
])
const REFERRAL = words('referral app link')
const EMAIL = new Set([...words('email e-mail e_mail newsletter'), 'e mail'])
const AFFILIATE = words('affiliate affiliates')

const isPaidMedium = (medium: string) =>
  medium.includes('cp') || medium === 'ppc' || medium === 'retargeting' || medium.startsWith('paid')

/** GA4's ^(.*(([^a-df-z]|^)shop|shopping).*)$: workshop and bishop are no shops, eshop is one. */
const SHOP = /(?:[^a-df-z]|^)shop|shopping/

const isPaid = (clues: Clues) =>
  isPaidMedium(clues.medium) || clues.click === 'paid' || clues.paidSource
const isShop = (clues: Clues) => clues.class === 'shopping' || SHOP.test(clues.campaign)
const isPush = (medium: string) =>
  medium.endsWith('push') || medium.includes('mobile') || medium.includes('notification')

/** The order is GA4's (support.google.com/analytics/answer/9756891), AI Assistant added. */
const RULES: readonly (readonly [Channel, (clues: Clues) => boolean])[] = [
  ['Direct', (c) => c.nowhere || (c.source === '(direct)' && NO_MEDIUM.has(c.medium))],
  ['Cross-network', (c) => c.campaign.includes('cross-network')],
  ['Paid Shopping', (c) => isPaid(c) && isShop(c)],
  ['Paid Search', (c) => c.class === 'search' && isPaid(c)],
  ['Paid Social', (c) => c.class === 'social' && isPaid(c)],
  ['Paid Video', (c) => c.class === 'video' && isPaid(c)],
  ['Display', (c) => DISPLAY.has(c.medium) || c.click === 'display'],
  ['Paid Other', isPaid],
  ['Organic Shopping', isShop],
  ['Organic Social', (c) => c.class === 'social' || SOCIAL.has(c.medium)],
  ['Organic Video', (c) => c.class === 'video' || c.medium.includes('video')],
  ['AI Assistant', (c) => c.class === 'ai' || c.medium === 'ai-assistant'],
  ['Organic Search', (c) => c.class === 'search' || c.medium === 'organic'],
  ['Referral', (c) => REFERRAL.has(c.medium)],
  [
    'Email',
    (c) => EMAIL.has(c.source) || EMAIL.has(c.medium) || c.class === 'email' || c.click === 'email',
  ],
  ['Affiliates', (c) => AFFILIATE.has(c.medium) || c.click === 'affiliate'],
  ['Audio', (c) => c.medium === 'audio'],
  ['SMS', (c) => c.source === 'sms' || c.medium === 'sms'],
  ['Mobile Push Notifications', (c) => isPush(c.medium) || c.source === 'firebase'],
  ['Referral', (c) => !c.tagged],
]

/** The first default rule's channel. */
export function channelOf(clues: Clues): Channel {
  return RULES.find(([, matches]) => matches(clues))?.[0] ?? 'Unassigned'
}

const NO_CLUES: Omit<Clues, 'medium'> = {
  source: '',
  campaign: '',
  class: null,
  click: null,
  paidSource: false,
  tagged: true,
  nowhere: false,
}

/** Does any default rule know this medium (normalised), whatever the source? */
export function isKnownMedium(medium: string): boolean {
  return NO_MEDIUM.has(medium) || channelOf({ ...NO_CLUES, medium }) !== 'Unassigned'
}
