import { type MovingRow, SHEETS, type Sheets } from '../../moving.ts'
import type { Connection } from '../open.ts'
import { packed, type StoredRow, unpacked } from './values.ts'

const OF_SHEET: Record<(typeof SHEETS)[number], string> = {
  spelling: 'select * from spelling where site = @site',
  quality: 'select * from quality where site = @site',
  allowance: 'select * from allowance where site = @site',
  property: 'select site, key from property where site = @site',
  site_salt: `select @site as site, day, value, made_at from site_salt where site = @site
    union all select @site, day, value, made_at from salt
      where day not in (select day from site_salt where site = @site)`,
  // What does not count is somebody's who is storing it, or nobody's.
  imported_file: 'select * from imported_file where site = @site and counts = 1',
  imported_day: `select site, kind, file, json_group_array(day) as days from imported_day
    where site = @site group by kind, file`,
}

/** Sheets whose rows go many in one, and how they are taken apart. */
const PACKED: Partial<Record<(typeof SHEETS)[number], string>> = {
  imported_day: `insert into imported_day (site, kind, day, file)
    select @site, @kind, d.value, @file from json_each(@days) d`,
}

/** What goes as a whole. */
export function sheetsOf(db: Connection, site: number): Sheets {
  const rows = (select: string): MovingRow[] =>
    db.prepare<[object], StoredRow>(select).all({ site }).map(packed)
  const sheets = SHEETS.map((table) => [table, rows(OF_SHEET[table])] as const)
  const extent = rows('select * from extent where site = @site')
  const version = db.prepare<[], number>('select version from forwarder').pluck().get() ?? null
  return { ...Object.fromEntries(sheets), extent, version } as Sheets
}

/** In the place of what is there of the site. */
export function putSheets(db: Connection, site: number, sheets: Sheets): void {
  for (const table of SHEETS) {
    db.prepare(`delete from ${table} where site = ?`).run(site)
    insertAll(db, table, sheets[table])
  }
  putExtents(db, site, sheets.extent)
  // Of spellings and quality the other engine has one row, whoever told it: what is told from here comes later.
  db.prepare('update forwarder set version = max(version, ?)').run(sheets.version ?? 0)
}

/** As they are in the file that it left; what was removed there has none. */
function putExtents(db: Connection, site: number, extents: readonly MovingRow[]): void {
  const put = db.prepare(`update extent set day = @day, used = @used, first_start = @first_start,
      last_start = @last_start, last_event = @last_event, changed = changed + 1
    where id = (select ours from arrival_extent where site = @site and theirs = @id)`)
  for (const row of extents) put.run({ ...unpacked(row), site })
  db.prepare(`delete from extent where site = @site and id in (
    select ours from arrival_extent where site = @site
      and theirs not in (select value from json_each(@theirs)))`).run({
    site,
    theirs: JSON.stringify(extents.map(({ id }) => id)),
  })
}

function insertAll(
  db: Connection,
  table: (typeof SHEETS)[number],
  rows: readonly MovingRow[] = [],
): void {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const insert = db.prepare<[StoredRow]>(
    PACKED[table] ??
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
  )
  for (const row of rows) insert.run(unpacked(row))
}
