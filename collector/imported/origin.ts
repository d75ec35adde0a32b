import { derive } from '../acquisition/derive.ts'
import type { SiteRules } from '../acquisition/site-rules.ts'
import type { Tags } from '../acquisition/tags.ts'
import type { Kind } from './imported-day.ts'

/** What a row of sources is told apart by. */
export const ORIGIN_DIMENSIONS = [
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'referrer',
] as const
export type OriginDimension = (typeof ORIGIN_DIMENSIONS)[number]

export interface Origin {
  /** As they group. */
  values: Readonly<Record<OriginDimension, string | null>>
  /** How names are shown that group by another spelling. */
  shown: Readonly<Partial<Record<OriginDimension, string | null>>>
}

/** What the default rules of channels look at, besides the site's own. */
const DECIDES = ['source', 'medium', 'campaign'] as const

/** Whether the table tells the dimension; a channel is made by the site's own rules where all that they look at is told. */
export function tellsOrigin({ told }: Kind, dimension: OriginDimension): boolean {
  const has = (column: string) => told.some((one) => one === column)
  return has(dimension) || (dimension === 'channel' && DECIDES.every(has))
}

/** What a row of sources means under the site's rules of today. */
export function originOf(
  [source, medium, campaign, content, term, click_type, referrer, channel]: readonly (
    | string
    | null
  )[],
  rules: SiteRules,
): Origin {
  const tags: Tags = {
    ...(source && { source }),
    ...(medium && { medium }),
    ...(campaign && { campaign }),
    ...(content && { content }),
    ...(term && { term }),
  }
  const facts = { tags, click_type: click_type ?? null, referrer: referrer ?? null }
  const { spelling, ...found } = derive(facts, null, rules)
  return { values: { ...found, channel: channel ?? found.channel }, shown: spelling }
}
