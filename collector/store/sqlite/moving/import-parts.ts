import { Refusal } from '../../../refusal.ts'
import type { ImportPart, ImportPlace, MovingRow } from '../../moving.ts'
import type { Connection } from '../open.ts'
import { packed, type StoredRow, unpacked } from './values.ts'

/** Sums of a part: with the longest of texts it is smaller than what a collector takes of another (collector/http/collectors.ts). */
const ROWS = 2_000
/** Rows that are removed at once. */
const REMOVED = 4_000

/** The imports that count. */
export function importsOf(db: Connection, site: number): MovingRow[] {
  const select = 'select * from imported_file where site = ? and counts = 1 order by number'
  return db.prepare<[number], StoredRow>(select).all(site).map(packed)
}

/** What follows of an import that still counts. Its caller owns the transaction. */
export function nextOfImport(
  db: Connection,
  site: number,
  place: ImportPlace,
  most = ROWS,
): ImportPart | undefined {
  const sums = db
    .prepare<[object], StoredRow>(
      `select s.* from imported_sum s where site = @site and file = @number
        and (kind, day, key) > (@kind, @day, @key)
        and exists (select 1 from imported_file where site = @site and number = @number and id = @id and counts = 1)
      order by kind, day, key limit @most`,
    )
    .all({ ...place, site, most })
  const last = sums.at(-1)
  if (!last) return undefined
  const [kind, day, key] = [Number(last.kind), Number(last.day), Number(last.key)]
  const keys = db
    .prepare<[object], StoredRow>(
      'select * from imported_key where site = @site and id in (select value from json_each(@keys))',
    )
    .all({ site, keys: JSON.stringify(sums.map((sum) => sum.key)) })
  return { keys: keys.map(packed), sums: sums.map(packed), place: { ...place, kind, day, key } }
}

/** Stores a part, as it is there. Throws a Refusal where its import is not known. Its caller owns the transaction. */
export function putPart(db: Connection, site: number, { keys, sums, place }: ImportPart): void {
  const known = db.prepare('select 1 from imported_file where site = ? and number = ? and id = ?')
  if (!known.get(site, place.number, place.id))
    throw new Refusal(409, 'nothing is known here of this import')
  insertNew(db, 'imported_key', keys)
  insertNew(db, 'imported_sum', sums)
}

/** Has these imports, and answers how far their sums are told. Removes all where it has another: numbers of its keys may be others' by now. */
export async function haveImports(
  db: Connection,
  site: number,
  files: readonly MovingRow[],
  pause: () => Promise<void>,
): Promise<ImportPlace[]> {
  const ids = new Set(files.map(({ id }) => id))
  const here = importsOf(db, site)
  if (here.some(({ id }) => !ids.has(id))) await removeImports(db, site, pause)
  insertNew(db, 'imported_file', files)
  const last = db.prepare<[number, number], Omit<ImportPlace, 'number' | 'id'>>(
    `select kind, day, key from imported_sum where site = ? and file = ?
    order by kind desc, day desc, key desc limit 1`,
  )
  return files.map(({ number, id }) => ({
    ...(last.get(site, Number(number)) ?? { kind: 0, day: 0, key: 0 }),
    number: Number(number),
    id: String(id),
  }))
}

/** The imports themselves last: they say that others may be left. */
const TABLES = [
  ['imported_sum', 'file, kind, day, key'],
  ['imported_key', 'id'],
  ['imported_file', 'number'],
] as const

async function removeImports(
  db: Connection,
  site: number,
  pause: () => Promise<void>,
): Promise<void> {
  for (const [table, key] of TABLES) {
    const remove = db.prepare(`delete from ${table} where site = @site
      and (${key}) in (select ${key} from ${table} where site = @site limit ${REMOVED})`)
    while (remove.run({ site }).changes > 0) await pause()
  }
}

function insertNew(
  db: Connection,
  table: (typeof TABLES)[number][0],
  rows: readonly MovingRow[],
): void {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const insert = db.prepare<[StoredRow]>(
    `insert or ignore into ${table} (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
  )
  for (const row of rows) insert.run(unpacked(row))
}
