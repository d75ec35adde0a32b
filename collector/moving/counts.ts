import type { Rejected } from './format.ts'
import type { Slice } from './slices.ts'

/** What an import came to. Read is what is stored, duplicate, rejected or left out. */
export interface ImportCounts {
  read: number
  stored: number
  duplicate: number
  /** By reason. */
  rejected: Record<string, number>
  /** What another row tells already, or another thing than events, by what it is. */
  left_out: Record<string, number>
  /** Of its events, epoch ms. */
  from: number | null
  to: number | null
  /** Dates, in the site's zone, that have any. */
  days: number
}

export function noCounts(): ImportCounts {
  return {
    read: 0,
    stored: 0,
    duplicate: 0,
    rejected: {},
    left_out: {},
    from: null,
    to: null,
    days: 0,
  }
}

/** Different reasons; foreign words may be in them. */
const MOST_REASONS = 100
const OTHERS = 'other reasons'

export function countSlice(counts: ImportCounts, slice: Slice): void {
  counts.read += slice.lines.length + slice.rejected.length
  for (const one of slice.rejected) countRejected(counts, one)
  for (const [what, count] of Object.entries(slice.leftOut)) {
    counts.read += count
    more(counts.left_out, what, count)
  }
  counts.days += slice.dates.length
  if (slice.from !== null) counts.from = Math.min(counts.from ?? slice.from, slice.from)
  if (slice.to !== null) counts.to = Math.max(counts.to ?? slice.to, slice.to)
}

export function countRejected({ rejected }: ImportCounts, { reason }: Pick<Rejected, 'reason'>) {
  more(rejected, reason, 1)
}

function more(sums: Record<string, number>, key: string, count: number): void {
  const known = sums[key] !== undefined || Object.keys(sums).length < MOST_REASONS
  const name = known ? key : OTHERS
  sums[name] = (sums[name] ?? 0) + count
}
