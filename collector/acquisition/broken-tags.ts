import { type Counted, intended } from './near.ts'
import { ALIASED, type Aliased } from './site-rules.ts'
import type { Tags } from './tags.ts'
import { type Warning, warningsOfTags } from './warnings.ts'

/** What is wrong with the tags that visits came with, as far as nobody has mended it by an alias or a rule. */
export type Fault = Warning | 'misspelt'

/** How some visits came: the names that the site's aliases make of their tags, undefined without such a tag. */
export interface Tagged extends Readonly<Record<Aliased, string | undefined>> {
  /** What is wrong with the tags by themselves. */
  warnings: readonly Warning[]
  visits: number
}

/** Warnings of tags under the site's aliases. A medium that a channel rule of the site decides on is known to it. */
export function standingWarnings(tags: Tags, isRuled: boolean): Warning[] {
  return warningsOfTags(tags).filter((kind) => !(isRuled && kind === 'unknown_medium'))
}

/** The names of each tag by all visits, with a tag or without: a slip is rare beside what it was meant to be. */
export type KnownNames = Readonly<Record<Aliased, readonly Counted[]>>

/** Names of a tag that are held against one another: a quarter of a million pairs. */
const MOST_NAMES = 500

export interface FaultCounts {
  /** Each visit once. */
  visits: number
  kinds: { kind: Fault; visits: number }[]
}

/**
 * Visits by what is wrong with their tags, most frequent first; one may have several faults.
 *
 *     facebook / cpc 30 · facebok / cpc 3 · partner / partner / {name} 2
 *     3 misspelt; 2 with a macro, source = medium and an unknown medium     5 visits
 */
export function faultCounts(tagged: Iterable<Tagged>, known: KnownNames): FaultCounts {
  const slips = Object.fromEntries(ALIASED.map((tag) => [tag, slipsAmong(known[tag])]))
  const counts = new Map<Fault, number>()
  let visits = 0
  for (const one of tagged) {
    const isSlip = ALIASED.some((tag) => slips[tag]?.has(one[tag] ?? ''))
    const faults: Fault[] = isSlip ? [...one.warnings, 'misspelt'] : [...one.warnings]
    if (faults.length > 0) visits += one.visits
    for (const kind of faults) counts.set(kind, (counts.get(kind) ?? 0) + one.visits)
  }
  const kinds = [...counts].map(([kind, visits]) => ({ kind, visits }))
  const ordered = kinds.sort((a, b) => b.visits - a.visits || (a.kind < b.kind ? -1 : 1))
  return { visits, kinds: ordered }
}

function slipsAmong(names: readonly Counted[]): ReadonlySet<string> {
  const common = names.toSorted((a, b) => b.count - a.count).slice(0, MOST_NAMES)
  return new Set(
    common.filter((one) => intended(one, common) !== undefined).map(({ name }) => name),
  )
}
