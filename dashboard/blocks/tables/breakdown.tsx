import { useComputed } from '@preact/signals'
import { useMemo, useState } from 'preact/hooks'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { brief } from '../../format.ts'
import { go } from '../../models/address.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale, showOption } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { CsvButton } from '../downloads/csv-button.tsx'
import { breakdownColumns, nameOf } from './columns.tsx'
import { GoalChoice } from './goal-choice.tsx'
import { NothingHere } from './list-card.tsx'
import {
  breakdownQuestion,
  type Choice,
  choiceOf,
  drilled,
  type Level,
  trendQuestion,
  writeOrder,
} from './question.ts'

interface BreakdownProps {
  title: string
  levels: readonly [Level, ...Level[]]
  /** What is shown of a dimension; the first is the one drawn. */
  metrics: (dimension: Dimension) => readonly Metric[]
  /** What is to be said of an answer, below its rows. */
  note?: (answer: StatsAnswer) => string | undefined
}

const OF_GOALS: ReadonlySet<Metric> = new Set(['conversions', 'conversion_rate', 'revenue'])

/** Metrics by one dimension at a time. A row filters the page by itself and leads to the next level. */
export function Breakdown({ title, levels, metrics, note }: BreakdownProps) {
  const panel = useOwnId()
  const [sought, setSought] = useState('')
  const choice = useComputed(() => choiceOf(levels, metrics))
  const shown = useComputed(() => metrics(choice.value.dimension))
  const answered = useResource<StatsAnswer>(() => breakdownQuestion(choice.value, shown.value))
  const trends = useResource<StatsAnswer>(() => {
    // The rows still on show may be those of the question before.
    if (answered.since.value !== undefined) return undefined
    const rows = answered.data.value?.rows ?? []
    return trendQuestion(choice.value, shown.value[0] ?? 'visitors', rows)
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
          <input
            class="input find"
            data-size="small"
            type="search"
            placeholder={words.value.acquisition.find}
            aria-label={words.value.acquisition.find}
            value={sought}
            onInput={({ currentTarget }) => setSought(currentTarget.value)}
          />
          {shown.value.some((metric) => OF_GOALS.has(metric)) && <GoalChoice goal={goal} />}
          <CsvButton request={breakdownQuestion(choice.value, shown.value)?.key} />
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
                sought={sought}
              />
              <Note text={note?.(answer)} />
            </>
          )}
        </Answered>
      </div>
    </Card>
  )
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
  sought: string
}

function Rows(props: RowsProps) {
  const { title, answer, trends, choice, levels, metrics, sought } = props
  const { dimension } = choice
  const columns = useMemo(
    () =>
      breakdownColumns({
        answer,
        trends,
        dimension,
        metrics,
        onChoose: (value) => go(drilled(levels, dimension, value)),
      }),
    [answer, trends, dimension, metrics, levels],
  )
  const part = sought.toLowerCase()
  const rows = answer.rows.filter(
    (row) =>
      dimension in row &&
      numberOf(row, metrics[0] ?? 'visitors') !== 0 &&
      nameOf(row, dimension).toLowerCase().includes(part),
  )
  if (rows.length === 0) return <NothingHere />
  return (
    <>
      <DataTable
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => JSON.stringify(row[dimension])}
        order={choice.order}
        onOrder={(order) => showOption('order', writeOrder(order))}
      />
      {answer.rows.length >= choice.limit && <More shown={answer.rows.length} />}
    </>
  )
}

function Note({ text }: { text: string | undefined }) {
  return text === undefined ? null : <p class="drill-note foot-note">{text}</p>
}

function More({ shown }: { shown: number }) {
  const text = words.value.acquisition
  return (
    <div class="list-tools">
      <span class="drill-note">{text.shown(brief('count', shown, locale.value))}</span>
      <Button size="small" kind="ghost" onClick={() => showOption('rows', 'all')}>
        {text.more}
      </Button>
    </div>
  )
}
