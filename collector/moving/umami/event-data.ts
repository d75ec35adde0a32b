import type { PropertyValue } from '../../../tracker/protocol.ts'
import { Refusal } from '../../refusal.ts'
import { cellsOf } from '../columns.ts'
import { rowsOf, type Table } from '../csv-rows.ts'
import { numberIn } from '../loose.ts'
import type { FoundTable } from './read-umami.ts'

/** Properties by event. */
export type EventData = ReadonlyMap<string, Readonly<Record<string, PropertyValue>>>

/** They are held while the events are read. */
const MOST = 3_000_000
const COLUMNS = [
  ...(['website_event_id', 'event_id', 'data_key', 'event_key'] as const),
  ...(['string_value', 'number_value', 'date_value', 'data_type'] as const),
] as const

export function isEventData({ columns }: Table): boolean {
  return (
    columns.includes('string_value') &&
    columns.some((name) => name === 'website_event_id' || name === 'event_id')
  )
}

type Cell = (name: (typeof COLUMNS)[number]) => string

/** What `event_data` tells of the events. Throws a 422 for more than can be held. */
export async function eventDataOf(tables: readonly FoundTable[]): Promise<EventData> {
  const data = new Map<string, Record<string, PropertyValue>>()
  let count = 0
  for (const { entry, table } of tables) {
    const cellOf = cellsOf(table, COLUMNS, ['string_value'])
    for await (const rows of rowsOf(entry, table)) {
      for (const { cells } of rows) add(data, (name) => cellOf(cells, name))
      count += rows.length
      if (count > MOST) {
        throw new Refusal(422, `more than ${MOST} properties; import a shorter period at once`)
      }
    }
  }
  return data
}

function add(data: Map<string, Record<string, PropertyValue>>, cell: Cell): void {
  const event = cell('website_event_id') || cell('event_id')
  const known = data.get(event) ?? {}
  known[cell('data_key') || cell('event_key')] = propertyOf(cell)
  data.set(event, known)
}

/** Umami's types: 1 text, 2 number, 3 boolean, 4 date, 5 list. */
function propertyOf(cell: Cell): PropertyValue {
  const [text, number, type] = [cell('string_value'), cell('number_value'), cell('data_type')]
  const value = type === '2' ? numberIn(number) : undefined
  if (value !== undefined) return value
  if (type === '3') return text === 'true'
  return text || number || cell('date_value')
}
