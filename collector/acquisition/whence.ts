import { type ClickId, clickIdOf } from './click-ids.ts'
import type { AcquisitionFacts } from './facts.ts'
import {
  type AliasLookup,
  type Named,
  type NamedSource,
  named,
  referringSource,
  taggedSource,
} from './naming.ts'
import type { PreparedRules } from './site-rules.ts'
import type { SourceClass } from './sources/table.ts'
import { sourceOfHost } from './sources.ts'
import type { Tags } from './tags.ts'

/** Source and medium of a visit, by the most trusted of its clues. */
export interface Whence {
  readonly source: NamedSource | null
  readonly medium: Named | null
  readonly click: ClickId | null
  /** Came with a campaign: by tags or by a click id. */
  readonly tagged: boolean
  /** Came without any clue. */
  readonly nowhere: boolean
}

interface Origin {
  readonly source: NamedSource
  readonly medium: string
}

/** Medium of a visit that no campaign brought, by what kind of place it came from. */
const MEDIUM_OF_CLASS: Readonly<Record<SourceClass, string>> = {
  search: 'organic',
  social: 'social',
  video: 'video',
  email: 'email',
  ai: 'ai-assistant',
  shopping: 'referral',
}

function originOfReferrer(referrer: string | null, aliases: AliasLookup): Origin | null {
  if (referrer === null) return null
  const source = referringSource(referrer, sourceOfHost(referrer), aliases)
  return { source, medium: source.class ? MEDIUM_OF_CLASS[source.class] : 'referral' }
}

/** Meta's one id serves both its networks; on which the click was made, only the referrer knows. */
function sourceOfClick(click: ClickId, referrer: string | null): string {
  if (click.type !== 'fbclid' || referrer === null) return click.source
  return sourceOfHost(referrer)?.name === 'instagram' ? 'instagram' : click.source
}

function originOfClick(
  click: ClickId | null,
  referrer: string | null,
  aliases: AliasLookup,
): Origin | null {
  if (click === null) return null
  const source = taggedSource(sourceOfClick(click, referrer), aliases)
  // Rakuten's affiliate network is not its portal, which the table knows as a search engine.
  const own = click.kind === 'affiliate' ? { ...source, class: null } : source
  return { source: own, medium: click.medium }
}

const isCampaign = (click: ClickId | null) => click !== null && click.kind !== 'organic'

/** A campaign's click id before the referrer; an unpaid search's mark after it. */
function originOf(
  click: ClickId | null,
  referrer: string | null,
  aliases: AliasLookup,
): Origin | null {
  const byClick = originOfClick(click, referrer, aliases)
  const byReferrer = originOfReferrer(referrer, aliases)
  return isCampaign(click) ? byClick : (byReferrer ?? byClick)
}

const DIRECT: Origin = {
  source: { value: 'direct', shown: 'direct', class: null, bought: false },
  medium: '(none)',
}

/** A link that claims to be none; what its referrer is called does not matter then. */
const saysDirect = ({ source }: Tags) => source?.toLowerCase() === '(direct)'

/** Tags first; what they leave empty the click id fills, and the referrer the rest. */
export function whence(
  { tags, click_type }: AcquisitionFacts,
  referrer: string | null,
  rules: PreparedRules,
): Whence {
  const click = clickIdOf(click_type)
  const tagged = Object.keys(tags).length > 0 || isCampaign(click)
  const found = originOf(click, saysDirect(tags) ? null : referrer, rules.source)
  const nowhere = !tagged && found === null
  const origin = nowhere ? DIRECT : found
  const medium = tags.medium ?? origin?.medium
  return {
    source: tags.source ? taggedSource(tags.source, rules.source) : (origin?.source ?? null),
    medium: medium ? named(medium, rules.medium) : null,
    click,
    tagged,
    nowhere,
  }
}
