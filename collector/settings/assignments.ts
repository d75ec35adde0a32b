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
