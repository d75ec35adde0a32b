import type { Metric } from '../../../collector/vocabulary.ts'
import { brief, full } from '../../format.ts'
import { incomparable } from '../../models/comparison.ts'
import { besideRequest, type Sides, sidesOf } from '../../models/other-visits.ts'
import { type ReportRequest, reportQuestion } from '../../models/report.ts'
import type { Question } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { metricOf, numberOf, type StatsAnswer } from '../../models/stats.ts'
import { type Goal, goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { addCondition, linkTo, locale } from '../../models/view.ts'
import { BarList } from '../../parts/bar-list.tsx'
import { Card } from '../../parts/card.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { Answered } from '../answers/answered.tsx'
import { TableButton } from '../downloads/table-button.tsx'
import { headsOfSides } from './heads-of-sides.ts'
import { MetricDelta } from './metric-delta.tsx'
import { NoGoals } from './no-goals.tsx'

const MOST = 9
/** No more than the card shows: every metric of a goal is a look through its events. */
const SHOWN: readonly Metric[] = ['conversions', 'conversion_rate']

export interface GoalAnswer {
  goal: Goal
  answer: StatsAnswer
}

/** A report of every goal, asked goal by goal: a report is about one goal or about all together. */
export function goalsQuestion(
  request: Pick<ReportRequest<'stats'>, 'period' | 'filters' | 'metrics'> &
    Partial<ReportRequest<'stats'>>,
  most: number,
): Question<GoalAnswer[]> | undefined {
  const known = goals.data.value?.slice(0, most)
  const questions = known?.map((goal) => ({
    goal,
    question: reportQuestion('stats', { ...request, goal: goal.id }),
  }))
  if (!questions) return undefined
  return {
    key: questions.map(({ question }) => question?.key).join('\n'),
    fetch: (signal) =>
      Promise.all(
        questions.flatMap(({ goal, question }) =>
          question ? [question.fetch(signal).then((answer) => ({ goal, answer }))] : [],
        ),
      ),
  }
}

/** Goals and how often they were reached. */
export function GoalsCard() {
  const { events } = words.value
  const answered = useResource(() =>
    goalsQuestion({ ...besideRequest.value, metrics: SHOWN }, MOST),
  )
  return (
    <Card
      title={events.goals}
      tools={<TableButton {...goalsTable(answered.data.value ?? [])} small />}
    >
      <div class="list-body">
        <Answered of={answered} after={goals} meanwhile={<SkeletonRows rows={4} />}>
          {(found) => (found.length === 0 ? <NoGoals /> : <Bars found={found} />)}
        </Answered>
      </div>
      <p class="list-foot">
        <AllGoals />
      </p>
    </Card>
  )
}

function Bars({ found }: { found: readonly GoalAnswer[] }) {
  const { acquisition, metrics, metricNotes, compare } = words.value
  const sides = sidesIn(found)
  const shared = { nameHead: acquisition.goal, rows: goalRows(found, sides) }
  if (sides) return <BarList {...shared} {...headsOfSides(sides, metrics.conversions.name)} />
  return (
    <BarList
      {...shared}
      valueHead={metrics.conversions.name}
      share={{ head: metricNotes.rate }}
      movedHead={found.some(isComparable) ? compare.change : undefined}
    />
  )
}

/** What both sides are called, where the answers are of two segments. */
export function sidesIn(found: readonly GoalAnswer[]): Sides | undefined {
  return found[0] && sidesOf(found[0].answer)
}

/** To those that have no room here, or to another one; where there is none the card says so itself. */
function AllGoals() {
  const all = goals.data.value?.length ?? 0
  if (all > MOST) {
    return (
      <a class="link" href={linkTo('goals', { options: { goal: '' } })}>
        {words.value.overview.all(full('count', all, locale.value))}
      </a>
    )
  }
  if (all === 0 || !mayChange.value) return null
  return (
    <a class="link" href={linkTo('settings/goals')}>
      {words.value.events.addGoal}
    </a>
  )
}

function isComparable({ answer }: GoalAnswer): boolean {
  return incomparable(answer) === undefined
}

/** The goals as a file: with the metrics that were asked, of two segments those of both. */
export function goalsTable(found: readonly GoalAnswer[]) {
  const sides = sidesIn(found)
  const others = (answer: StatsAnswer) =>
    Object.entries(answer.compared?.totals ?? {}).map(([name, value]) => [
      `${name}_compared`,
      value,
    ])
  const rows = found.map(({ goal, answer }) => ({
    goal: goal.name,
    ...answer.totals,
    ...(sides && Object.fromEntries(others(answer))),
  }))
  return { name: 'goals', rows, sides }
}

function goalRows(found: readonly GoalAnswer[], sides: Sides | undefined) {
  const count = (entry: GoalAnswer) => numberOf(entry.answer.totals, 'conversions') ?? 0
  const most = Math.max(1, ...found.map(count))
  return found
    .toSorted((a, b) => count(b) - count(a))
    .map((entry) => ({
      key: entry.goal.id,
      name: entry.goal.name,
      fill: count(entry) / most,
      value: brief('count', count(entry), locale.value),
      moved: isComparable(entry) && (
        <MetricDelta
          metric="conversions"
          now={count(entry)}
          before={numberOf(entry.answer.compared?.totals, 'conversions')}
        />
      ),
      share: sides
        ? brief('count', numberOf(entry.answer.compared?.totals, 'conversions'), locale.value)
        : brief('rate', metricOf(entry.answer.totals, 'conversion_rate'), locale.value),
      chooseLabel: words.value.filters.by(
        `${words.value.filters.deeds.has_done.goal} ${entry.goal.name}`,
      ),
      onChoose: () => addCondition(['has_done', 'goal', [entry.goal.name]]),
    }))
}
