import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { RowValue } from '../../blocks/tables/row-value.tsx'
import { full } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { dimensionName } from '../../names.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
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
  const most = Math.max(...rows.map(({ total }) => Math.abs(total)))
  return (
    <div class="effects">
      <DataTable
        caption={dimensionName(dimension, words.value)}
        rows={rows}
        rowKey={(row) => JSON.stringify([row.value, row.other])}
        columns={[
          {
            key: 'value',
            head: dimensionName(dimension, words.value),
            cell: (row) => (
              <>
                {row.other ? (
                  words.value.funnels.other
                ) : (
                  <RowValue dimension={dimension} value={row.value} />
                )}
                <Effect row={row} metric={metric} most={most} />
              </>
            ),
          },
          {
            key: 'people',
            head: text.people,
            align: 'end',
            cell: ({ before, after }) =>
              `${full('count', before.people, locale.value)} → ${full('count', after.people, locale.value)}`,
          },
          ...(metric === 'visitors' ? [] : madeOf(isRate, part)),
          { key: 'total', head: text.total, align: 'end', cell: (row) => <b>{part(row.total)}</b> },
          {
            key: 'q',
            head: journeyWords.value.retention.verdict,
            cell: ({ q }) => (q < SURE ? text.sure : text.chance),
          },
        ]}
      />
    </div>
  )
}

/** What the change is made of; of people it is all their number. */
function madeOf(isRate: boolean, part: (total: number | undefined) => string): Column<Row>[] {
  const text = journeyWords.value.changes
  return [
    {
      key: 'volume',
      head: isRate ? text.mix : text.volume,
      align: 'end',
      cell: (row) => part(row.volume ?? row.mix),
    },
    { key: 'rate', head: text.rate, align: 'end', cell: (row) => part(row.rate_effect) },
  ]
}

interface EffectProps {
  row: Row
  metric: Metric
  /** The greatest of the table, which fills half of the room. */
  most: number
}

/** On a phone, below the name: the change as a bar to either side, and what it is made of. */
function Effect({ row, metric, most }: EffectProps) {
  const text = journeyWords.value.changes
  const { before, after, volume, mix, rate_effect, total, q } = row
  const people = `${full('count', before.people, locale.value)} → ${full('count', after.people, locale.value)}`
  const parts = [
    text.isPeople(people),
    // Of people it is all their number, which stands beside it.
    ...(rate_effect === 0
      ? []
      : [
          text.made(
            volume === undefined ? text.mixOf : text.volumeOf,
            signed(volume ?? mix ?? 0, metric),
            signed(rate_effect, metric),
          ),
        ]),
    q < SURE ? text.sure : text.chance,
  ]
  return (
    <div class="on-phone effect">
      <i
        aria-hidden="true"
        data-fell={total < 0 || undefined}
        style={{ '--size': `${most === 0 ? 0 : (Math.abs(total) / most) * 50}%` }}
      />
      <span>{parts.join(' · ')}</span>
    </div>
  )
}

function signed(total: number, metric: Metric): string {
  const size = partOf(total, metric)
  return total < 0 ? `−${size}` : total > 0 ? `+${size}` : size
}
