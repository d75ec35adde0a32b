import type { ReportsPort } from '../../collector/reports/port.ts'
import { runReport } from '../../collector/reports/run/run.ts'
import { openSettings } from '../../collector/settings/tables.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { openReader } from './engine.ts'

/**
 * Reports in this thread, on the engine of this run: chdb lives once in a process, and in no thread of its own. They
 * run one after another, as in a pool of one.
 */
export async function reportsHere(path: string): Promise<ReportsPort> {
  const reader = await openReader(path)
  const db = openDatabase(path, { readonly: true })
  const settings = openSettings(db)
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(name, site, request, { scope }) {
      const task = { name, site, request, ...(scope && { scope }) }
      const answer = last.then(() => runReport({ reader, settings, now: Date.now() }, task))
      last = answer.catch(() => undefined)
      return answer
    },
    expect: () => undefined,
    async close() {
      await last
      await reader.close()
      db.close()
    },
  }
}
