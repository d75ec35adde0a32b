import { isBlank, type Mark } from '../spreadsheet/amounts.ts'
import { type DateOrder, noDate } from '../spreadsheet/days.ts'
import { SUBSCRIPTION_BOUNDS as MOST } from '../subscription.ts'
import { type Field, type Places, saysUtc } from './columns.ts'
import { type FromLocal, readInstant } from './instants.ts'

/** How a file writes what it says. */
export interface Manner {
  places: Places
  headers: readonly string[]
  mark: Mark
  /** Of dates like 05/06/2026; `ymd` where the file does not prove it. */
  order: DateOrder
  fromLocal: FromLocal
  /** Epoch ms. */
  now: number
}

/** What stands in a line for a field; empty where it has no such column. */
export type Cell = (field: Field) => string

export function cellsOf(cells: readonly string[], { places }: Pick<Manner, 'places'>): Cell {
  return (field) => cells[places[field] ?? -1]?.trim() ?? ''
}

/** Why a line is none. */
export class Unread extends Error {}

/** What is read, or why it is not. */
export function orWhy<Read>(read: () => Read): Read | string {
  try {
    return read()
  } catch (error) {
    if (error instanceof Unread) return error.message
    throw error
  }
}

const MOST_CUSTOMER = 200

/** The subscription, and whose it is. */
export function whoIn(cell: Cell): { id: string; customer: string } {
  const id = cell('subscription')
  if (id === '') throw new Unread('it names no subscription')
  if (id.length > MOST.id)
    throw new Unread(`the subscription’s id is longer than ${MOST.id} characters`)
  const customer = cell('customer')
  if (customer === '') throw new Unread(`nobody is named whose "${id}" is`)
  if (customer.length > MOST_CUSTOMER)
    throw new Unread(`the customer’s id is longer than ${MOST_CUSTOMER} characters`)
  return { id, customer }
}

export function planIn(cell: Cell): string | null {
  return cell('plan').slice(0, MOST.plan).trim() || null
}

/** Null where it is not told. */
export function instantIn(field: Field, cell: Cell, manner: Manner): number | null {
  const text = cell(field)
  if (isBlank(text)) return null
  const at = readInstant(text, isUtc(field, manner), manner)
  if (at === undefined) {
    const why = noDate(text)
    throw new Unread(`"${text}" is ${why === 'no date' ? 'no time' : why}`)
  }
  return at
}

/** Whether times of a column without a zone of their own are in UTC. */
export function isUtc(field: Field, { headers, places }: Manner): boolean {
  return saysUtc(headers[places[field] ?? -1] ?? '')
}
