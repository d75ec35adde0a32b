import type { IntakeSite } from '../settings/intake-site.ts'
import { type FileRecords, fileRecords } from './file-records.ts'
import type { Intake } from './intake.ts'
import { lineParcel } from './parcels.ts'
import { OWN_LINK, type Reason } from './road.ts'

/** Lines a commit takes: long enough that syncing the disk costs little, short enough to let live events in. */
const SLICE = 4_000

export interface ImportCounts {
  read: number
  stored: number
  duplicate: number
  rejected: Partial<Record<Reason, number>>
}

export interface ImportJob {
  road: Intake
  site: () => IntakeSite
  now: () => number
  /** Every line (row) that was not stored, with its reason. */
  reject(line: string, reason: Reason): void
  /** Called after each commit. */
  progress(counts: ImportCounts, bytes: number): void
  /** Cuts some of the visits that lines out of order left to be cut. Answers whether more are left. */
  settle(): boolean
}

/**
 * Reads the events of a file, given in pieces of its text, in any order and of any number, and commits them slice by
 * slice; what is committed stays when it is interrupted, and the ids make running it again safe. Memory holds one slice.
 */
export async function importLines(
  pieces: AsyncIterable<string>,
  job: ImportJob,
): Promise<ImportCounts> {
  const counts: ImportCounts = { read: 0, stored: 0, duplicate: 0, rejected: {} }
  let slice: Slice = { events: [], written: [] }
  let bytes = 0
  const take = () => {
    if (slice.events.length > 0) takeSlice(job, slice, counts)
    job.progress(counts, bytes)
    slice = { events: [], written: [] }
  }
  for await (const found of fileRecords(pieces)) {
    bytes += found.bytes
    for (const [i, event] of found.events.entries()) {
      slice.events.push(event)
      slice.written.push(found.written[i] ?? event)
      if (slice.events.length >= SLICE) take()
    }
  }
  take()
  while (job.settle()) await turn()
  return counts
}

/** Lets a server beside have its turn at the file. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}

type Slice = Pick<FileRecords, 'events' | 'written'>

function takeSlice(job: ImportJob, slice: Slice, counts: ImportCounts): void {
  const fates = job.road.take([lineParcel(job.site(), slice.events, job.now())])[0] ?? []
  counts.read += slice.events.length
  fates.forEach((fate, index) => {
    if (fate === 'accepted') counts.stored += 1
    else if (fate === 'duplicate') counts.duplicate += 1
    else if (fate !== OWN_LINK) {
      counts.rejected[fate] = (counts.rejected[fate] ?? 0) + 1
      job.reject(slice.written[index] ?? '', fate)
    }
  })
}
