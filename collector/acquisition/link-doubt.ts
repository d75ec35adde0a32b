import type { Counted } from './near.ts'
import type { PlatformName } from './platforms.ts'
import type { LinkTag } from './tag-link.ts'

export interface TypedLink {
  /** As it was typed. */
  url: string
  tags: Record<LinkTag, string>
}

/** What a site's links may be called; an empty list allows everything. */
export interface Names {
  sources: readonly string[]
  media: readonly string[]
  campaigns: readonly string[]
  pattern: string | null
  required: readonly LinkTag[]
}

/** What a link is held against. */
export interface Manner {
  names: Names
  /** Names that visits came under, by how many. */
  used: Partial<Record<LinkTag, readonly Counted[]>>
  /** Host of the site that it leads to. */
  ownHost: string
  /** Where it runs as an ad; undefined for a link that one puts up oneself. */
  platform: PlatformName | undefined
  /** Whether a channel is found for it: its medium will do, then. */
  placed: boolean
}

export type DoubtKind =
  | 'address'
  | 'tagged'
  | 'email'
  | 'macro'
  | 'elsewhere'
  | 'spaces'
  | 'uppercase'
  | 'misspelt'
  | 'unlisted'
  | 'pattern'
  | 'absent'
  | 'missing'
  | 'medium'
  | 'same'
  | 'internal'

/** One thing that is doubtful about a link. */
export interface Doubt {
  field: LinkTag | 'url'
  kind: DoubtKind
  /** What it is about, where that is less or other than the field's value: a macro, a known name, a pattern. */
  about?: string
  /** The value that would do away with it, where there is one. */
  fixed?: string
}
