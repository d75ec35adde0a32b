import type { ImportedDay, Sum } from '../../imported/imported-day.ts'
import { SUMS } from '../../imported/imported-day.ts'
import { Refusal } from '../../refusal.ts'
import { noDate } from '../../spreadsheet/days.ts'
import { rowText } from '../columns.ts'
import { type Row, rowsOf, type Table, tableOf } from '../csv-rows.ts'
import { countOf, dateIn } from '../days/sums.ts'
import { headText } from '../entry-text.ts'
import type { DaysFormat, Entry, EntryHead, OpenedFile, Rejected, Whereabouts } from '../format.ts'
import { type Cell, LAYOUTS, type Layout } from './layouts.ts'

type Found = ({ day: ImportedDay } & Whereabouts) | { rejected: Rejected }

/** Plausible's export: a zip of tables, or one of them. */
export const plausible: DaysFormat = {
  kind: 'days',
  name: 'plausible',
  label: 'Plausible',
  looksLike: ({ entries }) => entries.some((head) => layoutOf(head) !== undefined),
  read,
}

const NAMED = /(?:^|\/)imported_([a-z_]+?)(?:_\d{4}-?\d{2}-?\d{2}){0,2}(?: ?\(\d+\))?\.csv$/iu

/** Which table an entry is, by its name or its columns. */
function layoutOf({ name, text }: EntryHead): Layout | undefined {
  const columns = new Set(tableOf(text).columns.map((column) => column.toLowerCase()))
  if (!columns.has('date') || !['visitors', 'events'].some((one) => columns.has(one)))
    return undefined
  const named = NAMED.exec(name)?.[1]?.toLowerCase()
  const byName = LAYOUTS.find(({ table, own }) => table === named && (!own || columns.has(own)))
  if (byName) return byName
  const isKnown = ['visits', 'bounces', 'events', 'time_on_page', 'entrances', 'exits'].some(
    (one) => columns.has(one),
  )
  return isKnown ? LAYOUTS.find(({ own }) => own === undefined || columns.has(own)) : undefined
}

const MOST_TABLES = 1_000

async function* read(file: OpenedFile): AsyncIterable<Found[]> {
  if (file.entries.length > MOST_TABLES)
    throw new Refusal(422, `the zip has more than ${MOST_TABLES} files`)
  const isSeveral = file.entries.length > 1
  for (const [index, entry] of file.entries.entries()) {
    const head = file.head.entries[index] ?? { name: entry.name, text: await headText(entry) }
    const named = isSeveral ? { file: entry.name } : {}
    const layout = layoutOf(head)
    if (layout) yield* days(entry, { layout, table: tableOf(head.text), named })
    else yield [{ rejected: { line: 1, ...named, reason: 'no table of Plausible’s' } }]
  }
}

interface Reading {
  layout: Layout
  table: Table
  named: { file?: string }
}

async function* days(entry: Entry, { layout, table, named }: Reading): AsyncIterable<Found[]> {
  const at = new Map(table.columns.map((column, i) => [column.toLowerCase(), i]))
  const sums = sumColumns(layout, at)
  for await (const rows of rowsOf(entry, table)) {
    yield rows.map((row) => {
      const where = { line: row.line, ...named }
      const made = dayOf(row, { layout, sums, columns: table.columns.length, at })
      if (typeof made !== 'string') return { day: made, ...where }
      return { rejected: { ...where, reason: made, text: rowText(row.cells, table) } }
    })
  }
}

/** Where each sum stands; one that a layout does not have is not told. */
function sumColumns({ sums = {} }: Layout, at: ReadonlyMap<string, number>): [Sum, number][] {
  return SUMS.flatMap((sum): [Sum, number][] => {
    const column = (sums[sum] ?? [sum]).find((one) => at.has(one))
    return column === undefined ? [] : [[sum, at.get(column) ?? 0]]
  })
}

interface Making {
  layout: Layout
  sums: readonly [Sum, number][]
  columns: number
  at: ReadonlyMap<string, number>
}

/** A day, or a few words on why the row is none. */
function dayOf({ cells }: Row, { layout, sums, columns, at }: Making): ImportedDay | string {
  if (cells.length !== columns) return 'a number of cells that is not that of the columns'
  const cell: Cell = (column) => {
    const i = at.get(column)
    return i === undefined ? undefined : cells[i]
  }
  const date = dateIn(cell('date') ?? '')
  if (date === undefined) return noDate(cell('date') ?? '')
  const values = layout.values(cell)
  if (typeof values === 'string') return values
  const told: Partial<Record<Sum, number | null>> = {}
  for (const [sum, i] of sums) {
    const number = countOf(cells[i] ?? '')
    if (number === undefined) return `${sum} is no whole number`
    told[sum] = number
  }
  return { table: layout.table, date, values, sums: told }
}
