import { Explained } from '../explained.ts'
import type { ImportCounts } from '../moving/counts.ts'
import type { Rejected } from '../moving/format.ts'
import {
  addHistoryImport,
  changeHistoryImport,
  type HistoryImport,
} from '../settings/history-imports.ts'
import type { Settings } from '../settings/tables.ts'

/** Refused lines that are kept with it. */
const MOST_KEPT = 200

/** What an import has come to so far. */
export interface Standing {
  counts: ImportCounts
  rejected: Rejected[]
}

/** Of a refused line nothing of what it says stays in the settings. */
export function keepRejected({ rejected }: Standing, { text: _, ...where }: Rejected): void {
  if (rejected.length < MOST_KEPT) rejected.push(where)
}

/**
 * Lets an import work and writes down how it ended: done, or failed and why. One that a signal ends, or a cut of power, stays
 * `stopped`, for nobody was left to say so.
 */
export async function writtenDown(
  settings: Settings,
  row: Omit<HistoryImport, 'state' | 'told' | 'at' | 'ended_at'>,
  standing: Standing,
  work: () => Promise<void>,
): Promise<void> {
  const ends = { state: 'stopped', told: '{}', at: Date.now(), ended_at: null }
  await addHistoryImport(settings, { ...row, ...ends })
  const end = async (state: 'done' | 'failed', detail: string | null) => {
    const told = JSON.stringify({ ...standing, detail })
    await changeHistoryImport(settings, row, { state, told, ended_at: Date.now() })
  }
  try {
    await work()
  } catch (error) {
    // Who could not store events may not be able to store this; what went wrong is said either way.
    await end('failed', reasonOf(error)).catch(() => undefined)
    throw error
  }
  await end('done', null)
}

function reasonOf(error: unknown): string {
  return error instanceof Explained ? error.message : 'this could not be read to its end'
}
