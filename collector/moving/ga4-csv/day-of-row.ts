import { DAY } from '../../durations.ts'
import type { Column, ImportedDay, Sums } from '../../imported/imported-day.ts'
import { noDate } from '../../spreadsheet/days.ts'
import { clientOf } from '../client-words.ts'
import { pathIn, titleIn } from '../days/path-in.ts'
import { ga4Origin } from '../days/sources.ts'
import { amountOf, countOf, dateIn, valueIn } from '../days/sums.ts'
import { placeOf } from '../place-words.ts'
import type { Notes, Sheet } from './sheet.ts'
import { EVENTS, type Measure, NO_EVENTS } from './words.ts'

/** A row as a day, or a few words on why it is none. */
export function dayOfRow(
  cells: readonly string[],
  sheet: Sheet,
  notes: Notes,
): ImportedDay | string {
  // An export with a grand total leaves room for it behind the columns.
  const isRow = cells.slice(sheet.columns).every((cell) => cell.trim() === '')
  if (cells.length < sheet.columns || !isRow)
    return 'a number of cells that is not that of the columns'
  const date = dateOf(cells, sheet, notes)
  if (date === undefined) return noDate(dayCell(cells, sheet))
  const values = valuesOf(cells, sheet)
  if (typeof values === 'string') return values
  const sums = sumsOf(cells, sheet)
  return typeof sums === 'string' ? sums : { table: sheet.table, date, values, sums }
}

function dateOf(cells: readonly string[], { day }: Sheet, { start }: Notes): string | undefined {
  if ('fixed' in day) return day.fixed
  const cell = (cells[day.column] ?? '').trim()
  if (!day.nth) return dateIn(cell)
  if (!/^\d{1,5}$/u.test(cell) || start === undefined) return undefined
  return new Date(Date.parse(`${start}T00:00:00Z`) + Number(cell) * DAY).toISOString().slice(0, 10)
}

function dayCell(cells: readonly string[], { day }: Sheet): string {
  return 'column' in day && !day.nth ? (cells[day.column] ?? '') : ''
}

type Values = ImportedDay['values']
type Read = (column: Column | 'source / medium' | 'system') => string | undefined

function valuesOf(cells: readonly string[], { table, dimensions }: Sheet): Values | string {
  const read: Read = (column) => {
    const i = dimensions.get(column)
    return i === undefined ? undefined : cells[i]
  }
  const known = KNOWN[table]?.(read) ?? {}
  if (typeof known === 'string') return known
  // What is not among the columns stays untold.
  const told: readonly string[] = [...dimensions.keys()].flatMap(
    (column): string[] => PARTS[column] ?? [column],
  )
  return Object.fromEntries(told.map((column) => [column, known[column as Column] ?? null]))
}

/** Columns that hold two. */
const PARTS: Readonly<Record<string, string[]>> = {
  'source / medium': ['source', 'medium'],
  system: ['os', 'os_version'],
}

const NO_PAGE = 'no page'

/** What a table's columns say, in our words. */
const KNOWN: Partial<Record<Sheet['table'], (read: Read) => Values | string>> = {
  sources(read) {
    const [source = '', medium = ''] = (read('source / medium') ?? '').split(' / ')
    const tags = { source: read('source') ?? source, medium: read('medium') ?? medium }
    const rest = { campaign: read('campaign') ?? '', content: read('content') ?? '' }
    const given = { ...tags, ...rest, term: read('term') ?? '' }
    const named = Object.entries(given).map(([tag, text]) => [tag, NO_TAG.test(text) ? '' : text])
    return { ...ga4Origin(Object.fromEntries(named)), channel: valueIn(read('channel')) }
  },
  pages(read) {
    const [page, title] = [pathIn(read('page')), titleIn(read('title'))]
    const isNone =
      read('page') === undefined ? title === null && read('hostname') === undefined : page === null
    return isNone ? NO_PAGE : { page, title, hostname: valueIn(read('hostname')) }
  },
  entry_pages(read) {
    const landing_page = pathIn(read('landing_page'))
    return landing_page === null ? NO_PAGE : { landing_page }
  },
  custom_events(read) {
    const name = valueIn(read('event'), 120)
    if (name === null) return 'no name'
    return NO_EVENTS[name] ?? { event: EVENTS[name] ?? name }
  },
  locations(read) {
    const [country, region, city] = [read('country'), read('region'), read('city')]
    // A city's name is known without its country.
    return { region: valueIn(region), city: valueIn(city), ...placeOf({ country, region, city }) }
  },
  devices: (read) => ({ device: clientOf({ device: read('device') }).device ?? null }),
  browsers: (read) =>
    clientOf({ browser: read('browser'), browser_version: read('browser_version') }),
  operating_systems: (read) =>
    clientOf({ os: read('os') ?? read('system'), os_version: read('os_version') }),
  languages: (read) => ({ language: valueIn(read('language')) }),
}

/** GA4's words for visits without a campaign. */
const NO_TAG = /^\((?:organic|referral|direct|cross-network)\)$/iu

function sumsOf(cells: readonly string[], sheet: Sheet): Partial<Sums> | string {
  const cell = cellsIn(cells, sheet)
  const names = ['visitors', 'visits', 'pageviews', 'events', 'engaged'] as const
  const isAsked = (name: Measure) => name !== 'events' || sheet.table === 'custom_events'
  const counted = names.map((name) => [name, isAsked(name) ? countOf(cell(name)) : null] as const)
  const wrong = counted.find(([, count]) => count === undefined)
  if (wrong) return `${wrong[0]} is no whole number`
  const { engaged, ...sums } = Object.fromEntries(counted) as Record<string, number | null>
  const { visits = null } = sums
  const bounces = bouncesOf(visits, engaged, rateIn(cell('bounce_rate'), sheet))
  const seconds = amountOf(cell('mean_seconds'), sheet.hasComma)
  const visit_duration = visits && seconds ? Math.round(visits * seconds) : null
  return { ...sums, bounces, visit_duration }
}

/** Reads a measure's cell; empty where the table has none. */
function cellsIn(cells: readonly string[], { measures }: Sheet) {
  return (measure: Measure): string => {
    const i = measures.get(measure)
    return i === undefined ? '' : (cells[i] ?? '')
  }
}

/** A bounce is there what was no engaged session. */
function bouncesOf(
  visits: number | null,
  engaged: number | null | undefined,
  rate: number | null,
): number | null {
  if (visits === null) return null
  if (typeof engaged === 'number') return Math.max(visits - engaged, 0)
  return rate === null ? null : Math.round(visits * rate)
}

/** "0.4321", "43.21%" or "43,21 %". */
function rateIn(cell: string, { hasComma }: Sheet): number | null {
  const text = cell.trim()
  const number = amountOf(text.replace(/\s*%$/u, ''), hasComma)
  if (typeof number !== 'number') return null
  const rate = text.endsWith('%') ? number / 100 : number
  return rate <= 1 ? rate : null
}
