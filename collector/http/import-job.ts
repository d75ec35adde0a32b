import { storeDays } from '../imported/store.ts'
import { bring } from '../moving/bring.ts'
import { countStored, daysOf } from '../moving/bring-days.ts'
import { type ImportCounts, noCounts } from '../moving/counts.ts'
import type { Reading } from '../moving/elsewhere.ts'
import type { Rejected } from '../moving/format.ts'
import { Refusal } from '../refusal.ts'
import type { ImportState } from '../settings/history-imports.ts'
import type { Site } from '../settings/sites.ts'
import type { Dependencies } from './environment.ts'
import { takenLines } from './taken-lines.ts'

/** Refused lines that are told of. */
const MOST_LISTED = 1_000

/** How an import stands. */
export interface Standing {
  state: ImportState
  /** How much of the file has been read, 0–1. */
  share: number
  counts: ImportCounts
  /** The first of those refused. */
  rejected: Rejected[]
  /** Why it ended where it did not end well. */
  detail: string | null
}

export function begun(): Standing {
  return { state: 'running', share: 0, counts: noCounts(), rejected: [], detail: null }
}

interface JobOf {
  id: string
  site: Site
  file: string | null
  actor: string
  reading: Reading
  standing: Standing
  /** Aborted to stop it. */
  stop: AbortSignal
}

/** Stores what is read, until all is stored, or it is stopped, or it cannot go on; `standing` says so. */
export async function runJob(
  dependencies: Dependencies,
  { reading, standing, ...job }: JobOf,
): Promise<void> {
  const told = { ...job, reading, standing }
  // What is being read is of no use any more, however long it would take to the next part.
  job.stop.addEventListener('abort', () => void reading.close(), { once: true })
  try {
    await (reading.found.kind === 'events' ? events(dependencies, told) : days(dependencies, told))
    standing.state = 'done'
    standing.share = 1
  } catch (error) {
    standing.state = job.stop.aborted ? 'stopped' : 'failed'
    standing.detail = job.stop.aborted ? null : detailOf(error)
    if (!(error instanceof Refusal) && !job.stop.aborted)
      dependencies.log.error({ err: error }, 'an import could not go on')
  } finally {
    await reading.close()
  }
}

function detailOf(error: unknown): string {
  return error instanceof Refusal ? error.message : 'this could not be read to its end'
}

export function listRejected(standing: Standing, rejected: Rejected): void {
  if (standing.rejected.length < MOST_LISTED) standing.rejected.push(rejected)
}

async function events({ intake, now }: Dependencies, job: JobOf): Promise<void> {
  const { reading, site, standing, stop } = job
  await bring(reading.slices(), standing.counts, {
    async take(lines) {
      stop.throwIfAborted()
      const request = { site: site.domain, body: lines.join('\n'), ndjson: true, arrival: now() }
      return takenLines(await intake.import(request))
    },
    reject: (rejected) => listRejected(standing, rejected),
    progress: (share) => {
      standing.share = share
    },
  })
}

async function days({ file, now }: Dependencies, job: JobOf): Promise<void> {
  const { id, site, actor, reading, standing, stop } = job
  const tool = reading.found.format
  const asked = { id, tool, name: job.file, actor, site: Number(site.id), now: now() }
  const slices = daysOf(reading.daySlices(), standing.counts, {
    reject: (rejected) => listRejected(standing, rejected),
    progress: (share) => {
      stop.throwIfAborted()
      standing.share = share
    },
  })
  countStored(standing.counts, await storeDays(file, asked, slices))
}
