import { Inbox } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { brief, full, METRIC_UNITS } from '../../format.ts'
import { ownEventsOnly } from '../../models/automatic.ts'
import { incomparable } from '../../models/comparison.ts'
import { firstEvent } from '../../models/first-event.ts'
import { fillOf, greatestOf, type Listed, listedRows } from '../../models/moved-rows.ts'
import { narrowedBeside, sidesOf } from '../../models/other-visits.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, linkTo, locale, showOption, view } from '../../models/view.ts'
import { dimensionName, valueName, wholeName } from '../../names.ts'
import { BarList, type BarRow } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { language, words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { CsvButton } from '../downloads/csv-button.tsx'
import { headsOfSides } from './heads-of-sides.ts'
import { byChange } from './movers.tsx'
import type { Tabbed } from './question.ts'
import { RowMoved } from './row-moved.tsx'

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
  const top = useResource<StatsAnswer>(() =>
    reportQuestion('stats', {
      ...asked(chosen()),
      ...{ metrics: [metric], dimensions: [chosen()], limit: rows, gone: 0 },
      ...(byChange.value && { order_by: [[`change:${metric}`, 'desc']] as const }),
    }),
  )
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
      <AllRows answer={top.data.value} dimension={dimension} shown={rows} />
    </Card>
  )
}

/** Of events those that the site sends, not what the script does by itself. */
function asked(dimension: Dimension) {
  return narrowedBeside(dimension === 'event' ? ownEventsOnly() : [])
}

interface TopRowsProps {
  answer: StatsAnswer
  dimension: Dimension
  metric: Metric
}

function TopRows({ answer, dimension, metric }: TopRowsProps) {
  const listed = listedRows(answer, { dimension, metrics: [metric] })
  if (listed.length === 0) return <NothingHere />
  const rows = barRows(listed, { answer, dimension, metric })
  const nameHead = dimensionName(dimension, words.value)
  const valueHead = words.value.metrics[metric].name
  const sides = sidesOf(answer)
  if (sides) return <BarList {...{ nameHead, rows }} {...headsOfSides(sides, valueHead)} />
  const isCompared = incomparable(answer) === undefined
  return (
    <BarList
      {...{ nameHead, valueHead, rows }}
      share={shareOf(dimension, metric)}
      movedHead={isCompared ? words.value.compare.change : undefined}
    />
  )
}

/** Shares of visitors overlap where a person may come in several ways. */
function shareOf(dimension: Dimension, metric: Metric) {
  const text = words.value.metricNotes
  if (metric === 'events') return { head: text.ofEvents }
  return { head: text.ofVisitors, hint: ALONE.has(dimension) ? undefined : text.overlap }
}

function barRows(listed: readonly Listed[], { answer, dimension, metric }: TopRowsProps): BarRow[] {
  const total = numberOf(answer.totals, metric) ?? 0
  const unit = METRIC_UNITS[metric]
  const sides = sidesOf(answer)
  const second = ({ before }: Listed, count: number) => {
    if (sides) return brief(unit, numberOf(before, metric), locale.value)
    return total > 0 ? brief('rate', count / total, locale.value) : ''
  }
  const greatest = greatestOf(listed, metric)
  return listed.map((one) => {
    const value = one.row[dimension] ?? null
    const count = numberOf(one.row, metric) ?? 0
    const name = valueName(dimension, value, language.value, words.value)
    return {
      key: JSON.stringify(value),
      name,
      fill: fillOf(count, greatest),
      value: brief(unit, count, locale.value),
      share: second(one, count),
      moved: <RowMoved listed={one} metric={metric} />,
      kind: one.gone ? 'gone' : one.apart ? 'apart' : undefined,
      chooseLabel: words.value.filters.by(wholeName(dimension, value, language.value, words.value)),
      onChoose: () => addCondition(['is', dimension, [value]]),
    }
  })
}

/** The pages that have all rows of a dimension. */
const WHOLE: Partial<Record<Dimension, string>> = {
  channel: 'sources',
  source: 'sources/source',
  referrer: 'sources/referrer',
  medium: 'sources/medium',
  campaign: 'sources/campaign',
  page: 'pages',
  landing_page: 'pages/landing',
  exit_page: 'pages/exit',
  country: 'audience',
  region: 'audience',
  city: 'audience',
  language: 'audience',
  device: 'audience/devices',
  browser: 'audience/devices',
  os: 'audience/devices',
  screen: 'audience/devices',
  event: 'goals/events',
}
/** Those whose page begins with them. */
const FIRST: ReadonlySet<Dimension> = new Set(['country', 'device'])

interface AllRowsProps {
  answer: StatsAnswer | undefined
  dimension: Dimension
  shown: number
}

/** The way to all rows, and how many they are; its line is there from the start. */
function AllRows({ answer, dimension, shown }: AllRowsProps) {
  const page = WHOLE[dimension]
  if (page === undefined) return null
  const isTab = page.startsWith('audience') && !FIRST.has(dimension)
  const options = isTab ? { by: dimension } : {}
  const all = answer?.row_count ?? 0
  return (
    <p class="list-foot">
      {all > shown && (
        <a class="link" href={linkTo(page, { options })}>
          {words.value.overview.all(full('count', all, locale.value))}
        </a>
      )}
    </p>
  )
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
