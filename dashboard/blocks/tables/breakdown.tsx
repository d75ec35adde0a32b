import { useComputed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Filter } from '../../../collector/settings/filter.ts'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { go } from '../../models/address.ts'
import { type Listed, listedRows } from '../../models/moved-rows.ts'
import type { StatsAnswer } from '../../models/stats.ts'
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
import { CsvButton } from '../downloads/csv-button.tsx'
import { breakdownColumns } from './columns.tsx'
import { Find } from './find.tsx'
import { GoalChoice } from './goal-choice.tsx'
import { NothingHere } from './list-card.tsx'
import { TopOrMovers } from './movers.tsx'
import {
  breakdownQuestion,
  type Choice,
  choiceOf,
  drilled,
  type Level,
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

const OF_GOALS = ['conversions', 'conversion_rate', 'revenue'] as const satisfies readonly Metric[]

const always = () => true

/** Metrics by one dimension at a time. A row filters the page by itself and leads to the next level. */
export function Breakdown(props: BreakdownProps) {
  const { title, levels, metrics, ready = always, narrowed = () => [], tools } = props
  const panel = useOwnId()
  const choice = useComputed(() => choiceOf(levels, metrics))
  const shown = useComputed(() => metrics(choice.value.dimension))
  const question = () =>
    ready(choice.value.dimension)
      ? breakdownQuestion(choice.value, shown.value, narrowed())
      : undefined
  const answered = useResource<StatsAnswer>(question)
  const trends = useResource<StatsAnswer>(() => {
    // The rows still on show may be those of the question before.
    if (answered.since.value !== undefined) return undefined
    const rows = answered.data.value?.rows ?? []
    return trendQuestion(choice.value, sortedMetric(choice.value, shown.value), rows)
  })
  const { dimension, goal } = choice.value
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
          {OF_GOALS.some((metric) => shown.value.includes(metric)) && <GoalChoice goal={goal} />}
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
                metrics={shown.value}
              />
              {shown.value.includes('revenue') && <MoneyNote answer={answer} />}
            </>
          )}
        </Answered>
      </div>
    </Card>
  )
}

/** The column that carries bar, change and trend. */
function sortedMetric({ order }: Choice, metrics: readonly Metric[]): Metric {
  return metrics.find((metric) => metric === order.key) ?? metrics[0] ?? 'visitors'
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
  metrics: readonly Metric[]
}

function Rows(props: RowsProps) {
  const { title, answer, trends, choice, levels, metrics } = props
  const { dimension } = choice
  const sorted = sortedMetric(choice, metrics)
  const listed = useMemo(() => {
    // A row without visitors may still have money: what belongs to no visit stands in a row of its own.
    const telling = [metrics[0] ?? 'visitors', ...OF_GOALS] as const
    return listedRows(answer, { dimension, metrics: telling })
  }, [answer, dimension, metrics])
  const columns = useMemo(
    () =>
      breakdownColumns({
        ...{ answer, listed, trends, dimension, metrics, sorted },
        onChoose: (value) => go(drilled(levels, dimension, value)),
      }),
    [answer, listed, trends, dimension, metrics, sorted, levels],
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
      <RowCount answer={answer} choice={choice} shown={countOf(listed, choice)} />
    </>
  )
}

/** Of the rows that the answer counts: among movers those that are gone are rows, too. */
function countOf(listed: readonly Listed[], { movers }: Choice): number {
  return movers ? listed.length : listed.filter(({ gone }) => !gone).length
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
