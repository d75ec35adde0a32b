/** What a campaign link says of itself. */
export const TAG_NAMES = [
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'id',
  'source_platform',
  'creative_format',
  'marketing_tactic',
] as const
export type TagName = (typeof TAG_NAMES)[number]

export type Tags = Partial<Record<TagName, string>>

/** Matomo's further words for the same tags (matomo.org/faq/reports/what-is-campaign-tracking). */
const MATOMO = { cpn: 'campaign', kwd: 'term', keyword: 'term', cid: 'id' } as const

const BAIDU = {
  hmsr: 'source',
  hmpl: 'medium',
  hmcu: 'campaign',
  hmkw: 'term',
  hmci: 'content',
} as const

/** Families in order of trust: where two name a tag, the earlier one is read. */
const FAMILIES: readonly (readonly [parameter: string, tag: TagName])[][] = [
  TAG_NAMES.map((tag) => [`utm_${tag}`, tag] as const),
  ...['mtm', 'pk', 'piwik', 'matomo'].map((family) => [
    ...TAG_NAMES.map((tag) => [`${family}_${tag}`, tag] as const),
    ...Object.entries(MATOMO).map(([word, tag]) => [`${family}_${word}`, tag] as const),
  ]),
  Object.entries(BAIDU),
  [['source', 'source']],
  [['ref', 'source']],
]

export interface TagParameter {
  readonly tag: TagName
  /** Lower is trusted more. */
  readonly rank: number
  /** `source` and `ref` name a site that links here, not a campaign. */
  readonly bare: boolean
}

/** Parameter name in lower case → the tag it sets. */
export type TagParameters = ReadonlyMap<string, TagParameter>

const ALL: TagParameters = new Map(
  FAMILIES.flatMap((family, rank) =>
    family.map(([parameter, tag]) => [
      parameter,
      { tag, rank, bare: parameter === tag || parameter === 'ref' },
    ]),
  ),
)

const OF_CAMPAIGNS: TagParameters = new Map([...ALL].filter(([, { bare }]) => !bare))

/**
 * The parameters that are tags. `linked`: another site linked here, whose `ref` and `source` name it; on a site's own
 * links (`/docs?ref=nav`) they are the site's own affair.
 */
export function tagParameters(linked: boolean): TagParameters {
  return linked ? ALL : OF_CAMPAIGNS
}
