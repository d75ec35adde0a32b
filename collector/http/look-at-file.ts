import { Measuring } from '../imported/measure.ts'
import { bring } from '../moving/bring.ts'
import { countRejected } from '../moving/counts.ts'
import type { Reading } from '../moving/elsewhere.ts'
import { Refusal } from '../refusal.ts'
import { begun, listRejected, type Standing } from './import-job.ts'

/** A larger file is looked at from its beginning: who waits for a preview does not wait for all of it. */
const LONGEST_MS = 40_000

export interface Seen {
  standing: Standing
  /** What would be stored, or is already. */
  coming: number
  complete: boolean
  /** Of a table: what has to be said of its columns first. */
  lack: string | null
  /** Days of tables that an earlier import tells of; its own would not count any more. */
  replaced: number
}

export interface Looking {
  /** Epoch ms. */
  now(): number
  /** How many days of tables others tell of already. */
  replacedBy(days: ReturnType<Measuring['pairs']>): Promise<number>
}

/** Reads a file as an import would, storing nothing. */
export async function lookAt(reading: Reading, { now, replacedBy }: Looking): Promise<Seen> {
  const until = now() + LONGEST_MS
  const seen: Seen = { standing: begun(), coming: 0, complete: true, lack: null, replaced: 0 }
  try {
    await reading.begun()
  } catch (error) {
    if (!(error instanceof Refusal) || reading.found.table === null) throw error
    return { ...seen, lack: error.message }
  }
  await (reading.found.kind === 'events'
    ? lookAtEvents(reading, seen, () => now() < until)
    : lookAtDays(reading, seen, replacedBy))
  return seen
}

async function lookAtEvents(reading: Reading, seen: Seen, goOn: () => boolean): Promise<void> {
  const { standing } = seen
  async function* slices() {
    for await (const slice of reading.slices()) {
      yield slice
      if (goOn()) continue
      seen.complete = false
      return
    }
  }
  await bring(slices(), standing.counts, {
    async take(lines) {
      seen.coming += lines.length
      return { stored: 0, duplicate: 0, refused: [] }
    },
    reject: (rejected) => listRejected(standing, rejected),
    progress: (share) => {
      standing.share = share
    },
  })
}

const DAY = 86_400_000

async function lookAtDays(
  reading: Reading,
  seen: Seen,
  replacedBy: Looking['replacedBy'],
): Promise<void> {
  const { counts } = seen.standing
  const measuring = new Measuring()
  for await (const { days, rejected } of reading.daySlices()) {
    for (const day of days) measuring.add(day)
    for (const one of rejected) {
      countRejected(counts, one)
      listRejected(seen.standing, one)
    }
    counts.read += days.length + rejected.length
  }
  const { rows, first, last } = measuring.measured()
  seen.coming = rows
  seen.replaced = await replacedBy(measuring.pairs())
  if (first === null || last === null) return
  counts.from = first * DAY
  counts.to = last * DAY
  counts.days = last - first + 1
}
