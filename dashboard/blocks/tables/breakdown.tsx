import { useComputed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Filter } from '../../../collector/settings/filter.ts'
import { type Dimension, isMetric, type Metric } from '../../../collector/vocabulary.ts'
import { METRIC_UNITS } from '../../format.ts'
import { type Listed, listedRows } from '../../models/moved-rows.ts'
import { narrow } from '../../models/narrow.ts'
import { otherVisits, sides } from '../../models/other-visits.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import {
  type ColumnName,
  columnsOf,
  metricsToChoose,
  withBases,
} from '../../models/table-columns.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { showOption } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { ImportedNote } from '../answers/imported-days.tsx'
import { CsvButton } from '../downloads/csv-button.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { breakdownColumns } from './columns.tsx'
import { drill } from './drill.ts'
import { Find } from './find.tsx'
import { NothingHere } from './list-card.tsx'
import { TopOrMovers } from './movers.tsx'
import {
  breakdownQuestion,
  type Choice,
  choiceOf,
  type Level,
  levelInView,
  trendQuestion,
  writeOrder,
} from './question.ts'
import { RowCount } from './row-count.tsx'
import { NotConverted } from './unconverted.tsx'

interface BreakdownProps {
  title: string
  levels: readonly [Level, ...Level[]]
  /** What is shown of a dimension; the first is the one drawn. */
  metrics: (dimension: Dimension) => readonly Metric[]
  /** Whether it is known what to show; asked before it is, the rows would move when it comes. */
  ready?: (dimension: Dimension) => boolean
  /** Further filters of the rows. */
  narrowed?: () => readonly Filter[]
  tools?: ComponentChildren
}

const OF_GOALS = [
  ...(['conversions', 'converted_visitors', 'conversion_rate'] as const),
  ...(['revenue', 'average_value', 'refunds'] as const),
] satisfies readonly Metric[]

const always = () => true

/** Metrics by one dimension at a time. A row filters the page by itself and leads to the next level. */
export function Breakdown(props: BreakdownProps) {
  const { title, levels, metrics, ready = always, narrowed = () => [], tools } = props
  const panel = useOwnId()
  const choosable = useComputed(() => {
    const { dimension } = levelInView(levels)
    return metricsToChoose(dimension, metrics(dimension), Boolean(goals.data.value?.length))
  })
  const columns = useComputed(() => {
    const usual = metrics(levelInView(levels).dimension)
    return columnsOf(choosable.value, otherVisits.value ? fewOf(usual) : usual)
  })
  const choice = useComputed(() => choiceOf(levels, columns.value.filter(isMetric)))
  const question = () =>
    ready(choice.value.dimension)
      ? breakdownQuestion(choice.value, withBases(columns.value.filter(isMetric)), narrowed())
      : undefined
  const answered = useResource<StatsAnswer>(question)
  const trends = useResource<StatsAnswer>(() => {
    // The rows still on show may be those of the question before.
    if (answered.since.value !== undefined || otherVisits.value) return undefined
    const rows = answered.data.value?.rows ?? []
    return trendQuestion(choice.value, choice.value.order.key, rows)
  })
  const { dimension } = choice.value
  const { tabs } = words.value
  const paged = levels[0].page !== undefined
  const inTabs = paged
    ? {}
    : ({ id: panel, role: 'tabpanel', 'aria-label': tabs[dimension] } as const)
  return (
    <Card
      title={title}
      flush
      head={
        paged ? <h2>{tabs[dimension]}</h2> : <LevelTabs {...{ title, levels, dimension, panel }} />
      }
      tools={
        <>
          <TopOrMovers />
          <Find option="find" label={words.value.acquisition.find} />
          {tools}
          {choosable.value.length > 2 && (
            <ColumnMenu choosable={choosable.value} shown={columns.value} />
          )}
          <CsvButton request={question()?.key} />
        </>
      }
    >
      <div class="breakdown" {...inTabs}>
        <Answered of={answered} meanwhile={<TableSkeleton />}>
          {(answer) => (
            <>
              <Rows
                title={title}
                answer={answer}
                trends={trends.data.value}
                choice={choice.value}
                levels={levels}
                columns={columns.value}
              />
              {columns.value.includes('revenue') && <MoneyNote answer={answer} />}
            </>
          )}
        </Answered>
      </div>
    </Card>
  )
}

