import { csvCell } from '../csv-cell.ts'
import { dateOf } from '../date-of.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/tables.ts'
import { kindOf, SUMS, type Sums, TABLE_NAMES, TABLES } from './imported-day.ts'
import { type ImportedDb, importedIn } from './tables.ts'

const COLUMNS = [...new Set(TABLE_NAMES.flatMap((name) => [...TABLES[name].columns]))] as string[]
const HEADER = ['table', 'date', ...COLUMNS, ...SUMS].join(',')

/** Rows of a page. */
const PAGE = 2_000

interface Row extends Sums {
  kind: number
  day: number
  key: number
  text: string
}

/** The rows of an import as CSV, a page at a time. Throws a 404 where there is none of that id. */
export async function writtenOut(
  file: Settings,
  site: number,
  id: string,
): Promise<AsyncIterable<string>> {
  const db = importedIn(file)
  const found = await db
    .selectFrom('imported_file')
    .select('number')
    .where('site', '=', site)
    .where('id', '=', id)
    .where('counts', '=', 1)
    .executeTakeFirst()
  if (!found) throw new Refusal(404, `there is no import "${id}"`)
  return pages(db, site, found.number)
}

async function* pages(db: ImportedDb, site: number, number: number): AsyncIterable<string> {
  yield `${HEADER}\r\n`
  let after: Pick<Row, 'kind' | 'day' | 'key'> = { kind: 0, day: 0, key: 0 }
  for (;;) {
    const rows: Row[] = await pageAfter(db, site, number, after)
    if (rows.length > 0) yield `${rows.map(line).join('\r\n')}\r\n`
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last
  }
}

async function pageAfter(
  db: ImportedDb,
  site: number,
  number: number,
  after: Pick<Row, 'kind' | 'day' | 'key'>,
): Promise<Row[]> {
  return await db
    .selectFrom('imported_sum as r')
    .innerJoin('imported_key as k', (join) =>
      join.onRef('k.site', '=', 'r.site').onRef('k.id', '=', 'r.key'),
    )
    .select(['r.kind', 'r.day', 'r.key', 'k.text', ...SUMS.map((sum) => `r.${sum}` as const)])
    .where('r.site', '=', site)
    .where('r.file', '=', number)
    .where(({ refTuple, tuple, eb }) =>
      eb(refTuple('r.kind', 'r.day', 'r.key'), '>', tuple(after.kind, after.day, after.key)),
    )
    .orderBy('r.kind')
    .orderBy('r.day')
    .orderBy('r.key')
    .limit(PAGE)
    .execute()
}

function line({ kind, day, text, ...sums }: Row): string {
  const table = kindOf(kind)?.table
  const values: (string | null)[] = JSON.parse(text)
  const named = new Map<string, string | null | undefined>(
    (table ? TABLES[table].columns : []).map((column, i) => [column, values[i]]),
  )
  const cells = COLUMNS.map((column) => csvCell(named.get(column) ?? ''))
  return [table ?? '', dateOf(day), ...cells, ...SUMS.map((sum) => sums[sum] ?? '')].join(',')
}
