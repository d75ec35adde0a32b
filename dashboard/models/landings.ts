import type { Counted } from '../../collector/acquisition/near.ts'
import { numberOf, type Row } from './stats.ts'

/** The tags that have aliases. */
export const NAMED_TAGS = ['source', 'medium', 'campaign'] as const
type NamedTag = (typeof NAMED_TAGS)[number]

/** How visits came, as a report has it: by names that aliases have mended. */
export interface Landing extends Record<NamedTag, string | null> {
  visits: number
}

export function landingsOf(rows: readonly Row[]): Landing[] {
  return rows.map((row) => ({
    source: named(row.source),
    medium: named(row.medium),
    campaign: named(row.campaign),
    visits: numberOf(row, 'visits') ?? 0,
  }))
}

function named(value: Row[string] | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** The names of one tag, each with its visits. */
export function namesOf(landings: readonly Landing[], tag: NamedTag): Counted[] {
  const counts = new Map<string, number>()
  for (const { [tag]: name, visits } of landings) {
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + visits)
  }
  return [...counts].map(([name, count]) => ({ name, count }))
}

/** The tags of a landing that it was given, without those that it was not. */
export function tagsOf({ source, medium, campaign }: Landing) {
  return { source: source ?? '', medium: medium ?? '', campaign: campaign ?? '' }
}
