import { Measuring } from '../imported/measure.ts'
import type { ComingTable } from '../imported/would-come.ts'
import { bring } from '../moving/bring.ts'
import { countPeriod, daysOf } from '../moving/bring-days.ts'
import type { Reading } from '../moving/elsewhere.ts'
import type { Rejected } from '../moving/format.ts'
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
  /** Of daily sums: what would come, by table. */
  tables: ComingTable[]
}

export interface Looking {
  /** Epoch ms. */
  now(): number
  /** What of what was measured would come to which table, and in the place of what. */
  wouldCome(measuring: Measuring): Promise<ComingTable[]>
}

/** Reads a file as an import would, storing nothing. */
export async function lookAt(reading: Reading, { now, wouldCome }: Looking): Promise<Seen> {
  const until = now() + LONGEST_MS
  const nothing = { coming: 0, complete: true, lack: null, replaced: 0, tables: [] }
  const seen: Seen = { standing: begun(), ...nothing }
  try {
    await reading.begun()
  } catch (error) {
    if (!(error instanceof Refusal) || reading.found.table === null) throw error
    return { ...seen, lack: error.message }
  }
  const look = { seen, goOn: () => now() < until }
  await (reading.found.kind === 'events'
    ? lookAtEvents(reading, look)
    : lookAtDays(reading, look, wouldCome))
  return seen
}

interface Look {
  seen: Seen
  goOn(): boolean
}

/** As long as it may go on. */
async function* parts<T>(slices: AsyncIterable<T>, { seen, goOn }: Look): AsyncIterable<T> {
  for await (const slice of slices) {
    yield slice
    if (goOn()) continue
    seen.complete = false
    return
  }
}

/** Where what is read is told. */
const tellingOf = ({ standing }: Seen) => ({
  reject: (rejected: Rejected) => listRejected(standing, rejected),
  progress: (share: number) => {
    standing.share = share
  },
})

async function lookAtEvents(reading: Reading, look: Look): Promise<void> {
  const { seen } = look
  await bring(parts(reading.slices(), look), seen.standing.counts, {
    ...tellingOf(seen),
    async take(lines) {
      seen.coming += lines.length
      return { stored: 0, duplicate: 0, refused: [] }
    },
  })
}

async function lookAtDays(
  reading: Reading,
  look: Look,
  wouldCome: Looking['wouldCome'],
): Promise<void> {
  const { seen } = look
  const { counts } = seen.standing
  const measuring = new Measuring()
  for await (const day of daysOf(parts(reading.daySlices(), look), counts, tellingOf(seen)))
    measuring.add(day)
  seen.coming = measuring.rows
  seen.tables = await wouldCome(measuring)
  seen.replaced = seen.tables.reduce((sum, { replaced }) => sum + replaced, 0)
  countPeriod(counts, measuring.measured())
}
