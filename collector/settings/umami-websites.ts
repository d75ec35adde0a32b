import { Refusal } from '../refusal.ts'
import type { Settings } from './tables.ts'

/** Domains of sites by the uuid under which Umami knew them. */
export async function umamiWebsites(settings: Settings): Promise<Map<string, string>> {
  const rows = await settings
    .selectFrom('site')
    .select(['umami_website_id', 'domain'])
    .where('umami_website_id', 'is not', null)
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [String(row.umami_website_id), row.domain]))
}

/** Throws a 409 where another site has that uuid, so that events would be of either. */
export async function requireFree(
  settings: Settings,
  uuid: string | null | undefined,
  site?: number,
): Promise<void> {
  if (uuid == null) return
  const rows = await settings
    .selectFrom('site')
    .select(['id', 'domain'])
    .where('umami_website_id', '=', uuid)
    .execute()
  const other = rows.find(({ id }) => id !== site)
  if (!other) return
  const message = `${other.domain} has this Umami website id already`
  throw new Refusal(409, message, [{ path: 'umami_website_id', message }])
}
