import { ArrowDown, ArrowUp } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { TableScroll } from './table-scroll.tsx'

export interface Column<Row> {
  key: string
  head: string
  /** Whose numbers they are, below the head. */
  side?: string
  cell: (row: Row) => ComponentChildren
  foot?: ComponentChildren
  align?: 'start' | 'end'
  explain?: ComponentChildren
  /** Its numbers stand before how far they have moved. */
  moved?: boolean
  /** It stays in view where the table is wider than its room: what can be done with a row is not looked for at its end. */
  stays?: boolean
  sortable?: boolean
  /** Where it sorts, the least stands first at first. */
  leastFirst?: boolean
}

export interface Order {
  key: string
  direction: 'asc' | 'desc'
}

interface DataTableProps<Row> {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What has no name stands apart, and what is gone is faint. */
  rowKind?: (row: Row) => 'apart' | 'gone' | undefined
  order?: Order
  onOrder?: (order: Order) => void
}

/** A real table; a head that sorts is a button and says so through aria-sort. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowKind } = props
  const footed = columns.some(({ foot }) => foot !== undefined)
  return (
    <TableScroll>
      <table class="table">
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} {...sorting(props)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-kind={rowKind?.(row)}>
              {columns.map(({ key, align, stays, cell }) => (
                <td key={key} data-align={align} data-stays={stays}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footed && (
          <tfoot>
            <tr>
              {columns.map(({ key, align, foot }) => (
                <td key={key} data-align={align}>
                  {foot}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </TableScroll>
  )
}

interface Sorting {
  order?: Order
  onOrder?: (order: Order) => void
}

function sorting({ order, onOrder }: Sorting): Sorting {
  return { ...(order ? { order } : {}), ...(onOrder ? { onOrder } : {}) }
}

type Direction = Order['direction']

function nextDirection(
  { leastFirst }: { leastFirst?: boolean },
  current: Direction | undefined,
): Direction {
  const first = leastFirst ? 'asc' : 'desc'
  if (current !== first) return first
  return first === 'asc' ? 'desc' : 'asc'
}

function Head<Row>({ column, order, onOrder }: { column: Column<Row> } & Sorting) {
  const { key, head, align, explain, stays, sortable } = column
  const whose = <Side of={column} />
  if (!(sortable && onOrder)) {
    return (
      <th scope="col" data-align={align} data-stays={stays}>
        {align === 'end' && explain}
        {head}
        {/* Where heads stand at the start, what is hidden before them would push them in. */}
        {align !== 'end' && explain}
        {whose}
      </th>
    )
  }
  const current = order?.key === key ? order.direction : undefined
  const Arrow = current === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      data-align={align}
      data-moved={column.moved || undefined}
      aria-sort={current ? (current === 'asc' ? 'ascending' : 'descending') : 'none'}
    >
      {explain}
      <button
        type="button"
        class="sort"
        onClick={() => onOrder({ key, direction: nextDirection(column, current) })}
      >
        <Arrow size={12} />
        {head}
      </button>
      {whose}
    </th>
  )
}

function Side<Row>({ of: { side } }: { of: Column<Row> }) {
  if (side === undefined) return null
  return (
    <small class="head-side" title={side}>
      {side}
    </small>
  )
}
