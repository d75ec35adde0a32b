import { isExcluded } from './exclusions.ts'
import { enteredHost } from './hosts.ts'
import { type AliasLookup, aliasLookup } from './naming.ts'
import type { ChannelRule } from './rules.ts'

/** Tags whose spellings a site may join under one name. */
export const ALIASED = ['source', 'medium', 'campaign'] as const
export type Aliased = (typeof ALIASED)[number]

/** A site's settings that apply on reading, so to all history. Treated as immutable. */
export interface SiteRules {
  /** Hosts (and all below them) that are no referrers, beside or without the built-in ones. */
  readonly exclusions: { readonly referrers: readonly string[]; readonly defaults: boolean }
  readonly aliases: Readonly<Record<Aliased, Readonly<Record<string, string>>>>
  readonly channels: readonly ChannelRule[]
}

/** A site that sets nothing of its own. */
export const NO_RULES: SiteRules = {
  exclusions: { referrers: [], defaults: true },
  aliases: { source: {}, medium: {}, campaign: {} },
  channels: [],
}

/** The same settings as look-ups. */
export interface PreparedRules {
  readonly source: AliasLookup
  readonly medium: AliasLookup
  readonly campaign: AliasLookup
  /** The referrer, or null where the site excludes it. */
  readonly admit: (referrer: string | null) => string | null
}

function prepare({ exclusions, aliases }: SiteRules): PreparedRules {
  const own = new Set(exclusions.referrers.map(enteredHost))
  return {
    source: aliasLookup(aliases.source),
    medium: aliasLookup(aliases.medium),
    campaign: aliasLookup(aliases.campaign),
    admit: (referrer) =>
      referrer !== null && isExcluded(referrer, exclusions.defaults, own) ? null : referrer,
  }
}

/** Each lives as long as the rules it is made from. */
const prepared = new WeakMap<SiteRules, PreparedRules>()

/** Prepares a site's rules once, however many acquisitions they are asked about. */
export function preparedRules(rules: SiteRules): PreparedRules {
  const known = prepared.get(rules)
  if (known) return known
  const fresh = prepare(rules)
  prepared.set(rules, fresh)
  return fresh
}
