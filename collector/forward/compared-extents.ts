import { dateOf } from '../date-of.ts'
import type { Table } from '../store/clickhouse/tables.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { BY_DAY, type DayTable, fileSums, type Sum } from './checksums.ts'
import { notesOf } from './extent-notes.ts'
import type { LeftThere } from './left-there.ts'
import type { TableRows } from './rows.ts'
import { isSame, NOTHING } from './verify.ts'

export interface OldExtent {
  id: number
  site: number
  domain: string
  /** UTC day since 1970. */
  day: number
  /** How often it was changed. */
  changed: number
}

/** What its events come to on both sides; or why they may not leave, null where that passes by itself. */
export type Compared = { events: Sum } | { why: string | null }

interface Sides {
  db: Connection
  there: Pick<LeftThere, 'sums'>
  told: Record<Table, TableRows>
}

/** Compares all that visits and events of some extents of a site say, where no change of them waits to be told. */
export async function comparedExtents(
  { db, there, told }: Sides,
  extents: readonly OldExtent[],
): Promise<Map<number, Compared>> {
  const { site = 0 } = extents[0] ?? {}
  const notes = notesOf(db)
  const { quiet, here } = db.transaction(() => {
    const quiet = extents.filter((extent) => !notes.wait(extent))
    const of = { site, extents: quiet.map(({ id }) => id) }
    return { quiet, here: byTable((table) => fileSums(db, told[table], { table, ...of })) }
  })()
  const compared = new Map<number, Compared>(extents.map(({ id }) => [id, { why: null }]))
  if (quiet.length === 0) return compared
  const of = { site, extents: quiet.map(({ id }) => id) }
  const sums = { visit: await there.sums('visit', of), event: await there.sums('event', of) }
  for (const extent of quiet) {
    const sides = byTable((table) => ({
      mine: here[table].get(extent.id) ?? NOTHING,
      theirs: sums[table].get(extent.id) ?? NOTHING,
    }))
    const unlike = BY_DAY.find((table) => !isSame(sides[table].mine, sides[table].theirs))
    const events = sides.event.mine
    compared.set(extent.id, unlike ? { why: inWords(extent, unlike, sides[unlike]) } : { events })
  }
  return compared
}

function byTable<T>(of: (table: DayTable) => T): Record<DayTable, T> {
  return { visit: of('visit'), event: of('event') }
}

function inWords(
  { domain, day }: OldExtent,
  table: DayTable,
  { mine, theirs }: { mine: Sum; theirs: Sum },
): string {
  const date = dateOf(day)
  const counts =
    mine.rows === theirs.rows
      ? `${mine.rows} ${table}s that say different things`
      : `${mine.rows} ${table}s in the file and ${theirs.rows} in ClickHouse`
  return `${domain}, ${date}: ${counts}`
}
