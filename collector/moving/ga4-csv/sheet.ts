import type { Column, TableName } from '../../imported/imported-day.ts'
import { amountOf, dateIn } from '../days/sums.ts'
import { numberIn } from '../loose.ts'
import { englishName, IN_ENGLISH, TOTAL } from './languages.ts'
import {
  DATE,
  DIMENSIONS,
  MEASURES,
  type Measure,
  NTH_DAY,
  SOURCE_MEDIUM,
  SYSTEM_WITH_VERSION,
} from './words.ts'

/** What the `#` lines above a table say. */
export interface Notes {
  /** `YYYY-MM-DD`. */
  start?: string | undefined
  end?: string | undefined
}

/**
 * `# Start date: 20260501` and the line of the end below it, in whichever language; or of an exploration `# 20260501-20260531`. A
 * spreadsheet leaves its separators behind it.
 */
export function noted(notes: Notes, line: string): Notes {
  const text = line.replace(/[,;\s]+$/u, '')
  const [, from = '', to = ''] = /^#\s*(\d{8})\s*[-–]\s*(\d{8})$/u.exec(text) ?? []
  if (from !== '') return { start: dateIn(from), end: dateIn(to) }
  const date = dateIn(/^#.*\D[:：]\s*(\d{8}|\d{4}-\d\d-\d\d)$/u.exec(text)?.[1] ?? '')
  if (date === undefined) return notes
  return notes.start === undefined ? { start: date } : { ...notes, end: date }
}

/** A table's columns, by what they are. */
export interface Sheet {
  table: TableName
  /** How a row's day is found; undefined where rows are of many days. */
  day: { column: number; nth: boolean } | { fixed: string }
  dimensions: ReadonlyMap<Column | 'source / medium' | 'system', number>
  measures: ReadonlyMap<Measure, number>
  columns: number
  /** Whether its decimal mark is the comma. */
  hasComma: boolean
}

/** Whether a row is that of the grand total, which stands above or below the rows. */
export function isTotal(cells: readonly string[]): boolean {
  return cells.some((cell) => TOTAL.test(cell.trim()))
}

/** A row of no day is the sum of all. */
export function isDated(cells: readonly string[], { day }: Sheet): boolean {
  return 'fixed' in day || (cells[day.column] ?? '').trim() !== ''
}

/** What stands above rows, and in the first of them. */
export interface Top {
  header: readonly string[]
  row: readonly string[]
  notes: Notes
  separator: string
}

/** A table by its header and its first row, which tells dimensions from metrics; a few words on why it is none that can be read. */
export function sheetOf({ header, row, notes, separator }: Top): Sheet | string {
  const names = header.map(englishName)
  const isEnglish = header.every((cell, i) => names[i] === cell.trim().toLowerCase())
  const measures = measuresIn(names)
  const remedy = isEnglish && measures.size > 0 ? '' : `; ${IN_ENGLISH}`
  const day = dayOf(names, notes)
  if (day === undefined) return `${undated(header)}${remedy}`
  const { dimensions, tables } = dimensionsIn(names)
  const unknown = names.findIndex((name, i) =>
    isUnknownDimension(name, row[i] ?? '', { day, dimensions, i }),
  )
  if (unknown >= 0) return `sums by ${header[unknown]}, which is not known here${remedy}`
  if (tables.size > 1) return 'sums by several things at once; export one of them at a time'
  const [table = 'visitors'] = tables
  if (measures.size === 0) return `none of users, sessions, views and event count${remedy}`
  // Who has the comma for decimals has the semicolon between cells.
  const hasComma = separator === ';'
  return { table, day, dimensions, measures, columns: header.length, hasComma }
}

function undated(header: readonly string[]): string {
  return header.some((cell) => dateIn(cell) !== undefined)
    ? 'days stand in columns; put the dimension Date into the rows'
    : 'sums of several days; add the dimension Date in an exploration and export that'
}

function measuresIn(names: readonly string[]): Map<Measure, number> {
  const all = Object.entries(MEASURES) as [Measure, readonly string[]][]
  return new Map(
    all.flatMap(([measure, known]): [Measure, number][] => {
      const name = known.find((one) => names.includes(one))
      return name === undefined ? [] : [[measure, names.indexOf(name)]]
    }),
  )
}

function dayOf(names: readonly string[], { start, end }: Notes): Sheet['day'] | undefined {
  const date = names.findIndex((name) => DATE.includes(name))
  if (date >= 0) return { column: date, nth: false }
  const nth = names.indexOf(NTH_DAY)
  if (nth >= 0 && start !== undefined) return { column: nth, nth: true }
  return start !== undefined && start === end ? { fixed: start } : undefined
}

function dimensionsIn(names: readonly string[]) {
  const dimensions = new Map<Column | 'source / medium' | 'system', number>()
  const tables = new Set<TableName>()
  const note = (key: Column | 'source / medium' | 'system', table: TableName, i: number) => {
    dimensions.set(key, i)
    tables.add(table)
  }
  for (const { table, column, names: known } of DIMENSIONS) {
    const i = names.findIndex((name) => known.includes(name))
    if (i >= 0) note(column, table, i)
  }
  const both = names.findIndex((name) => SOURCE_MEDIUM.includes(name))
  if (both >= 0) note('source / medium', 'sources', both)
  const system = names.findIndex((name) => SYSTEM_WITH_VERSION.includes(name))
  if (system >= 0) note('system', 'operating_systems', system)
  return { dimensions, tables }
}

interface Standing {
  day: Sheet['day']
  dimensions: Sheet['dimensions']
  i: number
}

const METRICS = new Set(Object.values(MEASURES).flat())

/** A column of texts that nothing here knows parts rows further. */
function isUnknownDimension(name: string, cell: string, { day, dimensions, i }: Standing): boolean {
  if (('column' in day && day.column === i) || [...dimensions.values()].includes(i)) return false
  if (METRICS.has(name) || TOTAL.test(name)) return false
  return amountOf(cell.replace(/\s*%$/u, ''), true) === undefined && numberIn(cell) === undefined
}
