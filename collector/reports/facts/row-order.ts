import { unknownName } from '../../nearest.ts'
import { Refusal } from '../../refusal.ts'
import { sourceOf } from '../question/dimensions.ts'
import type { KeyValue } from './gather.ts'
import type { RowsRequest, StatsRow } from './stats-row.ts'

export type Order = [name: string, direction: 'asc' | 'desc'][]

interface OrderedRequest extends RowsRequest {
  order_by?: Order | null | undefined
}

/** Before a metric's name: by how far it has moved, whichever way. */
export const CHANGE = 'change:'

/** Whether rows are to stand by how far they have moved, so that those that are gone are rows, too. */
export function isByChange(order: Order): boolean {
  return order.some(([name]) => name.startsWith(CHANGE))
}

/** As asked, then by time, the first metric and the dimensions: an order without ties. */
export function orderOf({ metrics, dimensions, order_by }: OrderedRequest): Order {
  const known = [...metrics, ...dimensions, ...metrics.map((metric) => CHANGE + metric)]
  for (const [name] of order_by ?? []) {
    if (!known.some((one) => one === name)) {
      throw new Refusal(422, unknownName('column to order by', name, known))
    }
  }
  const times = dimensions
    .filter((name) => sourceOf(name).kind === 'bucket')
    .map((name): Order[number] => [name, 'asc'])
  const first = metrics.slice(0, 1).map((name): Order[number] => [name, 'desc'])
  const rest = dimensions.map((name): Order[number] => [name, 'asc'])
  return order_by?.length ? [...order_by, ...times, ...rest] : [...times, ...first, ...rest]
}

type CellOf<One> = (one: One, name: string) => KeyValue

export function comparing<One>(order: Order, cellOf: CellOf<One>): (a: One, b: One) => number {
  return (a, b) => {
    for (const [name, direction] of order) {
      const difference = compareCells(cellOf(a, name), cellOf(b, name), direction)
      if (difference !== 0) return difference
    }
    return 0
  }
}

export function itsCell(row: StatsRow, name: string): KeyValue {
  return name === 'time:hour' ? instantOf(row[name]) : (row[name] ?? null)
}

/** The doubled hour of autumn has two names whose order as text is not that of time. */
const instantOf = (key: KeyValue | undefined): KeyValue =>
  typeof key === 'string' ? Date.parse(key) : (key ?? null)

/** What is absent comes last, whichever way the rest runs. */
function compareCells(a: KeyValue, b: KeyValue, direction: 'asc' | 'desc'): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return compareValues(a, b) * (direction === 'asc' ? 1 : -1)
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}
