import { ALIASED, type Aliased } from '../acquisition/site-rules.ts'
import { likeness, pairs } from '../nearest.ts'
import type { Names } from './meaning.ts'

/** What visits are called, and how many are. */
export interface NamedVisits extends Names {
  visits: number
}

/** Aliases that together make a row of spend find visits. */
export interface Near {
  aliases: { kind: Aliased; spelling: string; means: string }[]
  /** Visits of that name. */
  visits: number
}

/** Names less alike are different things: `brand` and `branding` are 0.75, `spring` and `summer` 0.29. */
const ALIKE = 0.6
/** Of the names that most visits have. */
const MOST_VISITS = 2_000

/** A name as it is compared. */
interface Comparable {
  pairs: ReadonlySet<string>
  digits: string
}

/** Spaces, hyphens, underscores and dots are written for one another. */
function comparable(name: string): Comparable {
  const bare = name.replace(/[\s_\-+./|:]+/gu, ' ').trim()
  return { pairs: pairs(bare), digits: name.replace(/\D/gu, '') }
}

type Alikeness = (a: string, b: string) => number

/** How alike two names are, 0–1; those whose numbers differ are not: `sale 2025` is another than `sale 2026`. */
function alikeness(): Alikeness {
  const known = new Map<string, Comparable>()
  const of = (name: string) => {
    const found = known.get(name) ?? comparable(name)
    known.set(name, found)
    return found
  }
  return (a, b) => {
    const [one, other] = [of(a), of(b)]
    const isNumbered = one.digits !== '' && other.digits !== ''
    return isNumbered && one.digits !== other.digits ? 0 : likeness(one.pairs, other.pairs)
  }
}

/**
 * Names for a row without visits what nearly has its keys: of the visits that differ from it by alike names only, those
 * with the fewest such, then the most alike, then the most. Undefined where nothing is like it, or where only an id or
 * what no alias reaches differs.
 */
export function nearest(visits: readonly NamedVisits[]): (row: Names) => Near | undefined {
  const known = visits.toSorted((a, b) => b.visits - a.visits).slice(0, MOST_VISITS)
  const alike = alikeness()
  return (row) => {
    let best: Scored | undefined
    for (const visit of known) {
      const found = compared(row, visit, alike)
      if (found && isBetter(found, best)) best = found
    }
    return best && { aliases: best.aliases, visits: best.visits }
  }
}

interface Scored extends Near {
  score: number
}

function isBetter(one: Scored, best: Scored | undefined): boolean {
  if (best === undefined || one.aliases.length < best.aliases.length) return true
  if (one.aliases.length > best.aliases.length) return false
  return one.score > best.score
}

/** What parts a row from visits; undefined where it is more than alike names. */
function compared(row: Names, visit: NamedVisits, alike: Alikeness): Scored | undefined {
  const differs = (key: keyof Names) => row[key] !== null && row[key] !== visit[key]
  if (differs('content') || differs('term')) return undefined
  const aliases = ALIASED.filter(differs).map((kind) => {
    const [spelling, means] = [row[kind] ?? '', visit[kind] ?? '']
    return { kind, spelling, means, score: alike(spelling, means) }
  })
  const score = Math.min(...aliases.map((alias) => alias.score))
  if (aliases.length === 0 || score < ALIKE) return undefined
  return {
    aliases: aliases.map(({ kind, spelling, means }) => ({ kind, spelling, means })),
    visits: visit.visits,
    score,
  }
}
