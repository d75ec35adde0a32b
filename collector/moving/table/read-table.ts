import { Refusal } from '../../refusal.ts'
import { rowText } from '../columns.ts'
import { rowsOf, type Table, tableOf } from '../csv-rows.ts'
import type { EntryHead, EventFormat, FoundEvent, OpenedFile, ReadOptions } from '../format.ts'
import { entriesThat, foundOf } from '../made.ts'
import { cellReader } from './cells.ts'
import { eventOfCells } from './event-of-cells.ts'
import { type Mapping, suggested } from './fields.ts'

/** Any table with an event a row, whose columns are mapped by hand or known by their names: GoatCounter's, PostHog's. */
export const table: EventFormat = {
  kind: 'events',
  name: 'csv',
  label: 'a table of events',
  looksLike: ({ entries }) => entries.some(isTable),
  read,
}

function isTable({ text }: EntryHead): boolean {
  return lackOf(suggested(tableOf(text).columns)) === undefined
}

/** What a mapping lacks, in words; undefined where rows become events by it. */
export function lackOf(mapping: Mapping): string | undefined {
  const has = (...fields: string[]) => fields.some((field) => mapping[field] !== undefined)
  if (!has('at')) return 'the time (at)'
  if (!has('url', 'path', 'name')) return 'the page (url, or path) or the event’s name (name)'
  if (!has('visitor', 'user', 'user_agent'))
    return 'who it was (visitor, user, or user_agent with ip)'
  return undefined
}

async function* read(file: OpenedFile, options: ReadOptions): AsyncIterable<FoundEvent[]> {
  for (const { entry, head, named } of entriesThat(file, ({ text }) => text !== '')) {
    const table = tableOf(head.text)
    const mapping = { ...suggested(table.columns), ...options.mapping }
    const lack = lackOf(mapping)
    if (lack !== undefined) throw new Refusal(422, lacking(lack, table))
    const cells = cellReader(table, mapping)
    for await (const rows of rowsOf(entry, table)) {
      yield rows.map((row) => {
        const made = eventOfCells(cells(row.cells), row.cells, options)
        return foundOf(made, { line: row.line, ...named }, () => rowText(row.cells, table))
      })
    }
  }
}

/** Fathom's and others' exports are sums: no row is an event. */
const SUMS = /^(?:pageviews|views|uniques|visits|visitors|hits|count)$/i

function lacking(lack: string, { columns }: Table): string {
  const there = `there are ${columns.slice(0, 40).join(', ')}`
  return columns.some((column) => SUMS.test(column))
    ? `these rows are sums (${columns.filter((column) => SUMS.test(column)).join(', ')}), not events; ${there}`
    : `say which column is ${lack}; ${there}`
}
