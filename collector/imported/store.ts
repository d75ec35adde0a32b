import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import { jsonRows, type RowColumns } from '../settings/json-rows.ts'
import type { Settings } from '../settings/tables.ts'
import { dayNumber } from './day-number.ts'
import { type ImportedDay, keyOf, kindOfDay, SUMS } from './imported-day.ts'
import { type Measured, Measuring } from './measure.ts'
import { outdate } from './outdate.ts'
import { takeAway } from './remove.ts'
import { type Aside, type Pairs, replacedBy, sameAs } from './replaced.ts'
import { MOST, roomFor, rowsOf, tooLong, tooMany } from './room.ts'
import { type ImportedDb, importedIn } from './tables.ts'

/** An import that is to be stored. */
export interface NewImport {
  id: string
  /** Which tool summed it: `plausible`, `ga4`. */
  tool: string
  /** What the file was called. */
  name: string | null
  /** As the history of changes names who did it. */
  actor: string
}

export interface StoredDays extends Measured {
  /** Days of tables that an earlier import told of; its rows do not count any more. */
  replaced: number
  /** An earlier import has all of it, and it counts: nothing was stored. */
  same: string | null
}

/** Rows of one statement: some ten milliseconds. */
const PART = 4_000
const COLUMNS = {
  kind: 'integer',
  day: 'integer',
  text: 'text',
  visitors: 'integer',
  visits: 'integer',
  pageviews: 'integer',
  bounces: 'integer',
  visit_duration: 'integer',
  events: 'integer',
} as const satisfies RowColumns

type Packed = (string | number | null)[]

/**
 * Stores days as they come. They are put aside first, a part at a time, and count with the last statement: what breaks off in between
 * counts nowhere, and goes. Of a day that several imports tell of by one table the last one counts. Throws a 422 as soon as it is more
 * than a site may have.
 */
export async function storeDays(
  file: Settings,
  { site, now, ...asked }: NewImport & { site: number; now: number },
  days: AsyncIterable<ImportedDay>,
  most = MOST,
): Promise<StoredDays> {
  const db = importedIn(file)
  const number = await begin(db, { ...asked, site, at: now })
  try {
    const room = await roomFor(db, site, most.rows)
    const measuring = new Measuring()
    const digest = createHash('sha256')
    let text = 0
    for await (const part of partsOf(days, measuring, digest)) {
      if (measuring.rows > room) throw tooMany(most.rows)
      text += await putAside(db, site, number, part)
      if (text > most.text) throw tooLong(most.text)
    }
    const told = {
      measured: measuring.measured(),
      pairs: measuring.pairs(),
      digest: digest.digest('hex'),
    }
    return await count(db, { site, number, tool: asked.tool, most: most.rows }, told)
  } catch (error) {
    await takeAway(db, site, number).catch(() => undefined)
    throw error
  }
}

async function* partsOf(
  days: AsyncIterable<ImportedDay>,
  measuring: Measuring,
  digest: ReturnType<typeof createHash>,
): AsyncIterable<string> {
  let part: Packed[] = []
  for await (const day of days) {
    const row = packed(day)
    measuring.add(day)
    digest.update(JSON.stringify(row))
    if (part.push(row) < PART) continue
    yield JSON.stringify(part)
    part = []
  }
  if (part.length > 0) yield JSON.stringify(part)
}

function packed(row: ImportedDay): Packed {
  const day = dayNumber(row.date)
  if (day === undefined) throw new Error(`"${row.date}" is no date`)
  return [kindOfDay(row), day, keyOf(row), ...SUMS.map((sum) => row.sums[sum] ?? null)]
}

type Begun = Omit<NewImport, 'tool'> & { tool: string; site: number; at: number }

