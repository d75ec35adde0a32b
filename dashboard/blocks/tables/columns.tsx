import { TriangleAlert } from 'lucide-preact'
import { type Dimension, isMetric, type Metric } from '../../../collector/vocabulary.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { begunRows, bucketOf, isBefore } from '../../models/buckets.ts'
import { incomparable } from '../../models/comparison.ts'
import { metricOf, numberOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import type { ColumnName } from '../../models/table-columns.ts'
import { commonRequest, linkTo, now, today } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { guest } from '../../opened-as.ts'
import type { Column } from '../../parts/data-table.tsx'
import { language, words } from '../../texts/texts.ts'
import { Explained } from './explained.tsx'
import { MetricDelta } from './metric-delta.tsx'
import { MetricValue } from './rate.tsx'
import { type RowDoubt, rowDoubts } from './row-doubts.ts'
import { RowMenu } from './row-menu.tsx'

interface Shown {
  answer: StatsAnswer
  trends: StatsAnswer | undefined
  dimension: Dimension
  columns: readonly ColumnName[]
  /** The one that rows are in the order of: it has the bar, the change and the course. */
  lead: Metric
  onChoose: (value: string | number | null) => void
}

export function nameOf(row: Row, dimension: Dimension): string {
  return valueName(dimension, row[dimension], language.value, words.value)
}

/** The columns of a breakdown: the name with its bar, each metric, and the course of the leading one. */
export function breakdownColumns(shown: Shown): Column<Row>[] {
  const { answer, columns, dimension, lead } = shown
  const before = new Map((answer.compared?.rows ?? []).map((row) => [row[dimension], row]))
  return [
    nameColumn(shown),
    ...columns
      .filter(isMetric)
      .map((metric) => metricColumn(metric, { answer, before, dimension, leads: metric === lead })),
    ...(columns.includes('trend') ? [trendColumn(shown)] : []),
  ]
}

/**
 * Rows of the period before that have nothing now, where all rows of this one are on show: a campaign that sold last week
 * alone is a part of the answer.
 */
export function goneRows(answer: StatsAnswer, dimension: Dimension, lead: Metric): Row[] {
  if (incomparable(answer) !== undefined || answer.rows.length < answer.row_count) return []
  const here = new Set(answer.rows.map((row) => row[dimension]))
  const gone = (answer.compared?.rows ?? []).filter(
    (row) => !here.has(row[dimension]) && (numberOf(row, lead) ?? 0) !== 0,
  )
  return gone.map((row) => {
    const none = Object.keys(row).map((name): [string, number] => [name, 0])
    return { ...Object.fromEntries(none), [dimension]: row[dimension] ?? null }
  })
}

function nameColumn({ answer, dimension, lead: metric, onChoose }: Shown): Column<Row> {
  const here = new Set(answer.rows.map((row) => row[dimension]))
  const named = answer.rows.flatMap((row) => {
    const name = row[dimension]
    return typeof name === 'string' ? [{ name, count: numberOf(row, metric) ?? 0 }] : []
  })
  const doubts = rowDoubts(dimension, named)
  const most = Math.max(1, ...answer.rows.map((row) => numberOf(row, metric) ?? 0))
  return {
    key: 'name',
    head: dimensionName(dimension, words.value),
    foot: words.value.acquisition.total,
    cell: (row) => {
      const name = nameOf(row, dimension)
      const value = row[dimension]
      const doubt = typeof value === 'string' ? doubts.get(value) : undefined
      const share = ((numberOf(row, metric) ?? 0) / most) * 100
      return (
        <div class="row-name">
          <span class="row-bar" style={{ width: `${share}%` }} />
          <button
            type="button"
            title={words.value.filters.by(name)}
            onClick={() => onChoose(row[dimension] ?? null)}
          >
            <bdi dir="auto">{name}</bdi>
          </button>
          {!here.has(row[dimension]) && <span class="row-gone">{words.value.tables.gone}</span>}
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

interface Beside {
  answer: StatsAnswer
  before: Map<unknown, Row>
  dimension: Dimension
  leads: boolean
}

function metricColumn(metric: Metric, { answer, before, dimension, leads }: Beside): Column<Row> {
  const moved = leads && incomparable(answer) === undefined
  const request = { ...commonRequest.value, metrics: [metric], dimensions: [dimension] }
  return {
    key: metric,
    head: words.value.metrics[metric].name,
    align: 'end',
    moved,
    sortable: true,
    explain: <Explained metric={metric} request={request} />,
    cell: (row) => (
      <Moved
        metric={metric}
        row={row}
        before={moved ? metricOf(before.get(row[dimension]), metric) : undefined}
      />
    ),
    foot: (
      <Moved
        metric={metric}
        row={answer.totals}
        before={moved ? metricOf(answer.compared?.totals, metric) : undefined}
      />
    ),
  }
}

interface MovedProps {
  metric: Metric
  row: Row
  /** Undefined where nothing is compared. */
  before: number | null | undefined
}

/** A number, faint when it is nothing, and how far it has moved; numbers without a past keep in line. */
function Moved({ metric, row, before }: MovedProps) {
  const now = metricOf(row, metric)
  return (
    <span class="with-delta">
      {before !== undefined && (
        <span class="move">
          <MetricDelta metric={metric} now={now} before={before} />
        </span>
      )}
      <MetricValue row={row} metric={metric} value={now} />
    </span>
  )
}

function trendColumn({ trends, dimension, lead: metric, answer }: Shown): Column<Row> {
  const courses = new Map<unknown, (number | null)[]>()
  const clock = { now: now.value, today: today.value }
  const bucket = (trends && bucketOf(trends)) ?? 'day'
  for (const row of begunRows(trends?.rows ?? [], bucket, clock)) {
    const course = courses.get(row[dimension]) ?? []
    const early = isBefore(String(row[`time:${bucket}`]), bucket, trends?.meta.data_from)
    course.push(early ? null : numberOf(row, metric))
    courses.set(row[dimension], course)
  }
  return {
    key: 'trend',
    head: words.value.acquisition.trend,
    cell: (row) => (
      <Sparkline
        values={courses.get(row[dimension] ?? null) ?? []}
        open={Number(answer.meta.partial)}
      />
    ),
  }
}
