import { Inbox } from 'lucide-preact'
import { useEffect } from 'preact/hooks'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { brief, METRIC_UNITS } from '../../format.ts'
import { incomparable } from '../../models/comparison.ts'
import { firstEvent } from '../../models/first-event.ts'
import { fillOf, greatestOf, type Listed, listedRows, tellingRow } from '../../models/moved-rows.ts'
import { sidesOf } from '../../models/other-visits.ts'
import { reportQuestion } from '../../models/report.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, linkTo, locale, showOption, view } from '../../models/view.ts'
import { dimensionName, rowName, wholeName } from '../../names.ts'
import { BarList, type BarRow } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { useOwnId } from '../../parts/own-id.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { Tabs } from '../../parts/tabs.tsx'
import { language, words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { ImportedNote } from '../answers/imported-days.tsx'
import { CsvButton } from '../downloads/csv-button.tsx'
import { AllRows } from './all-rows.tsx'
import { headsOfSides } from './heads-of-sides.ts'
import { askedOf, type ListedMetric, metricIn, secondOf, shareOf } from './listed-metric.ts'
import { byChange } from './movers.tsx'
import type { Tabbed } from './question.ts'
import { RowMoved } from './row-moved.tsx'

const ROWS = 9

interface ListCardProps {
  title: string
  /** Name of the option in the address that holds the chosen tab. */
  option: string
  tabs: readonly [Tabbed, ...Tabbed[]]
  metric?: ListedMetric
  rows?: number
}

/** The top of a dimension, or of several behind tabs. A row filters the page by itself. */
export function ListCard(props: ListCardProps) {
  const { title, option, tabs, metric = 'visitors', rows = ROWS } = props
  const panel = useOwnId()
  const chosen = () => tabs.find((tab) => tab === view.value.options[option]) ?? tabs[0]
  const top = useResource<StatsAnswer>(() =>
    reportQuestion('stats', {
      ...askedOf(chosen(), metric),
      ...{ dimensions: [chosen()], limit: rows, gone: 0 },
      ...(byChange.value && { order_by: [[`change:${metric}`, 'desc']] as const }),
    }),
  )
  const dimension = chosen()
  const whole = { ...askedOf(dimension, metric), dimensions: [dimension], limit: 1000 }
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
          {(answer) => (
            <>
              <TopRows answer={answer} dimension={dimension} metric={metricIn(answer, metric)} />
              {answer.meta.imported?.left_out && <ImportedNote of={answer.meta.imported} />}
            </>
          )}
        </Answered>
      </div>
      <AllRows answer={top.data.value} dimension={dimension} metric={metric} shown={rows} />
    </Card>
  )
}

interface TopRowsProps {
  answer: StatsAnswer
  dimension: Dimension
  metric: ListedMetric
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
  const share = shareOf(dimension, metric)
  return (
    <BarList
      {...{ nameHead, valueHead, rows }}
      {...(share && { share })}
      movedHead={isCompared ? words.value.compare.change : undefined}
    />
  )
}

function barRows(listed: readonly Listed[], { answer, dimension, metric }: TopRowsProps): BarRow[] {
  const greatest = greatestOf(listed, metric)
  return listed.map((one) => {
    const value = one.row[dimension] ?? null
    const count = numberOf(one.row, metric) ?? 0
    const name = rowName(dimension, tellingRow(one), language.value, words.value)
    const share = secondOf(one, answer, metric)
    return {
      key: JSON.stringify(value),
      name,
      fill: fillOf(count, greatest),
      value: brief(METRIC_UNITS[metric], count, locale.value),
      ...(share !== undefined && { share }),
      moved: <RowMoved listed={one} metric={metric} />,
      kind: one.gone ? 'gone' : one.apart ? 'apart' : undefined,
      chooseLabel: words.value.filters.by(wholeName(dimension, value, language.value, words.value)),
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
