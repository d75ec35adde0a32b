import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One folder for all processes of a run, which end without a chance to remove theirs. */
export default function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-clickhouse-'))
  process.env.CLICKHOUSE_FOLDER = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
