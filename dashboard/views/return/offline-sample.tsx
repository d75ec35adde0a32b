import type { OfflineAnswer } from '../../models/offline.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { offlineWords } from '../../texts/offline.ts'

interface Line {
  key: string
  cells: readonly string[]
}

/** The first lines as they will stand in the file. */
export function OfflineSample({ answer: { columns, sample } }: { answer: OfflineAnswer }) {
  const text = offlineWords.value
  const rows: Line[] = sample.map((cells, i) => ({ key: String(i), cells }))
  return (
    <div class="first-rows">
      <h3>{text.first}</h3>
      <DataTable
        caption={text.first}
        rows={rows}
        rowKey={({ key }) => key}
        columns={columns.map((name, i) => ({
          key: name,
          head: name,
          cell: ({ cells }: Line) => <bdi dir="auto">{cells[i]}</bdi>,
        }))}
      />
    </div>
  )
}
