import type { Sides } from '../../models/other-visits.ts'
import { words } from '../../texts/texts.ts'

/** What stands above the bars of two segments: whose the numbers are, and how far they are apart. */
export function headsOfSides({ own, others }: Sides, metric: string) {
  const text = words.value.beside
  return {
    valueHead: own,
    valueHint: text.head(metric, own),
    share: { head: others, hint: text.head(metric, others) },
    movedHead: text.difference,
  }
}
