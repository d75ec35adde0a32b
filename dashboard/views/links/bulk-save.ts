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

/** Saves one after the other; what is refused says why in its own line and stops none of the others. */
export async function saveRows(
  rows: readonly BulkRow[],
  common: TagValues,
  onTurn: (outcome: Outcome) => void,
): Promise<void> {
  for (const row of rows.filter((one) => isSavable(one, common))) {
    onTurn({ key: row.key, ...(await saveRow(row, common)) })
  }
  savedLinks.ask()
}

async function saveRow(row: BulkRow, common: TagValues): Promise<Omit<Outcome, 'key'>> {
  const { url, tags } = linkOf(row, common)
  let saved = ''
  const failure = await failureOf(async () => {
    saved = (await addThing('links', inputOf(url, tags, row.slug ?? '', row))).slug
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
