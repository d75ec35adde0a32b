import type { LinkTag } from './tag-link.ts'

/** Where an ad runs: how its links are tagged there, and which macros are filled in. */
interface Platform {
  tags: Record<LinkTag, string>
  macros: readonly string[]
  /** Macros whose names are the advertiser's own, or that carry a text. */
  open?: RegExp
  /** It takes them in whatever capitals. */
  anyCase?: true
}

const BRACED = (names: string) => names.split(' ').map((name) => `{${name}}`)
const TWICE = (names: string) => names.split(' ').map((name) => `{{${name}}}`)
const UNDERLINED = (names: string) => names.split(' ').map((name) => `__${name}__`)

/** A condition or a parameter of one's own: `{ifmobile:phone}`, `{_team}`, `{param1:none}`. */
const CONDITIONAL = /^\{(?:if(?:not)?[a-z]+:[^{}]*|_\w+|param[123](?::[^{}]*)?)\}$/iu

/**
 * Tags that land in the platform's channel, with macros for what each ad can say of itself. Names of campaigns are
 * taken where they can be had: an id means nothing to whoever reads the report.
 */
export const PLATFORMS = {
  // https://support.google.com/google-ads/answer/6305348
  google: {
    tags: {
      source: 'google',
      medium: 'cpc',
      campaign: '{campaignid}',
      content: '{creative}',
      term: '{keyword}',
    },
    macros: BRACED(
      'campaignid adgroupid creative keyword matchtype network device devicemodel placement target targetid ' +
        'loc_physical_ms loc_interest_ms feeditemid extensionid gclid random sourceid product_id product_channel ' +
        'product_country product_language product_partition_id merchant_id lpurl ignore',
    ),
    open: CONDITIONAL,
    anyCase: true,
  },
  // https://developers.facebook.com/docs/instagram/ads-api/guides/url-tags-for-tracking
  meta: {
    tags: {
      source: 'facebook',
      medium: 'paid_social',
      campaign: '{{campaign.name}}',
      content: '{{ad.name}}',
      term: '{{adset.name}}',
    },
    macros: TWICE(
      'campaign.id campaign.name adset.id adset.name ad.id ad.name placement site_source_name',
    ),
  },
  // https://ads.tiktok.com/help/article/about-supported-macros-for-mobile-measurement-partners
  tiktok: {
    tags: {
      source: 'tiktok',
      medium: 'paid_social',
      campaign: '__CAMPAIGN_NAME__',
      content: '__CID_NAME__',
      term: '__AID_NAME__',
    },
    macros: UNDERLINED(
      'CAMPAIGN_NAME CAMPAIGN_ID AID_NAME AID CID_NAME CID PLACEMENT CLICKID CALLBACK_PARAM',
    ),
  },
  microsoft: {
    tags: {
      source: 'bing',
      medium: 'cpc',
      campaign: '{Campaign}',
      content: '{AdId}',
      term: '{keyword}',
    },
    macros: BRACED(
      'CampaignId Campaign AdGroupId AdGroup AdId keyword QueryString MatchType BidMatchType Network Device ' +
        'TargetId OrderItemId feeditemid loc_physical_ms loc_interest_ms msclkid ProductId CriterionId lpurl ignore',
    ),
    open: CONDITIONAL,
    anyCase: true,
  },
  // https://learn.microsoft.com/linkedin/marketing/integrations/ads-reporting/dynamic-utm-tracking
  linkedin: {
    tags: {
      source: 'linkedin',
      medium: 'paid_social',
      campaign: '{{CAMPAIGN_NAME}}',
      content: '{{CREATIVE_ID}}',
      term: '',
    },
    macros: TWICE(
      'ACCOUNT_ID ACCOUNT_NAME CAMPAIGN_GROUP_ID CAMPAIGN_GROUP_NAME CAMPAIGN_ID CAMPAIGN_NAME CREATIVE_ID',
    ),
  },
  /** It fills nothing in. */
  x: {
    tags: { source: 'twitter', medium: 'paid_social', campaign: '', content: '', term: '' },
    macros: [],
  },
  // https://help.pinterest.com/business/article/third-party-and-dynamic-tracking
  pinterest: {
    tags: {
      source: 'pinterest',
      medium: 'paid_social',
      campaign: '{campaignname}',
      content: '{adid}',
      term: '{adgroupname}',
    },
    macros: BRACED(
      'campaignid campaignname campaign_name adgroupid adgroupname ad_group_name adid creative_id device ' +
        'keyword keyword_id product_name product_id product_partition_id lpurl unescapedlpurl',
    ),
  },
  reddit: {
    tags: {
      source: 'reddit',
      medium: 'paid_social',
      campaign: '{{CAMPAIGN_NAME}}',
      content: '{{AD_NAME}}',
      term: '{{ADGROUP_NAME}}',
    },
    macros: TWICE(
      'ACCOUNT_ID CAMPAIGN_ID CAMPAIGN_NAME ADGROUP_ID ADGROUP_NAME AD_ID AD_NAME POST_ID CLICK_ID',
    ),
  },
  /** It knows no name or id of the campaign. */
  baidu: {
    tags: {
      source: 'baidu',
      medium: 'cpc',
      campaign: '',
      content: '{creative}',
      term: '{keywordid}',
    },
    macros: BRACED('keyword keywordid creative matchtype adposition pagenum mediatype placement'),
  },
} as const satisfies Record<string, Platform>

export type PlatformName = keyof typeof PLATFORMS

export const PLATFORM_NAMES = Object.keys(PLATFORMS) as PlatformName[]

/** A macro, from its first sign to its last. */
const MACRO =
  /\{\{[^{}]*\}\}|\{[^{}]*\}|(?<![A-Za-z\d])__[A-Za-z\d]+(?:_[A-Za-z\d]+)*__(?![A-Za-z\d])/gu

export function macrosIn(value: string): string[] {
  return value.match(MACRO) ?? []
}

/** The text with what stands outside its macros changed; their spelling is the platform's. */
export function outsideMacros(value: string, change: (text: string) => string): string {
  const macros = macrosIn(value)
  const texts = value.split(MACRO)
  return texts.map((text, i) => change(text) + (macros[i] ?? '')).join('')
}

/** Whether the platform puts something in this macro's place. */
export function fillsIn(name: PlatformName, macro: string): boolean {
  const { macros, open, anyCase }: Platform = PLATFORMS[name]
  const lower = macro.toLowerCase()
  return (
    macros.some((known) => known === macro || (anyCase && known.toLowerCase() === lower)) ||
    (open?.test(macro) ?? false)
  )
}
