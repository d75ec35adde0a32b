import { Refusal } from '../refusal.ts'
import { refusalOf } from '../refusal-of.ts'
import { daysFor } from '../reports/question/ask.ts'
import { type ReportContext, siteNumber } from '../reports/question/context.ts'
import { contextOf } from '../reports/run/run.ts'
import { datesOf, type LocalPeriod, localPeriod } from '../reports/time/period.ts'
import { openSettings } from '../settings/tables.ts'
import { heldSince } from '../store/sqlite/held.ts'
import { openDatabase } from '../store/sqlite/open.ts'
import { eventReader } from '../store/sqlite/reader.ts'
import { type SqlAnswer, SqlRequest } from './asked.ts'
import { fillConversions } from './conversions.ts'
import { type FilledTable, filling } from './fill.ts'
import { emptyScratch, runner, type Scratch, withFile } from './scratch.ts'
import { askingStatement, columnsRead, refused } from './statement.ts'
import type { TableName } from './tables.ts'

export interface QueryTask {
  /** The database file. */
  path: string
  /** Domain. */
  site: string
  request: unknown
  /** Epoch ms. */
  now: number
}

/** Longer answers are nobody's to read, and would fill the server's memory. */
const MOST_CHARACTERS = 16_000_000

/**
 * Answers a query over rows of one site. They are copied into a database of their own, in which the query is then asked: there is
 * nothing else that it could name (docs/decisions/0020-sql.md). Throws a Refusal: 400 and 422 for the request, 404 for the site.
 */
export async function runQuery({ path, site, request, now }: QueryTask): Promise<SqlAnswer> {
  const parsed = SqlRequest.safeParse(request)
  if (!parsed.success) throw refusalOf(parsed.error, request)
  const db = openDatabase(path, { readonly: true })
  const settings = openSettings(db)
  try {
    const takesSince = heldSince(db)
    const context = await contextOf({ reader: eventReader(db), settings, now, takesSince }, site)
    return await answer(path, context, parsed.data)
  } finally {
    await settings.destroy()
  }
}

async function answer(path: string, context: ReportContext, asked: SqlRequest): Promise<SqlAnswer> {
  const { site, takesSince } = context
  const period = await heldPeriod(context, asked)
  const scratch = emptyScratch(site.timezone)
  try {
    askingStatement(scratch, asked.query)
    await fill(scratch, { path, context, period }, columnsRead(scratch, asked.query, bound(asked)))
    scratch.pragma('query_only = on')
    return {
      meta: {
        ...datesOf(period.days),
        timezone: site.timezone,
        currency: site.currency,
        events_from: takesSince === null ? null : new Date(takesSince).toISOString(),
      },
      ...rowsOf(scratch, asked),
    }
  } finally {
    scratch.close()
  }
}

/** The days that are asked about, without what has left the file. */
async function heldPeriod(context: ReportContext, { period }: SqlRequest): Promise<LocalPeriod> {
  const whole = localPeriod(await daysFor(context, period), context.site)
  const from = Math.max(whole.span.from, context.takesSince ?? whole.span.from)
  return { ...whole, span: { ...whole.span, from } }
}

interface Source {
  path: string
  context: ReportContext
  period: LocalPeriod
}

async function fill(
  scratch: Scratch,
  { path, context, period }: Source,
  read: ReadonlyMap<TableName, ReadonlySet<string>>,
): Promise<void> {
  const wanted = { site: siteNumber(context), span: period.span, days: datesOf(period.days) }
  const run = runner(scratch)
  withFile(scratch, path, () => {
    for (const [table, columns] of read)
      if (table !== 'conversions') run(filling(table as FilledTable, columns, wanted))
  })
  if (read.has('conversions')) await fillConversions(scratch, context, period)
}

function rowsOf(
  scratch: Scratch,
  asked: SqlRequest,
): Pick<SqlAnswer, 'columns' | 'rows' | 'truncated'> {
  const { query, limit } = asked
  const statement = askingStatement(scratch, query).raw().safeIntegers()
  const rows: SqlAnswer['rows'] = []
  let characters = 0
  try {
    for (const row of statement.iterate(...bound(asked)) as Iterable<unknown[]>) {
      if (rows.length === limit) return { columns: namesOf(statement), rows, truncated: true }
      const values = row.map(cellOf)
      characters += values.reduce<number>((sum, value) => sum + lengthOf(value), 0)
      if (characters > MOST_CHARACTERS)
        throw new Refusal(422, 'the answer is too long; ask for less')
      rows.push(values)
    }
  } catch (error) {
    throw refused(error)
  }
  return { columns: namesOf(statement), rows, truncated: false }
}

function namesOf(statement: { columns(): { name: string }[] }): string[] {
  return statement.columns().map(({ name }) => name)
}

/** SQLite has no booleans. */
function bound({ parameters = [] }: SqlRequest): unknown[] {
  const plain = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value)
  if (Array.isArray(parameters)) return parameters.map(plain)
  return [
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, plain(value)])),
  ]
}

/** As JSON has it: whole numbers that a number does not hold as text, bytes in hex. */
function cellOf(value: unknown): string | number | null {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  }
  if (Buffer.isBuffer(value)) return value.toString('hex')
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value as string | null
}

function lengthOf(value: string | number | null): number {
  return typeof value === 'string' ? value.length : 8
}
