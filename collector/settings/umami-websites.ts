import { Refusal, unique } from '../refusal.ts'
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
  if (other) throw taken(other.domain)
}

function taken(by: string): Refusal {
  const message = `${by} has this Umami website id already`
  return new Refusal(409, message, [{ path: 'umami_website_id', message }])
}

/** Runs a write of a site; a domain that another has is a 409, and so is a uuid that another was given in between. */
export async function uniqueSite<T>(
  domain: string | undefined,
  write: () => Promise<T>,
): Promise<T> {
  return await unique(`there is already a site "${domain ?? ''}"`, async () => {
    try {
      return await write()
    } catch (error) {
      throw isOfUuid(error) ? taken('another site') : error
    }
  })
}

/** As SQLite and PostgreSQL name what must be unique. */
function isOfUuid(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { message, constraint = '' } = error as Error & { constraint?: string }
  return constraint === 'site_umami_website' || /^UNIQUE .*\bsite\.umami_website_id$/u.test(message)
}
