import { type CellOf, cellsOf, rowText } from '../columns.ts'
import { rowsOf, type Table, tableOf } from '../csv-rows.ts'
import type {
  Entry,
  EventFormat,
  FileHead,
  FoundEvent,
  OpenedFile,
  ReadOptions,
} from '../format.ts'
import { entriesThat, foundOf } from '../made.ts'
import { COLUMNS, type Column, NEEDED } from './columns.ts'
import { type EventData, eventDataOf, isEventData } from './event-data.ts'
import { eventOfRow } from './event-of-row.ts'
import { isSessions, type Sessions, sessionsOf } from './sessions.ts'

/** Umami's `website_event`: the Cloud's zip, or the table of a database as CSV, beside `session` and `event_data` where they are given. */
export const umami: EventFormat = {
  kind: 'events',
  name: 'umami',
  label: 'Umami',
  looksLike: ({ entries }: FileHead) => entries.some(({ text }) => isEvents(tableOf(text))),
  read,
}

/** What else is missing is named when it is read. */
function isEvents({ columns }: Table): boolean {
  const has = (name: string) => columns.includes(name)
  return has('event_id') && (has('website_id') || has('session_id')) && !has('string_value')
}

/** What stands beside the events. */
export interface Beside {
  sessions: Sessions
  data: EventData
}

async function* read(file: OpenedFile, options: ReadOptions): AsyncIterable<FoundEvent[]> {
  const beside = {
    sessions: await sessionsOf(tablesOf(file, isSessions)),
    data: await eventDataOf(tablesOf(file, isEventData)),
  }
  for (const { entry, table, named } of tablesOf(file, isEvents)) {
    const cellOf = cellsOf(table, COLUMNS, NEEDED)
    const reading = { cellOf, beside, website: ownWebsite(options, cellOf), options }
    for await (const rows of rowsOf(entry, table)) {
      yield rows.map(({ line, cells }) => {
        const isCut = cells.length < table.columns.length
        const made = isCut ? 'cells are missing' : eventOfRow(cells, reading)
        return foundOf(made, { line, ...named }, () => rowText(cells, table))
      })
    }
  }
}

export interface FoundTable {
  entry: Entry
  table: Table
  named: { file?: string }
}

function tablesOf(file: OpenedFile, is: (table: Table) => boolean): FoundTable[] {
  const found = entriesThat(file, ({ text }) => is(tableOf(text)))
  return found.map(({ entry, head, named }) => ({ entry, named, table: tableOf(head.text) }))
}

export interface Reading {
  cellOf: CellOf<Column>
  beside: Beside
  options: ReadOptions
  /** Whether a row is of the website that is read. */
  website(cells: readonly string[], hostname: string): boolean
}

/** The one that is asked for; else those that name a host are told apart by it, and of those that do not the first is meant. */
function ownWebsite({ website }: ReadOptions, cellOf: CellOf<Column>): Reading['website'] {
  let first: string | undefined = website
  return (cells, hostname) => {
    const own = cellOf(cells, 'website_id')
    if (website === undefined && (own === '' || hostname !== '')) return true
    first ??= own
    return own === first
  }
}
