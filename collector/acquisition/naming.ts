import { normalise } from './normalise.ts'
import type { SourceClass } from './sources/table.ts'
import { type Source, sourceOfTag } from './sources.ts'

/** Words that in a source's name say its clicks are bought: `google ads`, `facebook_ads`. */
const BOUGHT_WORDS = new Set(['ads', 'adwords', 'advertising'])

/** Ad systems whose one-word names hide it. */
const BOUGHT_NAMES = new Set([
  'adcenter',
  'microsoftads',
  'microsoftadvertising',
  'msads',
  'yandex direct',
  'yandex.direct',
  'yandexdirect',
])

const wordsOf = (name: string) => name.split(/[^\p{L}\p{N}+]+/u).filter(Boolean)

/** `facebookads` without its ads, if what is left is a source: so not of threads or downloads. */
function stemOfAds(name: string): Source | undefined {
  return name.length > 3 && name.endsWith('ads') ? sourceOfTag(name.slice(0, -3)) : undefined
}

/** Does the name of a source (normalised) itself say that its clicks are bought? */
function saysAds(name: string): boolean {
  if (BOUGHT_NAMES.has(name)) return true
  if (!name.includes('ad')) return false
  return wordsOf(name).some((word) => BOUGHT_WORDS.has(word) || stemOfAds(word) !== undefined)
}

/** The source behind a name that says ads: `bing ads` → bing, `google_ads_search` → google. */
function sourceBehindAds(name: string): Source | undefined {
  const words = wordsOf(name).filter((word) => !BOUGHT_WORDS.has(word))
  const first = words[0] ?? ''
  return sourceOfTag(words.join(' ')) ?? stemOfAds(first) ?? sourceOfTag(first)
}

/** The source that a tag's value (normalised) stands for. */
function knownSource(value: string): Source | undefined {
  return sourceOfTag(value) ?? (saysAds(value) ? sourceBehindAds(value) : undefined)
}

/** A value as it groups and as it is shown. */
export interface Named {
  readonly value: string
  readonly shown: string
}

export interface NamedSource extends Named {
  readonly class: SourceClass | null
  /** Its name says that its clicks are bought. */
  readonly bought: boolean
}

/** A site's further names for a dimension: what is replaced, normalised → what is said instead. */
export type AliasLookup = ReadonlyMap<string, Named>

const plain = (shown: string): Named => ({ value: normalise(shown), shown })

export function aliasLookup(entered: Readonly<Record<string, string>>): AliasLookup {
  return new Map(Object.entries(entered).map(([from, to]) => [normalise(from), plain(to)]))
}

/** A value under its alias, if it has one. */
export function named(shown: string, aliases: AliasLookup): Named {
  const value = normalise(shown)
  return aliases.get(value) ?? { value, shown }
}

/** The alias of what was said, else of the table's name, else that name; the class goes with it. */
function reported(
  said: { text: string; bought: boolean },
  source: Source | undefined,
  aliases: AliasLookup,
): NamedSource {
  const alias = aliases.get(normalise(said.text)) ?? (source && aliases.get(source.name))
  const known = (alias && knownSource(alias.value)) ?? source
  const { value, shown } = alias ?? plain(source?.name ?? said.text)
  return { value, shown, class: known?.class ?? null, bought: said.bought }
}

/** A tagged source under the name it is reported by; renaming what was bought leaves it bought. */
export function taggedSource(tag: string, aliases: AliasLookup): NamedSource {
  const value = normalise(tag)
  const bought = saysAds(value) || saysAds(aliases.get(value)?.value ?? '')
  return reported({ text: tag, bought }, knownSource(value), aliases)
}

/** The source behind a referrer's host, which the table may know; nobody pays for a referrer. */
export function referringSource(
  host: string,
  source: Source | undefined,
  aliases: AliasLookup,
): NamedSource {
  return reported({ text: host, bought: false }, source, aliases)
}
