import { Explained } from '../explained.ts'
import type { ImportCounts } from '../moving/counts.ts'
import type { Rejected } from '../moving/format.ts'
import { takeImportLock } from '../serve-lock.ts'
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
  /** How much of the file has been read, 0–1. */
  share: number
}

/** Of a refused line nothing of what it says stays in the settings. */
export function keepRejected({ rejected }: Standing, { text: _, ...where }: Rejected): void {
  if (rejected.length < MOST_KEPT) rejected.push(where)
}

/** How often it is written down how far an import is, for whoever looks at the list. */
const TOLD_EACH_MS = 1_000

/** Says `tell` whenever it is further. */
type Work = (tell: () => void) => Promise<void>

interface Written {
  settings: Settings
  /** Of the data. */
  folder: string
}

/**
 * Lets an import work and writes down that it runs and how far it is, then how it ended: done, or failed and why. Of one that a signal
 * ends, or a cut of power, nobody was left to say so: it is held no more, and so has stopped.
 */
export async function writtenDown(
  { settings, folder }: Written,
  row: Omit<HistoryImport, 'state' | 'told' | 'at' | 'ended_at'>,
  standing: Standing,
  work: Work,
): Promise<void> {
  const lock = takeImportLock(folder, row.id)
  try {
    const begins = { state: 'running', told: toldOf(standing), at: Date.now(), ended_at: null }
    await addHistoryImport(settings, { ...row, ...begins })
    await told({ settings, row, standing }, work)
  } finally {
    lock?.release()
  }
}

interface Telling {
  settings: Settings
  row: Pick<HistoryImport, 'id' | 'site'>
  standing: Standing
}

async function told({ settings, row, standing }: Telling, work: Work) {
  const { tell, rest } = teller({ settings, row, standing })
  const end = async (state: 'done' | 'failed', detail: string | null) => {
    await rest()
    const told = toldOf(standing, detail)
    await changeHistoryImport(settings, row, { state, told, ended_at: Date.now() })
  }
  try {
    await work(tell)
  } catch (error) {
    // Who could not store events may not be able to store this; what went wrong is said either way.
    await end('failed', reasonOf(error)).catch(() => undefined)
    throw error
  }
  await end('done', null)
}

interface Teller {
  /** Asked after each part: timers wait while parts come one after another. */
  tell(): void
  /** Resolves when nothing is being written any more. */
  rest(): Promise<void>
}

/** Writes down how far it is, at most once a while. */
function teller({ settings, row, standing }: Telling): Teller {
  let writing = Promise.resolve()
  let last = performance.now()
  return {
    tell() {
      if (performance.now() - last < TOLD_EACH_MS) return
      last = performance.now()
      const told = toldOf(standing)
      // It is said again, and how it ended in any case.
      const write = () => changeHistoryImport(settings, row, { told }).catch(() => undefined)
      writing = writing.then(write)
    },
    rest: () => writing,
  }
}

function toldOf(standing: Standing, detail: string | null = null): string {
  return JSON.stringify({ ...standing, detail })
}

function reasonOf(error: unknown): string {
  return error instanceof Explained ? error.message : 'this could not be read to its end'
}
