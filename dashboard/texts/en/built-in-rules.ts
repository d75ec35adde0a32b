import type { BuiltIn } from '../../models/built-in-rules.ts'

/** When a built-in rule decides. */
export const builtInRules = {
  Direct: 'nothing is known of where it came from, or the source is “(direct)” without a medium',
  'Cross-network': 'the campaign has “cross-network” in it',
  'Paid Shopping': 'paid, and a shop, or a campaign with “shop” or “shopping” in it',
  'Paid Search': 'paid, from a search engine',
  'Paid Social': 'paid, from a social network',
  'Paid Video': 'paid, from a video site',
  Display: 'medium display, banner, expandable, interstitial or cpm, or a click id of display ads',
  'Paid Other': 'paid, from anywhere else',
  'Organic Shopping': 'a shop, or a campaign with “shop” or “shopping” in it',
  'Organic Social': 'a social network, or medium social, social-network, social-media or sm',
  'Organic Video': 'a video site, or a medium with “video” in it',
  'AI Assistant': 'ChatGPT, Claude, Perplexity and their like, or medium ai-assistant',
  'Organic Search': 'a search engine, or medium organic',
  'Tagged referral': 'medium referral, app or link',
  Email: 'source or medium email, e-mail or newsletter; webmail; the click id of a mail tool',
  Affiliates: 'medium affiliate or affiliates, or the click id of an affiliate network',
  Audio: 'medium audio',
  SMS: 'source or medium sms',
  'Mobile Push Notifications':
    'a medium that ends in “push” or has “mobile” or “notification” in it, or source firebase',
  Referral: 'no tags, from another site',
  Unassigned: 'tagged, and none of these knows the tags',
} satisfies Record<BuiltIn, string>
