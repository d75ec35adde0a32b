import { forAMoment } from '../../for-a-moment.ts'
import type { Settings } from '../../settings/tables.ts'
import { umamiWebsites } from '../../settings/umami-websites.ts'

/** A change of a site's uuid is known so long after at most, ms. */
const FRESH_MS = 2_000

/** Which site a uuid is of; asked with every request of Umami's, so what was read is kept for a moment. */
export function websites(
  settings: Settings,
  now: () => number,
): (uuid: string) => Promise<string | undefined> {
  const known = forAMoment(() => umamiWebsites(settings), FRESH_MS, now)
  return async (uuid) => (await known()).get(uuid) ?? (await known.anew()).get(uuid)
}
