import { type Acquisition, derive } from '../acquisition/derive.ts'
import { spelling } from '../acquisition/normalise.ts'
import type { SiteRules } from '../acquisition/site-rules.ts'
import type { Tags } from '../acquisition/tags.ts'
import { BoundedMap } from '../bounded-map.ts'
import { KEYS, type SpendKeys } from './row.ts'

/** What a spend row's keys mean, as a visit's tags of the same words would. */
export type Meaning = Pick<Acquisition, (typeof KEYS)[number] | 'channel' | 'spelling'>

/** A tag's words as they would stand on a landing. */
function tagsOf(keys: SpendKeys): Tags {
  const tags: Tags = {}
  for (const key of KEYS) {
    const value = keys[key]
    if (value !== null) tags[key === 'campaign_id' ? 'id' : key] = spelling(value)
  }
  return tags
}

/** One text for equal keys. */
function nameOf({ source, medium, campaign, content, term, campaign_id }: SpendKeys): string {
  return JSON.stringify([source, medium, campaign, content, term, campaign_id])
}

/** A file of many days has the same keys each day. */
const MOST_KNOWN = 10_000

/**
 * Reads keys under a site's rules of today: known spellings and aliases, and the channel that its rules name.
 */
export function meanings(rules: SiteRules): (keys: SpendKeys) => Meaning {
  const known = new BoundedMap<string, Meaning>(MOST_KNOWN)
  return (keys) => {
    const name = nameOf(keys)
    const found = known.get(name)
    if (found) return found
    const facts = { tags: tagsOf(keys), click_type: null, referrer: null }
    const meaning = derive(facts, null, rules)
    known.set(name, meaning)
    return meaning
  }
}

/** The keys of a visit or of a row of spend, normalised. */
export type Names = Pick<Acquisition, (typeof KEYS)[number]>

const BY_ID = ['source', 'medium', 'campaign_id'] as const
const BY_NAME = ['source', 'medium', 'campaign', 'content', 'term'] as const

/**
 * Finds the visits that have a row's keys. What the row leaves out may be anything there. A campaign's id comes before
 * names: a row that gives one finds visits with the id, whatever they call the campaign, else those of its names.
 */
export function finder<Visit extends Names>(
  visits: readonly Visit[],
): (row: Names) => readonly Visit[] {
  const indexes = new Map<string, Map<string, Visit[]>>()
  const having = (row: Names, given: readonly (keyof Names)[]): readonly Visit[] => {
    const shape = given.join()
    const index = indexes.get(shape) ?? indexBy(visits, given)
    indexes.set(shape, index)
    return index.get(textOf(row, given)) ?? []
  }
  return (row) => {
    const givenOf = (names: readonly (keyof Names)[]) => names.filter((name) => row[name] !== null)
    const byId = row.campaign_id === null ? [] : having(row, givenOf(BY_ID))
    const isNamed = row.campaign_id === null || row.campaign !== null
    return byId.length > 0 || !isNamed ? byId : having(row, givenOf(BY_NAME))
  }
}

function indexBy<Visit extends Names>(visits: readonly Visit[], given: readonly (keyof Names)[]) {
  const index = new Map<string, Visit[]>()
  for (const visit of visits) {
    const text = textOf(visit, given)
    const known = index.get(text)
    if (known) known.push(visit)
    else index.set(text, [visit])
  }
  return index
}

function textOf(names: Names, given: readonly (keyof Names)[]): string {
  return JSON.stringify(given.map((name) => names[name]))
}
