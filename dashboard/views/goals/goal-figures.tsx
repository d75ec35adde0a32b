import type { Metric as MetricName } from '../../../collector/vocabulary.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { Explained } from '../../blocks/tables/explained.tsx'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { MetricValue } from '../../blocks/tables/rate.tsx'
import { incomparable } from '../../models/comparison.ts'
import { reportQuestion } from '../../models/report.ts'
import { metricOf, type StatsAnswer } from '../../models/stats.ts'
import type { Goal } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { commonRequest } from '../../models/view.ts'
import { Metric } from '../../parts/metric.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

const SHOWN: readonly MetricName[] = [
  'conversions',
  'converted_visitors',
  'conversion_rate',
  'revenue',
]
/** What the rate is of. */
const ASKED: readonly MetricName[] = [...SHOWN, 'visitors']

/** What a goal brought in the period. */
export function GoalFigures({ goal }: { goal: Goal }) {
  const answered = useResource<StatsAnswer>(() =>
    reportQuestion('stats', { ...commonRequest.value, metrics: ASKED, goal: goal.id }),
  )
  return (
    <section class="card" aria-label={goal.name}>
      <Answered of={answered} meanwhile={<Room />}>
        {(answer) => (
          <div class="metrics">
            {SHOWN.map((metric) => (
              <Figure key={metric} metric={metric} answer={answer} goal={goal} />
            ))}
          </div>
        )}
      </Answered>
    </section>
  )
}

/** The same boxes before anything is known. */
function Room() {
  return (
    <div class="metrics" aria-hidden="true">
      {SHOWN.map((metric) => (
        <Metric
          key={metric}
          name=" "
          value={<Skeleton width="4.5rem" height="1.6rem" />}
          spark={<Skeleton width="4.5rem" height="1rem" />}
        />
      ))}
    </div>
  )
}

interface FigureProps {
  metric: MetricName
  answer: StatsAnswer
  goal: Goal
}

function Figure({ metric, answer, goal }: FigureProps) {
  const { totals, compared } = answer
  const before = incomparable(answer) ? undefined : metricOf(compared?.totals, metric)
  const request = { ...commonRequest.value, metrics: [metric], goal: goal.id }
  const now = metricOf(totals, metric)
  return (
    <Metric
      name={words.value.metrics[metric].name}
      value={<MetricValue row={totals} metric={metric} value={now} />}
      explain={<Explained metric={metric} request={request} goal={goal.id} />}
      delta={<MetricDelta metric={metric} now={now} before={before} />}
    />
  )
}
