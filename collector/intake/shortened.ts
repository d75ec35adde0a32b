import type { Landing } from '../acquisition/facts.ts'
import { cut } from './properties.ts'

/** Of a query: what is kept of it, and what a single tag may say. */
const MOST_QUERY = 2_048
const MOST_TAG = 500

/**
 * A landing as it may be stored. Length is judged here, after all that is not kept was dropped: parameters that find no
 * room go whole, because half of a click id names no click.
 */
export function shortened(landing: Landing): Landing & { cut?: boolean } {
  const { facts, query } = landing
  const tags = Object.entries(facts.tags).map(
    ([name, text]) => [name, cut(text, MOST_TAG)] as const,
  )
  const isLong = tags.some(([name, text]) => text !== facts.tags[name as keyof typeof facts.tags])
  if (!isLong && query.length <= MOST_QUERY) return landing
  return {
    ...landing,
    facts: { ...facts, tags: Object.fromEntries(tags) },
    query: fitting(query.split('&')).join('&'),
    cut: true,
  }
}

function fitting(parameters: readonly string[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const parameter of parameters) {
    if (length + parameter.length > MOST_QUERY) continue
    kept.push(parameter)
    length += parameter.length + 1
  }
  return kept
}
