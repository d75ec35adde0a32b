import { Route } from 'lucide-preact'
import type { Metric } from '../../../collector/vocabulary.ts'
import { seriesValues } from '../../blocks/series/series.ts'
import { columnsOfSides } from '../../blocks/tables/columns-of-sides.tsx'
import { Explained } from '../../blocks/tables/explained.tsx'
import type { GoalAnswer } from '../../blocks/tables/goals-card.tsx'
import { LeadMenu } from '../../blocks/tables/lead-menu.tsx'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { MetricValue } from '../../blocks/tables/rate.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { count } from '../../format.ts'
import { begunRows, bucketOf } from '../../models/buckets.ts'
import { incomparable } from '../../models/comparison.ts'
import { withCondition } from '../../models/filters.ts'
import { stepsFrom } from '../../models/lead-steps.ts'
import { besideRequest, type Sides } from '../../models/other-visits.ts'
import { metricOf, numberOf, type StatsAnswer } from '../../models/stats.ts'
import type { Goal } from '../../models/things.ts'
import { addCondition, linkTo, locale, now, today, view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import type { Column } from '../../parts/data-table.tsx'
import { words } from '../../texts/texts.ts'
import { OF_GOALS } from './goal-metrics.ts'

/** Those whose change stands beside them: how much, how often and what for. */
const MOVED: ReadonlySet<Metric> = new Set(['conversions', 'conversion_rate', 'revenue'])

/** A goal's name, what it brought with its change, and its course; of two segments what it brought in both. */
export function goalColumns(sides: Sides | undefined): Column<GoalAnswer>[] {
  const { acquisition } = words.value
  const name: Column<GoalAnswer> = {
    key: 'goal',
    head: acquisition.goal,
    cell: ({ goal }) => <GoalName goal={goal} />,
  }
  if (sides) return [name, ...BESIDE.flatMap((metric) => sideColumns(metric, sides))]
  return [
    name,
    ...OF_GOALS.map(metricColumn),
    { key: 'trend', head: acquisition.trend, cell: (found) => <Course found={found} /> },
  ]
}

/** Each takes three columns. */
const BESIDE: readonly Metric[] = ['conversions', 'conversion_rate', 'revenue']

function sideColumns(metric: Metric, sides: Sides): Column<GoalAnswer>[] {
  return columnsOfSides<GoalAnswer>(metric, {
    sides,
    own: ({ answer }) => answer.totals,
    others: ({ answer }) => answer.compared?.totals,
    apart: ({ answer }) => <Moved metric={metric} answer={answer} />,
    explain: explained(metric),
  })
}

function explained(metric: Metric) {
  return <Explained metric={metric} request={{ ...besideRequest.value, metrics: [metric] }} />
}

function Moved({ metric, answer }: { metric: Metric; answer: StatsAnswer }) {
  return (
    <MetricDelta
      metric={metric}
      now={metricOf(answer.totals, metric)}
      before={metricOf(answer.compared?.totals, metric)}
    />
  )
}

function metricColumn(metric: Metric): Column<GoalAnswer> {
  return {
    key: metric,
    head: words.value.metrics[metric].name,
    align: 'end',
    explain: explained(metric),
    cell: ({ answer }) => (
      <span class="with-delta">
        {metric === 'conversions' && <Refunded of={numberOf(answer.totals, 'refunds') ?? 0} />}
        {MOVED.has(metric) && !incomparable(answer) && (
          <span class="move">
            <Moved metric={metric} answer={answer} />
          </span>
        )}
        <MetricValue row={answer.totals} metric={metric} value={metricOf(answer.totals, metric)} />
      </span>
    ),
  }
}

/** How often its money went back. */
function Refunded({ of }: { of: number }) {
  if (of === 0) return null
  return <small class="beside">{words.value.metricNotes.refunded(count(of, locale.value))}</small>
}

function Course({ found: { answer } }: { found: GoalAnswer }) {
  const bucket = bucketOf(answer) ?? 'day'
  const begun = begunRows(answer.rows, bucket, { now: now.value, today: today.value }).length
  const values = seriesValues({ metric: 'conversions', answer, bucket }, begun)
  return <Sparkline values={values.slice(0, begun)} open={Number(answer.meta.partial)} />
}

/** Filters by the people who reached the goal; beside it the way to its own view. */
function GoalName({ goal: { id, name } }: { goal: Goal }) {
  const { filters, goalFunnels, rowMenu } = words.value
  const shown = view.value.filters
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
      <LeadMenu
        name={name}
        among={{
          filters: withCondition(shown, ['has_done', 'goal', [name]]),
          said: rowMenu.filter,
        }}
        without={withCondition(shown, ['has_not_done', 'goal', [name]])}
        funnel={{ steps: stepsFrom({ goal: name }), said: rowMenu.step }}
      />
    </div>
  )
}
