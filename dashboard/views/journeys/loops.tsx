import { RowValue } from '../../blocks/tables/row-value.tsx'
import { ShareOf } from '../../blocks/tables/share-of.tsx'
import { full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { journeyWords } from '../../texts/journeys.ts'

type Loops = NonNullable<ReportAnswer<'paths'>['loops']>

export function isWithoutLoops({ again, quick }: Loops): boolean {
  return again.length === 0 && quick.length === 0
}

/** Pages that people come back to, and those that another page follows at once. */
export function LoopsAndDeadEnds({ loops: { again, quick } }: { loops: Loops }) {
  const text = journeyWords.value.paths
  return (
    <div class="columns" data-count="2">
      <Pages
        caption={text.again}
        rows={again.map(({ page, again: part, units: whole }) => ({ page, part, whole }))}
      />
      <Pages
        caption={text.quick}
        rows={quick.map(({ page, quick: part, views: whole }) => ({ page, part, whole }))}
      />
    </div>
  )
}

interface PagesProps {
  caption: string
  rows: readonly { page: string; part: number; whole: number }[]
}

function Pages({ caption, rows }: PagesProps) {
  const text = journeyWords.value.paths
  if (rows.length === 0) return null
  return (
    <div>
      <h3>{caption}</h3>
      <DataTable
        caption={caption}
        rows={rows}
        rowKey={({ page }) => page}
        columns={[
          {
            key: 'page',
            head: text.page,
            cell: ({ page }) => <RowValue dimension="page" value={page} />,
          },
          {
            key: 'count',
            head: text.count,
            align: 'end',
            cell: ({ part }) => full('count', part, locale.value),
          },
          {
            key: 'share',
            head: text.share,
            align: 'end',
            cell: ({ part, whole }) => <ShareOf part={part} whole={whole} />,
          },
        ]}
      />
    </div>
  )
}
