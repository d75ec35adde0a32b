import { type Counted, intended } from '../../../collector/acquisition/near.ts'
import { LINK_TAGS } from '../../../collector/acquisition/tag-link.ts'
import { hasMacro } from '../../../collector/acquisition/warnings.ts'
import type { Dimension } from '../../../collector/vocabulary.ts'

export type RowDoubt = 'unexpanded_macro' | 'misspelt'

/** Dimensions whose values somebody typed into a link. */
const TYPED: ReadonlySet<Dimension> = new Set(LINK_TAGS)

/** Values of a breakdown that look like a mistake in the link, and which one. */
export function rowDoubts(dimension: Dimension, named: readonly Counted[]): Map<string, RowDoubt> {
  const doubts = new Map<string, RowDoubt>()
  if (!TYPED.has(dimension)) return doubts
  for (const entry of named) {
    if (hasMacro(entry.name)) doubts.set(entry.name, 'unexpanded_macro')
    else if (intended(entry, named)) doubts.set(entry.name, 'misspelt')
  }
  return doubts
}
