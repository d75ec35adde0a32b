import type { Config } from '../config.ts'
import { SECOND } from '../durations.ts'
import type { OtherCollector } from '../owners.ts'
import { ownedSites } from '../store/sqlite/owned-sites.ts'
import { type Finding, finding } from './finding.ts'
import { inDatabase } from './in-database.ts'

const NAME = 'collectors'
const PATIENCE_MS = 3 * SECOND

/** Whether the others that this one passes requests on to answer. */
export async function collectors(config: Config): Promise<Finding> {
  const known = inDatabase(config, (db) => ownedSites(db).collectors) ?? []
  const others = known.filter(({ number }) => number !== config.collector)
  if (others.length === 0) return finding(NAME, 'good', 'this one alone')
  const silent = (await Promise.all(others.map(unreached))).filter((one) => one !== undefined)
  const count = others.length === 1 ? 'the other one answers' : `${others.length} others answer`
  if (silent.length === 0) return finding(NAME, 'good', count)
  const mend =
    'start them, or put their TRIBUTARY_COLLECTOR_ADDRESS right; their sites’ requests are answered 503 meanwhile'
  return finding(NAME, 'bad', silent.join('; '), mend)
}

/** Undefined where it answers. */
async function unreached({ number, address }: OtherCollector): Promise<string | undefined> {
  if (address === null) return `collector ${number} has no address`
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { ok, status } = await fetch(`${address}/health`, { signal })
    return ok ? undefined : `collector ${number} at ${address} answers ${status}`
  } catch {
    return `collector ${number} at ${address} does not answer`
  }
}