/** Of two segments each metric is three columns: by default how many, and the rates, which segments of any size can be held to. */
function fewOf(usual: readonly Metric[]): Metric[] {
  return usual.filter((metric, i) => i === 0 || METRIC_UNITS[metric] === 'rate')
}

interface LevelTabsProps extends Pick<BreakdownProps, 'title' | 'levels'> {
  dimension: Level['dimension']
  panel: string
}

function LevelTabs({ title, levels, dimension, panel }: LevelTabsProps) {
  if (levels.length === 1) return <h2>{title}</h2>
  return (
    <Tabs
      label={title}
      panel={panel}
      value={dimension}
      tabs={levels.map((level) => ({
        value: level.dimension,
        name: words.value.tabs[level.dimension],
      }))}
      onValue={(value) => showOption('by', value === levels[0].dimension ? undefined : value)}
    />
  )
}

function TableSkeleton() {
  return (
    <div class="card-body">
      <SkeletonRows rows={10} height="2rem" />
    </div>
  )
}

interface RowsProps {
  title: string
  answer: StatsAnswer
  trends: StatsAnswer | undefined
  choice: Choice
  levels: readonly Level[]
  columns: readonly ColumnName[]
}

function Rows(props: RowsProps) {
  const { title, answer, trends, choice, levels, columns: names } = props
  const { dimension, order, goal } = choice
  const lead = order.key
  const listed = useMemo(() => {
    // A row without visitors may still have money: what belongs to no visit stands in a row of its own.
    return listedRows(answer, { dimension, metrics: [countOf(names), ...OF_GOALS] })
  }, [answer, dimension, names])
  const columns = useMemo(
    () =>
      breakdownColumns({
        ...{ answer, listed, trends, dimension, columns: names, lead, goal },
        onChoose: (value) => void drill(levels, dimension, value),
      }),
    [
      answer,
      listed,
      trends,
      dimension,
      names,
      lead,
      goal,
      levels,
      narrow.value,
      words.value,
      sides.value,
    ],
  )
  if (listed.length === 0) return choice.find === '' ? <NothingHere /> : <NothingFound />
  return (
    <>
      <DataTable
        caption={title}
        columns={columns}
        rows={listed}
        rowKey={({ row }) => JSON.stringify(row[dimension])}
        rowKind={({ gone, apart }) => (gone ? 'gone' : apart ? 'apart' : undefined)}
        order={choice.order}
        onOrder={(order) => showOption('order', writeOrder(order))}
      />
      <RowCount answer={answer} choice={choice} shown={rowsOf(listed, choice)} />
      <ImportedNote of={answer.meta.imported} />
    </>
  )
}

/** Of the rows that the answer counts: among movers those that are gone are rows, too. */
function rowsOf(listed: readonly Listed[], { movers }: Choice): number {
  return movers ? listed.length : listed.filter(({ gone }) => !gone).length
}

const COUNTS = ['visitors', 'visits', 'pageviews', 'events'] as const satisfies readonly Metric[]

/** What tells that there is something in a row: a rate of 0 may be of many. */
function countOf(names: readonly ColumnName[]): Metric {
  const asked = withBases(names.filter(isMetric))
  return COUNTS.find((count) => asked.includes(count)) ?? asked[0] ?? 'visitors'
}

function NothingFound() {
  return <EmptyState title={words.value.palette.none} />
}

function MoneyNote({ answer: { meta } }: { answer: StatsAnswer }) {
  if (meta.unconverted.length === 0) return null
  return (
    <p class="drill-note foot-note">
      <NotConverted of={meta.unconverted} since={meta.from} />
    </p>
  )
}
