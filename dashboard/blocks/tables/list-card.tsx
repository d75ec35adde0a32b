import { Inbox } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { brief, METRIC_UNITS } from '../../format.ts'
import { ownEventsOnly } from '../../models/automatic.ts'
import { firstEvent } from '../../models/first-event.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type Row, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, commonRequest, linkTo, locale, showOption, view } from '../../models/view.ts'
import { dimensionName, valueName } from '../../names.ts'
import { BarList, type BarRow } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { language, words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { CsvButton } from '../downloads/csv-button.tsx'
import type { Tabbed } from './question.ts'

const ROWS = 9
/** Dimensions in which each person is in one row. */
const ALONE: ReadonlySet<Dimension> = new Set(['visitor_kind'])

interface ListCardProps {
  title: string
  /** Name of the option in the address that holds the chosen tab. */
  option: string
  tabs: readonly [Tabbed, ...Tabbed[]]
  metric?: Metric
  rows?: number
}

/** The top of a dimension, or of several behind tabs. A row filters the page by itself. */
export function ListCard(props: ListCardProps) {
  const { title, option, tabs, metric = 'visitors', rows = ROWS } = props
  const panel = useOwnId()
  const chosen = () => tabs.find((tab) => tab === view.value.options[option]) ?? tabs[0]
  const top = useResource<StatsAnswer>(() => {
    const { period, filters } = asked(chosen())
    const request = { period, filters, metrics: [metric], dimensions: [chosen()], limit: rows }
    return reportQuestion('stats', request)
  })
  const dimension = chosen()
  const whole = { ...asked(dimension), metrics: [metric], dimensions: [dimension], limit: 1000 }
  return (
    <Card
      title={title}
      tools={<CsvButton request={reportQuestion('stats', whole)?.key} small />}
      head={
        <Tabs
          label={title}
          panel={panel}
          value={dimension}
          tabs={tabs.map((value) => ({ value, name: words.value.tabs[value] }))}
          onValue={(value) => showOption(option, value === tabs[0] ? undefined : value)}
        />
      }
    >
      <div
        class="list-body"
        style={{ '--rows': rows }}
        id={panel}
        role="tabpanel"
        aria-label={words.value.tabs[dimension]}
      >
        <Answered of={top} meanwhile={<SkeletonRows rows={rows} />}>
          {(answer) => <TopRows answer={answer} dimension={dimension} metric={metric} />}
        </Answered>
      </div>
    </Card>
  )
}

/** Of events those that the site sends, not what the script does by itself. */
function asked(dimension: Dimension) {
  const { filters, ...common } = commonRequest.value
  return { ...common, filters: dimension === 'event' ? [...filters, ...ownEventsOnly()] : filters }
}

interface TopRowsProps {
  answer: StatsAnswer
  dimension: Dimension
  metric: Metric
}

function TopRows({ answer, dimension, metric }: TopRowsProps) {
  const rows = answer.rows.filter((row) => dimension in row && numberOf(row, metric) !== 0)
  if (rows.length === 0) return <NothingHere />
  return (
    <BarList
      nameHead={dimensionName(dimension, words.value)}
      valueHead={words.value.metrics[metric].name}
      share={shareOf(dimension, metric)}
      rows={barRows(rows, { answer, dimension, metric })}
    />
  )
}

/** Shares of visitors overlap where a person may come in several ways. */
function shareOf(dimension: Dimension, metric: Metric) {
  const text = words.value.metricNotes
  if (metric === 'events') return { head: text.ofEvents }
  return { head: text.ofVisitors, hint: ALONE.has(dimension) ? undefined : text.overlap }
}

function barRows(rows: readonly Row[], { answer, dimension, metric }: TopRowsProps): BarRow[] {
  const total = numberOf(answer.totals, metric) ?? 0
  const most = Math.max(1, ...rows.map((row) => numberOf(row, metric) ?? 0))
  return rows.map((row) => {
    const value = row[dimension] ?? null
    const count = numberOf(row, metric) ?? 0
    const name = valueName(dimension, value, language.value, words.value)
    return {
      key: JSON.stringify(value),
      name,
      fill: count / most,
      value: brief(METRIC_UNITS[metric], count, locale.value),
      share: total > 0 ? brief('rate', count / total, locale.value) : '',
      chooseLabel: words.value.filters.by(name),
      onChoose: () => addCondition(['is', dimension, [value]]),
    }
  })
}

/** No row: said differently when filters are the reason. */
export function NothingHere() {
  const text = words.value.states
  useEffect(() => firstEvent.tell(0), [])
  if (firstEvent.arrived.value === false) return <NothingYet />
  const filtered = view.value.filters.length > 0
  return (
    <EmptyState
      icon={<Inbox size={22} aria-hidden="true" />}
      title={filtered ? text.emptyFiltered : text.empty}
      hint={filtered ? text.emptyFilteredHint : text.emptyHint}
    />
  )
}

/** On a site that never had an event no period helps, but its snippet does. */
function NothingYet() {
  const { states, snippet } = words.value
  return (
    <EmptyState
      icon={<Inbox size={22} aria-hidden="true" />}
      title={states.unseen}
      hint={states.unseenHint}
    >
      <a class="button" href={linkTo('settings/snippet')}>
        {snippet.title}
      </a>
    </EmptyState>
  )
}
