import { type ExpressionBuilder, sql } from 'kysely'
import { Refusal } from '../refusal.ts'
import type { Mapping } from '../spend/header.ts'
import type { SpendRow } from '../spend/row.ts'
import { jsonRows, type RowColumns, textRows } from './json-rows.ts'
import type { Settings, Tables } from './tables.ts'

/** A file of spend as it is stored: whole, or not at all. */
export interface StoredFile {
  import: string
  platform: string
  /** Every day that it holds. */
  days: readonly string[]
  /** Its rows in parts, each the JSON of a list of lists in the order of `PACKED`. */
  parts: readonly string[]
  mapping: Mapping | undefined
}

/** What is stored of a row, and as what. */
const STORED = {
  day: 'text',
  source: 'text',
  medium: 'text',
  campaign: 'text',
  content: 'text',
  term: 'text',
  campaign_id: 'text',
  amount: 'integer',
  currency: 'text',
  clicks: 'integer',
  impressions: 'integer',
} as const satisfies RowColumns & Partial<Record<keyof SpendRow, unknown>>

export const PACKED = Object.keys(STORED) as (keyof typeof STORED)[]

/** Rows of one statement: some ten milliseconds. */
const PART = 5_000

/** Rows as they travel between threads, and into the file: a hundred thousand objects would hold both up. */
export function packed(rows: readonly SpendRow[]): string[] {
  const parts: string[] = []
  for (let from = 0; from < rows.length; from += PART) {
    const part = rows.slice(from, from + PART)
    parts.push(JSON.stringify(part.map((row) => PACKED.map((name) => row[name]))))
  }
  return parts
}

/**
 * Stores a file whose days take the place of those of the same import. Its rows are put aside first, a part at a time, and
 * count with the last statement: what breaks off in between counts nowhere, and goes (`forgetUnfinishedSpend`). Answers the
 * file's number.
 */
