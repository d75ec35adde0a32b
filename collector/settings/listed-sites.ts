import { sql } from 'kysely'
import { z } from 'zod'
import { PERSON_KIND } from '../person-kind.ts'
import { allEventNames, EventNames } from './event-names.ts'
import { listSites, Site } from './sites.ts'
import type { Settings } from './tables.ts'

/**
 * A site of the list also tells whether anything was spent on it, so that what it brought is asked only there, whether it has
 * accounts, so that nobody has to ask how they are where there are none, and what its events are called, so that the first page
 * shows them by their names.
 */
export const ListedSite = Site.extend({
  has_spend: z.boolean(),
  has_accounts: z.boolean(),
  event_names: EventNames.shape.names,
})
export type ListedSite = z.infer<typeof ListedSite>

export async function listedSites({
  settings,
  file,
}: {
  settings: Settings
  /** Where the people are. */
  file: Settings
}): Promise<ListedSite[]> {
  const spent = await settings.selectFrom('spend_day').select('site').distinct().execute()
  const withSpend = new Set(spent.map(({ site }) => String(site)))
  const withAccounts = await sitesWithAccounts(file)
  const [sites, names] = await Promise.all([listSites(settings), allEventNames(settings)])
  return sites.map((site) => ({
    ...site,
    has_spend: withSpend.has(site.id),
    has_accounts: withAccounts.has(site.id),
    event_names: names.get(Number(site.id)) ?? [],
  }))
}

/** By an index, a step for each site. */
async function sitesWithAccounts(file: Settings): Promise<Set<string>> {
  const { rows } = await sql<{ site: number }>`
    select s.id as site from site s
    where exists (select 1 from person p where p.site = s.id and p.kind = ${PERSON_KIND.account})
  `.execute(file)
  return new Set(rows.map(({ site }) => String(site)))
}
