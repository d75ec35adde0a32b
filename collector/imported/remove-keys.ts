import { sql } from 'kysely'
import { pause } from './pause.ts'
import type { ImportedDb } from './tables.ts'

/** Rows that are looked at, or removed, at once: some ten milliseconds. */
const ROWS = 20_000

/**
 * Removes what no sum of the site is about any more, a part at a time, while `file` is being taken away. What another import that goes
 * on, or begins meanwhile, may be about stays until the next one is taken away.
 */
export async function removeKeys(
  db: ImportedDb,
  site: number,
  file: number,
  most = ROWS,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from imported_file
    where site = ${site} and counts = 1`.execute(db)
  const known = JSON.stringify(rows.map(({ id }) => id))
  const used = await usedKeys(db, site, most)
  for await (const keys of keysOf(db, site, most)) {
    const left = JSON.stringify(keys.filter((key) => !used.has(key)))
    await sql`delete from imported_key where site = ${site} and id in (select value from json_each(${left}))
      and not exists (select 1 from imported_file f where f.site = ${site} and f.number <> ${file}
        and f.id not in (select value from json_each(${known})))`.execute(db)
  }
}

interface Place {
  file: number
  kind: number
  day: number
  key: number
}

async function usedKeys(db: ImportedDb, site: number, most: number): Promise<Set<number>> {
  const used = new Set<number>()
  let last: Place | undefined = { file: 0, kind: 0, day: 0, key: 0 }
  while (last) {
    const { file, kind, day, key }: Place = last
    const { rows } = await sql<Place>`select file, kind, day, key from imported_sum
      where site = ${site} and (file, kind, day, key) > (${file}, ${kind}, ${day}, ${key})
      order by file, kind, day, key limit ${most}`.execute(db)
    for (const row of rows) used.add(row.key)
    last = rows.at(-1)
    await pause()
  }
  return used
}

async function* keysOf(db: ImportedDb, site: number, most: number): AsyncIterable<number[]> {
  let last: number | undefined = 0
  while (last !== undefined) {
    const { rows } = await sql<{ id: number }>`select id from imported_key
      where site = ${site} and id > ${last} order by id limit ${most}`.execute(db)
    const keys = rows.map(({ id }) => id)
    last = keys.at(-1)
    yield keys
    await pause()
  }
}
