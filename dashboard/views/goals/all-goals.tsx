import type { Metric } from '../../../collector/vocabulary.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { TableButton } from '../../blocks/downloads/table-button.tsx'
import {
  type GoalAnswer,
  goalsQuestion,
  goalsTable,
  sidesIn,
} from '../../blocks/tables/goals-card.tsx'
import { NoGoals } from '../../blocks/tables/no-goals.tsx'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { TargetCard } from '../../blocks/targets/target-card.tsx'
import { besideRequest } from '../../models/other-visits.ts'
import { bucketsFor } from '../../models/period.ts'
import { mayChange } from '../../models/sites.ts'
import { numberOf, type Unconverted } from '../../models/stats.ts'
import { isAimed } from '../../models/target.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, shownDays, shownRange } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { TableRoom } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'
import { goalColumns } from './goal-columns.tsx'
import { OF_GOALS } from './goal-metrics.ts'

const OUTCOMES: readonly Metric[] = [...OF_GOALS, 'refunds', 'visitors']
const MOST_GOALS = 50
/** Each is two reports and a chart; those of further goals stand with their goals. */
const MOST_TARGETS = 6

/** Every goal: how its target stands, and what it brought in the period, beside the one before. */
export function AllGoals() {
  const text = words.value.events
  const answered = useResource(() => {
    const bucket = bucketsFor(shownDays.value)[0]
    const request = { ...besideRequest.value, metrics: OUTCOMES }
    return goalsQuestion({ ...request, dimensions: [`time:${bucket}`] }, MOST_GOALS)
  })
  const aimed = (goals.data.value ?? []).filter(isAimed)
  return (
    <div class="stack">
      {aimed.length > 0 && (
        <div class={aimed.length > 1 ? 'columns' : undefined}>
          {aimed.slice(0, MOST_TARGETS).map((goal) => (
            <TargetCard key={goal.id} goal={goal} />
          ))}
        </div>
      )}
      <Card
        title={text.goals}
        flush
        tools={
          <>
            {mayChange.value && goals.data.value?.length !== 0 && (
              <a class="button" data-kind="ghost" data-size="small" href={linkTo('settings/goals')}>
                {text.addGoal}
              </a>
            )}
            <TableButton {...goalsTable(answered.data.value ?? [])} />
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
    </div>
  )
}

function reached({ answer }: GoalAnswer): number {
  return numberOf(answer.totals, 'conversions') ?? 0
}

function GoalTable({ found }: { found: readonly GoalAnswer[] }) {
  return (
    <DataTable
      caption={words.value.events.goals}
      rows={found.toSorted((a, b) => reached(b) - reached(a))}
      rowKey={({ goal }) => goal.id}
      columns={goalColumns(sidesIn(found))}
    />
  )
}

function MoneyNote({ found }: { found: readonly GoalAnswer[] }) {
  const amounts = unconvertedOf(found)
  if (amounts.length === 0) return null
  return (
    <p class="drill-note foot-note">
      <NotConverted of={amounts} since={shownRange.value?.from} />
    </p>
  )
}

/** The money of all goals that has no rate, each amount once: goals may share their events. */
function unconvertedOf(found: readonly GoalAnswer[]): Unconverted {
  const most = new Map<string, Unconverted[number]>()
  for (const amount of found.flatMap(({ answer }) => answer.meta.unconverted)) {
    const known = most.get(amount.currency)
    if (!known || Math.abs(amount.amount) > Math.abs(known.amount))
      most.set(amount.currency, amount)
  }
  return [...most.values()]
}
