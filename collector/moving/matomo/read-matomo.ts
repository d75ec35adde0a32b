import { rowText } from '../columns.ts'
import { type Row, rowsOf, tableOf } from '../csv-rows.ts'
import type {
  Entry,
  EntryHead,
  EventFormat,
  FileHead,
  FoundEvent,
  OpenedFile,
  ReadOptions,
} from '../format.ts'
import { jsonRecords, NO_JSON } from '../json-records.ts'
import { type Loose, textIn } from '../loose.ts'
import { entriesThat, foundOf } from '../made.ts'
import { eventsOfVisit } from './events-of-visit.ts'

/** Matomo's `Live.getLastVisitsDetails`: a list of visits as JSON, or a visit a row as CSV or TSV. */
export const matomo: EventFormat = {
  kind: 'events',
  name: 'matomo',
  label: 'Matomo',
  looksLike: ({ entries }: FileHead) => entries.some(isOfVisits),
  read,
}

/** Columns and fields come in any order, and with what the plugins add. */
function isOfVisits({ text }: EntryHead): boolean {
  return text.includes('idVisit') && (text.includes('actionDetails') || text.includes('visitorId'))
}

async function* read(file: OpenedFile, options: ReadOptions): AsyncIterable<FoundEvent[]> {
  for (const { entry, head, named } of entriesThat(file, isOfVisits)) {
    for await (const visits of visitsIn(entry, head)) {
      yield visits.flatMap(({ visit, line, text }) => {
        const made = visit === undefined ? NO_JSON : madeOf(visit, options)
        const all = typeof made === 'string' ? [made] : made
        return all.map((one) => foundOf(one, { line, ...named }, () => text))
      })
    }
  }
}

/** What Matomo answers in place of visits is told. */
function madeOf(visit: Loose, options: ReadOptions) {
  return visit.result === 'error'
    ? `Matomo’s error: ${textIn(visit.message).slice(0, 200)}`
    : eventsOfVisit(visit, options)
}

interface FoundVisit {
  visit: Loose | undefined
  line: number
  text: string
}

async function* visitsIn(entry: Entry, { text }: EntryHead): AsyncIterable<FoundVisit[]> {
  if (/^\s*[[{]/u.test(text)) {
    for await (const records of jsonRecords(entry)) {
      yield records.map(({ value, ...where }) => ({ visit: value, ...where }))
    }
    return
  }
  const table = tableOf(text)
  const places = table.columns.map(placeOf)
  for await (const rows of rowsOf(entry, table)) {
    yield rows.map((row) => ({
      visit: visitOf(row, places),
      line: row.line,
      text: rowText(row.cells, table),
    }))
  }
}

/** Where a column's value belongs: of the visit, or of one of its actions: `url (actionDetails 3)`. */
interface Place {
  name: string
  action?: number
}

function placeOf(column: string): Place {
  const written = /^(.*?) ?\(actionDetails (\d{1,4})\)$/.exec(column)
  const joined = written ? null : /^actionDetails_(\d{1,4})_(.*)$/.exec(column)
  if (written) return { name: written[1] ?? '', action: Number(written[2]) }
  return joined ? { name: joined[2] ?? '', action: Number(joined[1]) } : { name: column }
}

function visitOf({ cells }: Row, places: readonly Place[]): Loose {
  const visit: Loose = {}
  const actions = new Map<number, Loose>()
  for (const [index, cell] of cells.entries()) {
    const place = places[index]
    if (place === undefined || cell === '') continue
    const { name, action } = place
    const of = action === undefined ? visit : (actions.get(action) ?? {})
    of[name] = cell
    if (action !== undefined) actions.set(action, of)
  }
  const inOrder = [...actions].sort(([one], [other]) => one - other)
  visit.actionDetails = inOrder.map(([, action]) => action)
  return visit
}
