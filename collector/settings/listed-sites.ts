import { z } from 'zod'
import { allEventNames, EventNames } from './event-names.ts'
import { listSites, Site } from './sites.ts'
import type { Settings } from './tables.ts'

/**
 * A site of the list also tells whether anything was spent on it, so that what it brought is asked only there, and what its
 * events are called, so that the first page shows them by their names.
 */
export const ListedSite = Site.extend({
  has_spend: z.boolean(),
  event_names: EventNames.shape.names,
})
export type ListedSite = z.infer<typeof ListedSite>

export async function listedSites(settings: Settings): Promise<ListedSite[]> {
  const spent = await settings.selectFrom('spend_day').select('site').distinct().execute()
  const withSpend = new Set(spent.map(({ site }) => String(site)))
  const [sites, names] = await Promise.all([listSites(settings), allEventNames(settings)])
  return sites.map((site) => ({
    ...site,
    has_spend: withSpend.has(site.id),
    event_names: names.get(Number(site.id)) ?? [],
  }))
}
