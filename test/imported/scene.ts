import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportedDay } from '../../collector/imported/imported-day.ts'
import { storeDays } from '../../collector/imported/store.ts'
import { openSettings, type Settings } from '../../collector/settings/tables.ts'
import { type Connection, openDatabase } from '../../collector/store/sqlite/open.ts'
import { freshDatabase } from '../fresh-database.ts'

export async function* inOrder(days: readonly ImportedDay[]): AsyncIterable<ImportedDay> {
  yield* days
}

let made = 0

/** Stores days as a file of Plausible's; answers what storing answers, with its id. */
export async function imported(
  settings: Settings,
  site: number,
  days: readonly ImportedDay[],
  tool = 'plausible',
) {
  const id = `import-${++made}`
  const asked = { id, tool, name: `${id}.zip`, actor: 'command', site, now: 1_000 + made }
  return { id, ...(await storeDays(settings, asked, inOrder(days))) }
}

export interface Scene {
  db: Connection
  settings: Settings
  close(): void
}

/** An empty file. */
export function emptyFile(): Scene {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-imported-'))
  const path = join(folder, 'tributary.sqlite')
  freshDatabase(path).close()
  const db = openDatabase(path)
  return {
    db,
    settings: openSettings(db),
    close() {
      db.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export function totalsDay(date: string, visits: number, pageviews = visits * 2): ImportedDay {
  const sums = { visitors: visits, visits, pageviews, bounces: 1, visit_duration: visits * 30 }
  return { table: 'visitors', date, values: {}, sums }
}

export function pageDay(date: string, path: string, visits: number): ImportedDay {
  return {
    table: 'pages',
    date,
    values: { hostname: 'example.com', page: path },
    sums: { visitors: visits, visits, pageviews: visits },
  }
}
