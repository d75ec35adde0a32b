import type { EventReader } from '../../collector/store/port.ts'
import { openDatabase } from '../../collector/store/sqlite/open.ts'
import { eventReader } from '../../collector/store/sqlite/reader.ts'

type Open = (path: string, signal?: AbortSignal) => Promise<EventReader>

/** The engines that the tests of the read side run on, by how a reader of an SQLite file is opened. */
const ENGINES = {
  sqlite: async (path, signal) =>
    eventReader(openDatabase(path, { readonly: true }), { ...(signal && { signal }) }),
  // Its packages are only there for `npm run test:wide`.
  clickhouse: async (path, signal) =>
    (await import('./clickhouse/forwarded-reader.ts')).forwardedReader(path, signal),
} satisfies Record<string, Open>

/** The one of this run: `TRIBUTARY_ENGINE`, which `test/wide-config.mjs` sets. */
const engineName = () => process.env.TRIBUTARY_ENGINE ?? 'sqlite'

/** Whether reports are read from another engine than the collector's own file. */
export const isElsewhere = () => engineName() !== 'sqlite'

export function openReader(path: string, signal?: AbortSignal): Promise<EventReader> {
  const name = engineName()
  const open = ENGINES[name as keyof typeof ENGINES]
  if (open === undefined) throw new Error(`there is no engine "${name}"`)
  return open(path, signal)
}
