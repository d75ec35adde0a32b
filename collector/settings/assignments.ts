import { type SqlBool, sql } from 'kysely'
import { isPostgres } from './json-rows.ts'
import { NUMBERS } from './postgres/number.ts'
import { addSite, type Site, type SiteInput } from './sites.ts'
import type { Settings } from './tables.ts'

/** Of a site: the collector that has it, and the one that it moves to. */
interface AssignmentRow {
  site: number
  collector: number
  moving_to: number | null
}

/** A collector, and where others reach it. */
interface CollectorRow {
  number: number
  address: string | null
  /** Epoch ms. */
  seen_at: number | null
}

export interface CollectorTables {
  assignment: AssignmentRow
  collector: CollectorRow
}

/**
 * Says that the collector is there, and where. To the first that comes belong the sites that were added before it: whoever moved the
 * settings here has their events.
 */
export async function joinCollectors(settings: Settings, row: CollectorRow): Promise<void> {
  const { number, ...change } = row
  await settings.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('collector')
      .values(row)
      .onConflict((conflict) => conflict.column('number').doUpdateSet(change))
      .execute()
    const others = await transaction
      .selectFrom('collector')
      .select('number')
      .where('number', '<>', number)
      .executeTakeFirst()
    if (others) return
    await transaction
      .insertInto('assignment')
      .columns(['site', 'collector'])
      .expression(({ selectFrom, val }) =>
        selectFrom('site')
          .select(['site.id', val(number).as('collector')])
          .where(({ not, exists, selectFrom: from }) =>
            not(
              exists(from('assignment').select('site').whereRef('assignment.site', '=', 'site.id')),
            ),
          ),
      )
      .execute()
  })
}

/**
 * Adds a site, and gives it to the collector that has the fewest, of those that run and that others reach; where none
 * is, to `own`. One that is alone has all, whatever is said.
 */
export async function addOwnedSite(
  settings: Settings,
  input: SiteInput,
  { own, now }: { own: number; now: number },
): Promise<Site> {
  return await settings.transaction().execute(async (transaction) => {
    const site = await addSite(transaction, input, now)
    const owner = await leastOf(transaction)
    if (owner !== undefined || (await areSeveral(transaction)))
      await assign(transaction, Number(site.id), { collector: owner ?? own })
    return site
  })
}

/** Whoever runs holds its number as a lock of PostgreSQL; in a file nobody knows. */
function isRunning(settings: Settings) {
  return isPostgres(settings)
    ? sql<SqlBool>`collector.number in (select l.objid::bigint from pg_locks l
        where l.locktype = 'advisory' and l.classid = ${NUMBERS} and l.objsubid = 2 and l.granted
          and l.database = (select oid from pg_database where datname = current_database()))`
    : sql<SqlBool>`true`
}

async function areSeveral(settings: Settings): Promise<boolean> {
  const rows = await settings.selectFrom('collector').select('number').limit(1).execute()
  return rows.length > 0
}

async function leastOf(settings: Settings): Promise<number | undefined> {
  const least = await settings
    .selectFrom('collector')
    .leftJoin('assignment', 'assignment.collector', 'collector.number')
    .select('collector.number')
    .where('collector.address', 'is not', null)
    .where(isRunning(settings))
    .groupBy('collector.number')
    .orderBy(({ fn }) => fn.count('assignment.site'))
    .orderBy('collector.number')
    .limit(1)
    .executeTakeFirst()
  return least?.number
}

/** What is said of a site that nothing was said of before is said of the first collector. */
export async function assign(
  settings: Settings,
  site: number,
  change: Partial<Omit<AssignmentRow, 'site'>>,
): Promise<void> {
  await settings
    .insertInto('assignment')
    .values({ site, collector: 0, moving_to: null, ...change })
    .onConflict((conflict) => conflict.column('site').doUpdateSet(change))
    .execute()
}

/** Number of the collector that has a site's events; the first one where nothing is said of it. */
export async function assignedTo(settings: Settings, site: number): Promise<number> {
  const said = await settings
    .selectFrom('assignment')
    .select('collector')
    .where('site', '=', site)
    .executeTakeFirst()
  return said?.collector ?? 0
}