async function begin(db: ImportedDb, row: Begun): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    await requireHere(transaction, row.site)
    const last = await transaction
      .selectFrom('imported_file')
      .select(({ fn }) => fn.max('number').as('number'))
      .where('site', '=', row.site)
      .executeTakeFirst()
    const number = (last?.number ?? 0) + 1
    const nothing = { digest: '', rows: 0, first_day: null, last_day: null, counts: 0 }
    await transaction
      .insertInto('imported_file')
      .values({ ...row, ...nothing, number })
      .execute()
    return number
  })
}

/** A site that is going to another collector takes along what it has by then. */
async function requireHere(db: ImportedDb, site: number): Promise<void> {
  const leaving = await db
    .selectFrom('departure')
    .select('state')
    .where('site', '=', site)
    .where('state', '<>', 'copying')
    .executeTakeFirst()
  if (leaving) throw new Refusal(409, 'this site is moving to another collector; send it again')
}

/** Answers how many characters of what rows are about were not there yet. */
async function putAside(db: ImportedDb, site: number, file: number, part: string): Promise<number> {
  const rows = jsonRows(db, part, COLUMNS)
  return await db.transaction().execute(async (transaction) => {
    const fresh = await sql<{ size: number }>`insert into imported_key (site, id, kind, text)
      select ${site}, (select coalesce(max(id), 0) from imported_key where site = ${site}) + row_number() over (),
        n.kind, n.text
      from (select distinct kind, text from ${rows} as r) n
      where not exists (
        select 1 from imported_key k where k.site = ${site} and k.kind = n.kind and k.text = n.text)
      returning length(text) as size`.execute(transaction)
    const own = SUMS.map((sum) => sql`r.${sql.ref(sum)}`)
    const added = SUMS.map((sum) => {
      const [old, fresh] = [sql.ref(`imported_sum.${sum}`), sql.ref(`excluded.${sum}`)]
      return sql`${sql.ref(sum)} = coalesce(${old} + ${fresh}, ${old}, ${fresh})`
    })
    await sql`insert into imported_sum (site, file, kind, day, key, ${sql.join(SUMS.map((sum) => sql.ref(sum)))})
      select ${site}, ${file}, r.kind, r.day, k.id, ${sql.join(own)}
      from ${rows} as r cross join imported_key k on k.site = ${site} and k.kind = r.kind and k.text = r.text
      where true
      on conflict (site, file, kind, day, key) do update set ${sql.join(added)}`.execute(
      transaction,
    )
    return fresh.rows.reduce((sum, { size }) => sum + size, 0)
  })
}

interface Told {
  measured: Measured
  pairs: Pairs
  digest: string
}

const GONE =
  'what was put aside of the file is gone: its site was removed, or a server has just started; send it again'

async function count(
  db: ImportedDb,
  aside: Aside & { most: number },
  told: Told,
): Promise<StoredDays> {
  const { site, number } = aside
  const same = await sameAs(db, aside, told.digest)
  if (same !== undefined || told.measured.rows === 0) {
    await takeAway(db, site, number)
    return { ...told.measured, replaced: 0, same: same ?? null }
  }
  const replaced = await db.transaction().execute(async (transaction) => {
    await requireHere(transaction, site)
    const { all } = await rowsOf(transaction, site)
    if (all + told.measured.rows > aside.most) throw tooMany(aside.most)
    const others = await replacedBy(transaction, site, told.pairs)
    const pairs = jsonRows(db, JSON.stringify(told.pairs), { kind: 'integer', day: 'integer' })
    await sql`insert into imported_day (site, kind, day, file)
      select ${site}, kind, day, ${number} from ${pairs} as r`.execute(transaction)
    const { rows, first, last } = told.measured
    const { numUpdatedRows } = await transaction
      .updateTable('imported_file')
      .set({ counts: 1, digest: told.digest, rows, first_day: first, last_day: last })
      .where('site', '=', site)
      .where('number', '=', number)
      .where('counts', '=', 0)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refusal(409, GONE)
    await outdate(transaction, site)
    return others
  })
  return { ...told.measured, replaced, same: null }
}
