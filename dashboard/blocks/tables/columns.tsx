import { TriangleAlert } from 'lucide-preact'
import { type Dimension, isMetric, type Metric } from '../../../collector/vocabulary.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { begunRows, bucketOf, isBefore } from '../../models/buckets.ts'
import { incomparable } from '../../models/comparison.ts'
import { fillOf, greatestOf, type Listed, tellingRow } from '../../models/moved-rows.ts'
import { narrow } from '../../models/narrow.ts'
import { besideRequest, type Sides, sidesOf } from '../../models/other-visits.ts'
import { metricOf, numberOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import type { ColumnName } from '../../models/table-columns.ts'
import { linkTo, now, today } from '../../models/view.ts'
import { dimensionName, rowName, wholeName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import type { Column } from '../../parts/data-table.tsx'
import { language, words } from '../../texts/texts.ts'
import { columnsOfSides } from './columns-of-sides.tsx'
import { Explained } from './explained.tsx'
import { MetricValue } from './rate.tsx'
import { type RowDoubt, rowDoubts } from './row-doubts.ts'
import { RowMenu } from './row-menu.tsx'
import { RowMoved } from './row-moved.tsx'

interface Shown {
  answer: StatsAnswer
  listed: readonly Listed[]
  trends: StatsAnswer | undefined
  dimension: Dimension
  columns: readonly ColumnName[]
  /** The one that rows are in the order of: it has the bar, the change and the course. */
  lead: Metric
  /** Whose conversions it is about; all when undefined. */
  goal: string | undefined
  onChoose: (value: string | number | null) => void
}

export function nameOf(row: Row, dimension: Dimension): string {
  return rowName(dimension, row, language.value, words.value)
}

/** The columns of a breakdown: the name with its bar, each metric, and the course of the leading one. */
export function breakdownColumns(shown: Shown): Column<Listed>[] {
  const { columns, answer, lead } = shown
  const sides = sidesOf(answer)
  const all = columns.filter(isMetric)
  // Where the others have to be scrolled to, the one that rows are in the order of is in sight.
  const metrics = narrow.value ? all.toSorted((a, b) => rank(a, lead) - rank(b, lead)) : all
  return [
    nameColumn(shown),
    ...(sides
      ? metrics.flatMap((metric) => sideColumns(metric, shown, sides))
      : metrics.map((metric) => metricColumn(metric, shown))),
    ...(columns.includes('trend') && !sides ? [trendColumn(shown)] : []),
  ]
}

function rank(metric: Metric, lead: Metric): number {
  return metric === lead ? 0 : 1
}

function nameColumn({ answer, listed, dimension, lead, onChoose }: Shown): Column<Listed> {
  const named = answer.rows.flatMap((row) => {
    const name = row[dimension]
    return typeof name === 'string' ? [{ name, count: numberOf(row, lead) ?? 0 }] : []
  })
  const doubts = rowDoubts(dimension, named)
  const greatest = greatestOf(listed, lead)
  return {
    key: 'name',
    head: dimensionName(dimension, words.value),
    foot: words.value.acquisition.total,
    cell: (listed) => {
      const { row } = listed
      const name = nameOf(tellingRow(listed), dimension)
      const value = row[dimension]
      const doubt = typeof value === 'string' ? doubts.get(value) : undefined
      const share = fillOf(numberOf(row, lead), greatest) * 100
      return (
        <div class="row-name">
          <span class="row-bar" style={{ width: `${share}%` }} />
          <button
            type="button"
            title={words.value.filters.by(wholeName(dimension, value, language.value, words.value))}
            onClick={() => onChoose(row[dimension] ?? null)}
          >
            <bdi dir="auto">{name}</bdi>
          </button>
          {doubt && !guest && <Doubted doubt={doubt} />}
          <RowMenu dimension={dimension} value={row[dimension] ?? null} name={name} />
        </div>
      )
    },
  }
}

/** A sign beside a doubtful name, which leads to where it is mended. */
function Doubted({ doubt }: { doubt: RowDoubt }) {
  const said = words.value.quality.kinds[doubt]
  return (
    <a class="row-doubt" href={linkTo('quality')} aria-label={said} title={said}>
      <TriangleAlert size={14} />
    </a>
  )
}

function metricColumn(metric: Metric, shown: Shown): Column<Listed> {
  const { answer, lead } = shown
  const moved = metric === lead && incomparable(answer) === undefined
  return {
    key: metric,
    head: words.value.metrics[metric].name,
    align: 'end',
    moved,
    sortable: true,
    explain: explained(metric, shown),
    cell: (listed) => <Cell metric={metric} listed={listed} moved={moved} />,
    foot: <Cell metric={metric} listed={totalsOf(answer)} moved={moved} />,
  }
}

function explained(metric: Metric, { dimension, goal }: Pick<Shown, 'dimension' | 'goal'>) {
  const asked = { ...besideRequest.value, metrics: [metric], dimensions: [dimension] }
  const request = goal === undefined ? asked : { ...asked, goal }
  return <Explained metric={metric} goal={goal} request={request} />
}

function totalsOf({ totals, compared }: StatsAnswer): Listed {
  return { row: totals, before: compared?.totals, gone: false, apart: false }
}

function sideColumns(metric: Metric, shown: Shown, sides: Sides): Column<Listed>[] {
  return columnsOfSides<Listed>(metric, {
    sides,
    own: ({ row }) => row,
    others: ({ before }) => before,
    apart: (listed) => <RowMoved listed={listed} metric={metric} />,
    explain: explained(metric, shown),
    sortable: true,
    foot: totalsOf(shown.answer),
  })
}

interface CellProps {
  metric: Metric
  listed: Listed
  moved: boolean
}

/** A number, faint when it is nothing, and how far it has moved; numbers without a past keep in line. */
function Cell({ metric, listed, moved }: CellProps) {
  const { row } = listed
  return (
    <span class="with-delta">
      {moved && (
        <span class="move">
          <RowMoved listed={listed} metric={metric} />
        </span>
      )}
      <MetricValue row={row} metric={metric} value={metricOf(row, metric)} />
    </span>
  )
}

function trendColumn({ trends, dimension, lead, answer }: Shown): Column<Listed> {
  const courses = new Map<unknown, (number | null)[]>()
  const clock = { now: now.value, today: today.value }
  const bucket = (trends && bucketOf(trends)) ?? 'day'
  for (const row of begunRows(trends?.rows ?? [], bucket, clock)) {
    const course = courses.get(row[dimension]) ?? []
    const early = isBefore(String(row[`time:${bucket}`]), bucket, trends?.meta.data_from)
    course.push(early ? null : numberOf(row, lead))
    courses.set(row[dimension], course)
  }
  return {
    key: 'trend',
    head: words.value.acquisition.trend,
    cell: ({ row }) => (
      <Sparkline
        values={courses.get(row[dimension] ?? null) ?? []}
        open={Number(answer.meta.partial)}
      />
    ),
  }
}
