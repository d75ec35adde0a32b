import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { journeyWords } from '../../texts/journeys.ts'
import { words } from '../../texts/texts.ts'
import { partOf } from './change-words.ts'

type Row = ReportAnswer<'explain'>['dimensions'][number]['values'][number]

const SHOWN = 6
/** Later ones may be chance. */
const SURE = 0.05

interface ValuesProps {
  dimension: Dimension
  values: readonly Row[]
  metric: Metric
}

/** The values that moved most, each with how much of the change it is and by what. */
export function Values({ dimension, values, metric }: ValuesProps) {
  const text = journeyWords.value.changes
  const rows = values.toSorted((a, b) => Math.abs(b.total) - Math.abs(a.total)).slice(0, SHOWN)
  const part = (total: number | undefined) => signed(total ?? 0, metric)
  const isRate = values.some(({ mix }) => mix !== undefined)
  return (
    <DataTable
      caption={dimensionName(dimension, words.value)}
      rows={rows}
      rowKey={(row) => JSON.stringify([row.value, row.other])}
      columns={[
        {
          key: 'value',
          head: dimensionName(dimension, words.value),
          cell: (row) =>
            row.other ? (
              words.value.funnels.other
            ) : (
              <RowValue dimension={dimension} value={row.value} />
            ),
        },
        {
          key: 'people',
          head: text.people,
          align: 'end',
          cell: ({ before, after }) =>
            `${full('count', before.people, locale.value)} → ${full('count', after.people, locale.value)}`,
        },
        {
          key: 'volume',
          head: isRate ? text.mix : text.volume,
          align: 'end',
          cell: (row) => part(row.volume ?? row.mix),
        },
        { key: 'rate', head: text.rate, align: 'end', cell: (row) => part(row.rate_effect) },
        { key: 'total', head: text.total, align: 'end', cell: (row) => <b>{part(row.total)}</b> },
        {
          key: 'q',
          head: journeyWords.value.retention.verdict,
          cell: ({ q }) => (q < SURE ? text.sure : text.chance),
        },
      ]}
    />
  )
}

function signed(total: number, metric: Metric): string {
  const size = partOf(total, metric)
  return total < 0 ? `−${size}` : total > 0 ? `+${size}` : size
}