export async function storeSpend(
  settings: Settings,
  site: number,
  file: StoredFile,
  now: number,
): Promise<number> {
  const { import: name, platform, mapping } = file
  const { id } = await settings
    .insertInto('spend_file')
    .values({
      site,
      import: name,
      platform,
      at: now,
      mapping: mapping ? JSON.stringify(mapping) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  try {
    for (const part of file.parts) await putAside(settings, id, part)
    await settings.transaction().execute(async (transaction) => {
      await count(transaction, { site, import: name, days: file.days, file: id })
      await forgetOlder(transaction, site, name)
    })
  } catch (error) {
    await takeAway(settings, id)
    throw isOfNothing(error) ? new Refusal(409, GONE) : error
  }
  return id
}

const GONE =
  'what was put aside of the file is gone: its site was removed, or a server has just started; send it again'

/** As SQLite and PostgreSQL say it. */
const NOTHING = new Set<unknown>(['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'])

function isOfNothing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOTHING.has(error.code)
}

interface Counted {
  site: number
  import: string
  days: readonly string[]
  file: number
}

/** From now on the days are those of the file. */
async function count(settings: Settings, { site, import: name, days, file }: Counted) {
  await sql`insert into spend_day (site, import, day, file)
    select ${site}, ${name}, value, ${file} from ${textRows(settings, days)} as days`.execute(
    settings,
  )
}

/** What was put aside in vain. A disk that takes nothing keeps it until the next housekeeping. */
async function takeAway(settings: Settings, file: number): Promise<void> {
  await settings
    .deleteFrom('spend_file')
    .where('id', '=', file)
    .execute()
    .catch(() => undefined)
}

async function putAside(settings: Settings, file: number, part: string): Promise<void> {
  await sql`insert into spend (file, ${sql.join(PACKED.map((column) => sql.ref(column)))})
    select ${file}, rows.* from ${jsonRows(settings, part, STORED)} as rows`.execute(settings)
}

/** Of each day the newest rows and those that they replaced are kept, and that there were others before. */
async function forgetOlder(settings: Settings, site: number, name: string): Promise<void> {
  const old = sql<{ day: string; file: number; nth: number }>`select day, file, nth from (
    select day, file, row_number() over (partition by day order by file desc) as nth
    from spend_day where site = ${site} and import = ${name}) as dated where nth > 2`
  const { rows } = await old.execute(settings)
  for (const { day, file, nth } of rows) {
    await settings.deleteFrom('spend').where('file', '=', file).where('day', '=', day).execute()
    if (nth === 3) continue
    await settings
      .deleteFrom('spend_day')
      .where('site', '=', site)
      .where('import', '=', name)
      .where('day', '=', day)
      .where('file', '=', file)
      .execute()
  }
}

/** The mapping that the newest standing file with one was read with. */
export async function mappingOf(
  settings: Settings,
  site: number,
  name: string,
): Promise<Mapping | undefined> {
  const row = await settings
    .selectFrom('spend_file')
    .select('mapping')
    .where('site', '=', site)
    .where('import', '=', name)
    .where('mapping', 'is not', null)
    .where(stands)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.mapping ? (JSON.parse(row.mapping) as Mapping) : undefined
}

/** Whether some day of it counts, or did before a newer file. */
function stands({ exists, selectFrom }: ExpressionBuilder<Tables, 'spend_file'>) {
  return exists(
    selectFrom('spend_day').select('day').whereRef('spend_day.file', '=', 'spend_file.id'),
  )
}

/** Takes back an import and all its files. Answers how many rows stood. */
export async function removeSpend(settings: Settings, site: number, name: string): Promise<number> {
  return await settings.transaction().execute(async (transaction) => {
    const rows = await standingIn(transaction, site, name)
    const done = await transaction
      .deleteFrom('spend_file')
      .where('site', '=', site)
      .where('import', '=', name)
      .executeTakeFirst()
    if (done.numDeletedRows === 0n) throw new Refusal(404, `there is no import "${name}"`)
    return rows
  })
}

/** Which file is to be taken back: the newest of an import, and only if it is the one that was seen to be. */
interface Undone {
  import: string
  file: number | undefined
}

/**
 * Takes back the newest file of an import; the rows that it replaced stand again. Answers how many rows there are then. Throws
 * a 409 where another file is the newest.
 */
export async function undoSpend(
  settings: Settings,
  site: number,
  { import: name, file }: Undone,
): Promise<number> {
  return await settings.transaction().execute(async (transaction) => {
    const newest = await transaction
      .selectFrom('spend_day')
      .select(({ fn }) => fn.max('file').as('file'))
      .where('site', '=', site)
      .where('import', '=', name)
      .executeTakeFirst()
    if (!newest?.file) throw new Refusal(404, `there is no import "${name}"`)
    if (file !== undefined && file !== newest.file) {
      throw new Refusal(
        409,
        'that is not the newest file of this import any more; look at what it holds now',
      )
    }
    await requireRowsBefore(transaction, newest.file)
    await transaction.deleteFrom('spend_file').where('id', '=', newest.file).execute()
    return await standingIn(transaction, site, name)
  })
}

/** Throws a 409 where rows that the file replaced are not kept any more: their days would be empty. */
async function requireRowsBefore(settings: Settings, file: number): Promise<void> {
  const { rows } = await sql<{ day: string }>`
    select d.day as day from spend_day d join spend_day b
      on b.site = d.site and b.import = d.import and b.day = d.day
      and b.file = (select max(o.file) from spend_day o
        where o.site = d.site and o.import = d.import and o.day = d.day and o.file < d.file)
    where d.file = ${file}
      and not exists (select 1 from spend s where s.file = b.file and s.day = b.day)
    limit 1`.execute(settings)
  if (rows.length === 0) return
  throw new Refusal(
    409,
    'what stood before the last two files of this import is not kept; send the file of those days again',
  )
}

async function standingIn(settings: Settings, site: number, name: string): Promise<number> {
  const { rows } = await settings
    .selectFrom('standing_spend')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where('site', '=', site)
    .where('import', '=', name)
    .executeTakeFirstOrThrow()
  return rows
}
