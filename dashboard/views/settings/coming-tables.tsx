import { count, full } from '../../format.ts'
import type { HistoryAnswer } from '../../models/history-imports.ts'
import { locale } from '../../models/view.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { importWords } from '../../texts/imports.ts'

type ComingTable = HistoryAnswer['tables'][number]

/** Of daily sums what would come by each thing, and what of an earlier import would give way. */
export function ComingTables({ tables }: { tables: readonly ComingTable[] }) {
  if (tables.length === 0) return null
  const { tables: caption } = importWords.value
  return (
    <div class="first-rows">
      <h3>{caption}</h3>
      <DataTable
        caption={caption}
        rows={tables}
        rowKey={({ table }) => table}
        columns={columns()}
      />
    </div>
  )
}

function columns(): Column<ComingTable>[] {
  const text = importWords.value
  const number = (value: number) => count(value, locale.value)
  return [
    { key: 'by', head: text.by, cell: ({ table }) => text.tableNames[table] },
    {
      key: 'rows',
      head: text.rows,
      align: 'end',
      cell: ({ rows }) => full('count', rows, locale.value),
    },
    {
      key: 'days',
      head: text.period,
      cell: ({ from, to, days }) => `${text.span(from, to)} · ${text.days(number(days))}`,
    },
    {
      key: 'replaced',
      head: text.inPlace,
      cell: ({ replaced }) =>
        replaced === 0 ? text.nothingBefore : text.earlier(number(replaced)),
    },
  ]
}
