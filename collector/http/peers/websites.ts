import type { Settings } from '../../settings/tables.ts'
import { umamiWebsites } from '../../settings/umami-websites.ts'

/** A change of a site's uuid is known so long after at most, ms. */
const FRESH_MS = 2_000

/** Which site a uuid is of; asked with every request of Umami's, so what was read is kept for a moment. */
export function websites(
  settings: Settings,
  now: () => number,
): (uuid: string) => Promise<string | undefined> {
  let known: ReadonlyMap<string, string> = new Map()
  let read = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  async function readAnew(): Promise<void> {
    known = await umamiWebsites(settings)
    read = now()
  }

  return async (uuid) => {
    if (!known.has(uuid) || Math.abs(now() - read) > FRESH_MS) {
      reading ??= readAnew().finally(() => {
        reading = undefined
      })
      await reading
    }
    return known.get(uuid)
  }
}
