import { LINK_TAGS } from '../../../collector/acquisition/tag-link.ts'
import type { Problem } from '../../api.ts'
import { failureOf } from '../../blocks/forms/use-save.ts'
import { addThing } from '../../models/things.ts'
import { faultsOf, inWords, problemWords } from '../../refusals.ts'
import { type BulkRow, isSavable, linkOf } from './bulk-rows.ts'
import { inputOf } from './link-input.ts'
import { savedLinks } from './save-link.tsx'
import type { TagValues } from './tagged-link.ts'

/** What became of a row; a saved one with all that was stored, whatever is edited meanwhile or for all. */
type Outcome = BulkRow

interface Saving {
  /** Of the site whose links they become, whichever is in view by the last. */
  domain: string
  common: TagValues
  /** What is not saved when the page is left is not saved. */
  leaving: AbortSignal
  onTurn: (outcome: Outcome) => void
}

interface Saved {
  saved: number
  left: number
}

/**
 * Saves one after the other; what is refused says why in its own line and stops none of the others. Answers how many
 * were saved, and how many were left when whoever looks at them did.
 */
export async function saveRows(rows: readonly BulkRow[], saving: Saving): Promise<Saved> {
  const { common, leaving, onTurn } = saving
  let saved = 0
  const waiting = rows.filter((one) => isSavable(one, common))
  while (!leaving.aborted) {
    const row = waiting.shift()
    if (!row) break
    const outcome = await saveRow(row, saving)
    if (outcome.saved !== undefined) saved++
    onTurn({ key: row.key, ...outcome })
  }
  savedLinks.ask()
  return { saved, left: waiting.length }
}

async function saveRow(row: BulkRow, { domain, common }: Saving): Promise<Omit<Outcome, 'key'>> {
  const { url, tags } = linkOf(row, common)
  let saved = ''
  const failure = await failureOf(async () => {
    saved = (await addThing(domain, 'links', inputOf(url, tags, row.slug ?? '', row))).slug
  })
  if (failure) return { refused: refusal(failure) }
  const own = LINK_TAGS.map((tag) => [tag, tags[tag]] as const)
  return { ...row, url, ...Object.fromEntries(own), saved }
}

/** All that was said against it. */
function refusal(problem: Problem): string {
  const faults = faultsOf(problem, 'slug').map(({ message }) => inWords(message))
  return faults.join(' ') || problemWords(problem)
}
