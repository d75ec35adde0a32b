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
 * Says that the collector is there, and where. Sites that nobody has yet, because they were added before there were several, are its
 * own from now on.
 */
export async function joinCollectors(settings: Settings, row: CollectorRow): Promise<void> {
  const { number, ...change } = row
  await settings.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('collector')
      .values(row)
      .onConflict((conflict) => conflict.column('number').doUpdateSet(change))
      .execute()
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

/** Gives a new site to the collector that has the fewest. A collector that is alone has all, whatever is said. */
export async function assignNew(settings: Settings, site: number): Promise<void> {
  const least = await settings
    .selectFrom('collector')
    .leftJoin('assignment', 'assignment.collector', 'collector.number')
    .select('collector.number')
    .groupBy('collector.number')
    .orderBy(({ fn }) => fn.count('assignment.site'))
    .orderBy('collector.number')
    .limit(1)
    .executeTakeFirst()
  if (least) await assign(settings, site, { collector: least.number })
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
