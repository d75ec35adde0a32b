import { z } from 'zod'
import { listSites, Site } from './sites.ts'
import type { Settings } from './tables.ts'

/** A site of the list also tells whether anything was spent on it, so that what it brought is asked only there. */
export const ListedSite = Site.extend({ has_spend: z.boolean() })
export type ListedSite = z.infer<typeof ListedSite>

export async function listedSites(settings: Settings): Promise<ListedSite[]> {
  const spent = await settings.selectFrom('spend_day').select('site').distinct().execute()
  const withSpend = new Set(spent.map(({ site }) => String(site)))
  const sites = await listSites(settings)
  return sites.map((site) => ({ ...site, has_spend: withSpend.has(site.id) }))
}
