import { Refusal } from '../refusal.ts'
import type { RefusedLine } from '../refused-lines.ts'
import { remembered } from '../remembered.ts'
import { readDay } from '../spreadsheet/days.ts'
import { decode } from '../spreadsheet/decode.ts'
import { recordsOf, type SheetRecord } from '../spreadsheet/records.ts'
import { FIELDS } from './columns.ts'
import { futureDoubt, namesakeDoubts, preambleDoubts, totalDoubt, zoneDoubt } from './doubts.ts'
import { type Head, headOf, type Mapping } from './header.ts'
import { type MannerAsked, mannerOf } from './manner.ts'
import { type Platform, platformOf, USUAL } from './platforms.ts'
import { type RowManner, readRow } from './read-row.ts'
import { added, type SpendRow } from './row.ts'
import { sortOut } from './sort-out.ts'

export interface FileAsked extends MannerAsked {
  platform: Platform | undefined
  mapping: Mapping | undefined
  source: string | undefined
  medium: string | undefined
  timezone: string
  /** The site's day. */
  today: string
}

/** What a platform's export says. */
export interface SpendFile {
  platform: Platform
  /** Rows of equal keys are one. */
  rows: SpendRow[]
  refused: RefusedLine[]
  warnings: string[]
  /** Which column of the file is read as what. */
  columns: Record<string, string>
  ignored: string[]
  encoding: string
}

/** Reads the bytes of a file of spend, whoever exported it. Throws a 422 that says what is wrong or missing. */
export function readSpendFile(bytes: Uint8Array, asked: FileAsked): SpendFile {
  const { text, encoding } = decode(bytes)
  const head = headOf(text, asked.mapping)
  const found = platformOf(head)
  const platform = asked.platform ?? (asked.mapping ? 'generic' : found)
  const sorted = sortOut(recordsOf(text, head), head, platform)
  requireDays(sorted.rows, head)
  const manner = mannerOf({ head, platform, rows: sorted.rows }, asked)
  const damaged = new Set<string>()
  const { rows, refused } = readAll(sorted.rows, {
    ...manner,
    head,
    ...sender(platform, head, asked),
    day: remembered((cell) => readDay(cell, manner.order)),
    damaged: (id) => damaged.add(id),
  })
  const warnings = [
    ...(manner.assumed
      ? [`the file names no currency; its costs are taken for ${manner.currency}, the site's`]
      : []),
    ...(found === 'generic' || found === platform ? [] : [`it looks like a file of ${found}`]),
    ...(damaged.size > 0
      ? ['a spreadsheet has rounded the campaign ids (1.2E+17); they are left out, names stay']
      : []),
    ...namesakeDoubts(head),
    ...preambleDoubts(head, sorted.rows.length),
    ...[
      totalDoubt(sorted.totals, rows, { ...manner, head }),
      zoneDoubt(head, asked.timezone),
      futureDoubt(lastOf(rows), asked.today),
    ].filter((doubt) => doubt !== undefined),
  ]
  return { platform, rows: added(rows), refused, warnings, ...columnsOf(head), encoding }
}

/** Whose export a file is by itself; undefined of one that nobody could read without being told more. */
export function platformIn(bytes: Uint8Array): Platform | undefined {
  try {
    return platformOf(headOf(decode(bytes).text, undefined))
  } catch (refusal) {
    if (refusal instanceof Refusal) return undefined
    throw refusal
  }
}

function lastOf(rows: readonly SpendRow[]): string {
  let last = ''
  for (const { day } of rows) if (last < day) last = day
  return last
}

/** A row of a month is of no day: throws a 422 where the report's periods are longer than one. */
function requireDays(rows: readonly SheetRecord[], { places }: Head): void {
  const { date, from = 0, to = 0 } = places
  if (rows.length === 0) throw new Refusal(422, 'the file has a header and no rows')
  if (date !== undefined) return
  const long = rows.find(({ cells }) => (cells[from] ?? '') !== (cells[to] ?? ''))
  if (!long) return
  const period = `${long.cells[from]} to ${long.cells[to]}`
  throw new Refusal(
    422,
    `line ${long.line} is of a whole period (${period}), so nobody knows which day its cost is of; export the report anew with the breakdown "Day"`,
  )
}

function sender(
  platform: Platform,
  { places }: Head,
  asked: FileAsked,
): Pick<RowManner, 'source' | 'medium'> {
  const usual = platform === 'generic' ? undefined : USUAL[platform]
  const source = asked.source ?? usual?.source
  if (source === undefined && places.source === undefined) {
    const message =
      'the file does not say whose cost it is; name a source= (and medium=), or a platform='
    throw new Refusal(422, message, [{ path: 'source', message: 'missing' }])
  }
  return { source, medium: asked.medium ?? usual?.medium }
}

function readAll(
  records: readonly SheetRecord[],
  manner: RowManner,
): { rows: SpendRow[]; refused: RefusedLine[] } {
  const rows: SpendRow[] = []
  const refused: RefusedLine[] = []
  for (const { line, cells } of records) {
    const read = readRow(cells, manner)
    if (typeof read === 'string') refused.push({ line, reason: read })
    else rows.push(read)
  }
  const [last] = records.slice(-1)
  const cut = refused.find(({ line, reason }) => line === last?.line && /cells/u.test(reason))
  if (cut && (last?.cells.length ?? 0) < manner.head.headers.length) {
    cut.reason += '; the file seems to be cut off here'
  }
  return { rows, refused }
}

function columnsOf({ headers, places }: Head): Pick<SpendFile, 'columns' | 'ignored'> {
  const named = FIELDS.map((field) => [field, places[field]] as const)
  const used = new Set(Object.values(places))
  return {
    columns: Object.fromEntries(
      named.flatMap(([field, place]) =>
        place === undefined ? [] : [[field, headers[place] ?? '']],
      ),
    ),
    ignored: headers.filter((header, i) => header !== '' && !used.has(i)),
  }
}
