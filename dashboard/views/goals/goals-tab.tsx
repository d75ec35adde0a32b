import { Route, Target } from 'lucide-preact'
import type { Metric } from '../../../collector/vocabulary.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import { Explained } from '../../blocks/tables/explained.tsx'
import { type GoalTotals, goalRecords, goalsQuestion } from '../../blocks/tables/goals-card.tsx'
import { MetricValue } from '../../blocks/tables/rate.tsx'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { count, full } from '../../format.ts'
import { mayChange } from '../../models/sites.ts'
import { metricOf, numberOf, type Unconverted } from '../../models/stats.ts'
import { type Goal, goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, commonRequest, linkTo, locale, shownRange, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { GoalView } from './goal-view.tsx'

const OUTCOMES: readonly Metric[] = [
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
  'refunds',
  'visitors',
]
const MOST_GOALS = 50

/** Every goal with what it brought, or the one that the address names. */
export function GoalsTab() {
  const { goal: named } = view.value.options
  const goal = guest ? undefined : goals.data.value?.find(({ id }) => id === named)
  return goal ? <GoalView key={goal.id} goal={goal} /> : <AllGoals />
}

function AllGoals() {
  const text = words.value.events
  const answered = useResource(() => goalsQuestion(OUTCOMES, MOST_GOALS))
  return (
    <Card
      title={text.goals}
      flush
      tools={
        <>
          {mayChange.value && (
            <a class="button" data-kind="ghost" data-size="small" href={linkTo('settings/goals')}>
              {text.addGoal}
            </a>
          )}
          <TableButton name="goals" rows={goalRecords(answered.data.value ?? [])} />
        </>
      }
    >
      <Answered
        of={answered}
        after={goals}
        meanwhile={<TableRoom rows={goals.data.value?.length ?? 0} />}
      >
        {(found) =>
          found.length === 0 ? (
            <NoGoals />
          ) : (
            <>
              <GoalTable found={found} />
              <MoneyNote found={found} />
            </>
          )
        }
      </Answered>
    </Card>
  )
}

function NoGoals() {
  const text = words.value.events
  return (
    <EmptyState
      icon={<Target size={22} aria-hidden="true" />}
      title={text.noGoals}
      hint={text.noGoalsHint}
    />
  )
}

function reached({ totals }: GoalTotals): number {
  return numberOf(totals, 'conversions') ?? 0
}

function GoalTable({ found }: { found: readonly GoalTotals[] }) {
  const { events, metrics: names } = words.value
  const column = (metric: Metric) => ({
    key: metric,
    head: names[metric].name,
    align: 'end' as const,
    explain: <Explained metric={metric} request={{ ...commonRequest.value, metrics: [metric] }} />,
    cell: ({ totals }: GoalTotals) =>
      metric === 'conversions' ? (
        <Conversions totals={totals} />
      ) : (
        <MetricValue row={totals} metric={metric} value={metricOf(totals, metric)} />
      ),
  })
  return (
    <DataTable
      caption={events.goals}
      rows={found.toSorted((a, b) => reached(b) - reached(a))}
      rowKey={({ goal }) => goal.id}
      columns={[
        {
          key: 'goal',
          head: words.value.acquisition.goal,
          cell: ({ goal }) => <GoalName goal={goal} />,
        },
        column('conversions'),
        column('converted_visitors'),
        column('conversion_rate'),
        column('revenue'),
      ]}
    />
  )
}

/** How often it was reached, and how often its money went back. */
function Conversions({ totals }: Pick<GoalTotals, 'totals'>) {
  const refunds = numberOf(totals, 'refunds') ?? 0
  return (
    <>
      {refunds > 0 && (
        <small class="beside">
          {words.value.metricNotes.refunded(count(refunds, locale.value))}
        </small>
      )}
      {full('count', numberOf(totals, 'conversions'), locale.value)}
    </>
  )
}

function MoneyNote({ found }: { found: readonly GoalTotals[] }) {
  const amounts = unconvertedOf(found)
  if (amounts.length === 0) return null
  return (
    <p class="drill-note foot-note">
      <NotConverted of={amounts} since={shownRange.value?.from} />
    </p>
  )
}

/** The money of all goals that has no rate, each amount once: goals may share their events. */
function unconvertedOf(found: readonly GoalTotals[]): Unconverted {
  const most = new Map<string, Unconverted[number]>()
  for (const amount of found.flatMap(({ unconverted }) => unconverted)) {
    const known = most.get(amount.currency)
    if (!known || Math.abs(amount.amount) > Math.abs(known.amount))
      most.set(amount.currency, amount)
  }
  return [...most.values()]
}

/** Filters by the people who reached the goal; beside it the way to its own view. */
function GoalName({ goal: { id, name } }: { goal: Goal }) {
  const { filters, goalFunnels } = words.value
  const toGoal = goalFunnels.toGoal(name)
  return (
    <div class="row-name">
      <button
        type="button"
        title={filters.by(`${filters.deeds.has_done.goal} ${name}`)}
        onClick={() => addCondition(['has_done', 'goal', [name]])}
      >
        {name}
      </button>
      {!guest && (
        <a
          class="row-way"
          href={linkTo('goals', { options: { goal: id } })}
          aria-label={toGoal}
          title={toGoal}
        >
          <Route size={14} aria-hidden="true" />
        </a>
      )}
    </div>
  )
}
