import { Refusal } from '../refusal.ts'
import type { ImportedDb } from './tables.ts'

/** How much there may be. */
export interface Most {
  /** Of a site: five years of a large one. */
  rows: number
  /** Characters of what one file's rows are about, each counted once: a million pages. */
  text: number
}

export const MOST: Most = { rows: 3_000_000, text: 134_217_728 }

/** Rows that a file may have: as many as the largest one has, too, since it may be that one once more. */
export async function roomFor(db: ImportedDb, site: number, most: number): Promise<number> {
  const { all, largest } = await rowsOf(db, site)
  return Math.max(most - all, largest)
}

/** Rows that count, of a site and of its largest file. */
export async function rowsOf(
  db: ImportedDb,
  site: number,
): Promise<{ all: number; largest: number }> {
  const found = await db
    .selectFrom('imported_file')
    .select(({ fn }) => [
      fn.sum<number | null>('rows').as('all'),
      fn.max<number | null>('rows').as('largest'),
    ])
    .where('site', '=', site)
    .where('counts', '=', 1)
    .executeTakeFirst()
  return { all: found?.all ?? 0, largest: found?.largest ?? 0 }
}

export function tooMany(most: number): Refusal {
  return new Refusal(
    422,
    `a site has at most ${most} rows of imported days; take back imports that newer ones have replaced`,
  )
}

export function tooLong(most: number): Refusal {
  return new Refusal(
    422,
    `what the rows of a file are about, pages and the like, has at most ${most} characters together`,
  )
}
