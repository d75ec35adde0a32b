import { countRejected, countSlice, type ImportCounts } from './counts.ts'
import type { Rejected } from './format.ts'
import type { Slice } from './slices.ts'

/** How some lines were taken, by their places among them. */
export interface TakenLines {
  stored: number
  duplicate: number
  refused: { index: number; reason: string }[]
}

export interface Bringing {
  /** Takes lines durably. Throws when it cannot, having told nothing of them. */
  take(lines: readonly string[]): Promise<TakenLines>
  reject(rejected: Rejected): void
  /** Called after each part; throws to stop. */
  progress(share: number): void
}

/** Stores a file's events part by part; what is stored stays, and the ids make it safe to begin anew. */
export async function bring(
  slices: AsyncIterable<Slice>,
  counts: ImportCounts,
  { take, reject, progress }: Bringing,
): Promise<void> {
  for await (const slice of slices) {
    const taken = slice.lines.length === 0 ? NOTHING : await take(slice.lines)
    countSlice(counts, slice)
    counts.stored += taken.stored
    counts.duplicate += taken.duplicate
    slice.rejected.forEach(reject)
    for (const { index, reason } of taken.refused) {
      const rejected = {
        ...(slice.at[index] ?? { line: 0 }),
        reason,
        text: slice.lines[index] ?? '',
      }
      countRejected(counts, rejected)
      reject(rejected)
    }
    progress(slice.share)
  }
}

const NOTHING: TakenLines = { stored: 0, duplicate: 0, refused: [] }
