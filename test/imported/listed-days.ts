import { sql } from 'kysely'
import { dateOf } from '../../collector/date-of.ts'
import { importedIn } from '../../collector/imported/tables.ts'
import type { Settings } from '../../collector/settings/tables.ts'

/** An import of days, as it is listed. */
interface ListedDays {
  id: string
  /** `plausible`, `ga4`. */
  tool: string
  /** What the file was called. */
  name: string | null
  from: string
  to: string
  rows: number
  /** Days of tables that it tells of, and of those how many a later import has replaced. */
  days: number
  replaced: number
  /** Epoch ms. */
  at: number
  actor: string
}

/** The imports of days that count, the newest first. */
export async function listDays(file: Settings, site: number): Promise<ListedDays[]> {
  const db = importedIn(file)
  const { rows } = await sql<
    Omit<ListedDays, 'from' | 'to'> & { first_day: number; last_day: number }
  >`select f.id, f.tool, f.name, f.first_day, f.last_day, f.rows, f.at, f.actor,
      count(d.day) as days,
      coalesce(sum(exists (select 1 from imported_day n
        where n.site = d.site and n.kind = d.kind and n.day = d.day and n.file > d.file)), 0) as replaced
    from imported_file f left join imported_day d on d.site = f.site and d.file = f.number
    where f.site = ${site} and f.counts = 1
    group by f.number order by f.number desc`.execute(db)
  return rows.map(({ first_day, last_day, ...row }) => ({
    ...row,
    from: dateOf(first_day),
    to: dateOf(last_day),
  }))
}
