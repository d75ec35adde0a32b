import { Target } from 'lucide-preact'
import { hasMore } from '../../blocks/answers/answered.tsx'
import { TagTrouble } from '../../blocks/tag-trouble.tsx'
import { isKnown, type Resource } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { returnWords } from '../../texts/return.ts'
import {
  type Attribution,
  levelInView,
  modelInView,
  paidQuestion,
  returnQuestion,
} from './asked.ts'
import { levelOf, paidOf } from './earned.ts'
import { EarnedCard } from './earned-card.tsx'
import { NextUnit } from './next-unit.tsx'
import { ReturnChart } from './return-chart.tsx'
import { SummaryCard } from './summary-card.tsx'
import { Ways } from './ways.tsx'

/** What each channel, source and campaign earned beside what it cost. */
export function ReturnTab() {
  const answered = useResource<Attribution>(returnQuestion)
  const paid = useResource<Attribution>(() => {
    const answer = answered.data.value
    const level = levelInView()
    // The rows still on show may be those of the question before.
    if (!answer || answered.since.value !== undefined || levelOf(answer) !== level) return undefined
    return paidQuestion(level, paidOf(answer.rows, level, modelInView()).values)
  })
  if (goals.data.value?.length === 0) return <NoGoals />
  const answer = answered.data.value
  // Until the summary is there, what follows it is not shown: so nothing is seen to move.
  const isReady = answer !== undefined && (isUnspent(answer) || isKnown(paid))
  return (
    <div class="stack">
      <SummaryCard answered={answered} paid={paid} isReady={isReady} />
      {isReady && hasMore(answered, () => false) && <Rest answered={answered} />}
    </div>
  )
}

function Rest({ answered }: { answered: Resource<Attribution> }) {
  const hasSpend = hasMore(answered, isUnspent)
  return (
    <>
      {hasSpend && <ReturnChart answered={answered} />}
      <EarnedCard answered={answered} />
      <TagTrouble />
      {hasSpend && <NextUnit answered={answered} />}
      {hasMore(answered, ({ paths }) => paths.length === 0) && <Ways answered={answered} />}
    </>
  )
}

function isUnspent({ totals }: Attribution): boolean {
  return !totals.cost
}

/** Without a success nothing can be credited with it. */
export function NoGoals() {
  const text = returnWords.value
  return (
    <Card>
      <EmptyState
        icon={<Target size={22} aria-hidden="true" />}
        title={text.noGoals}
        hint={text.noGoalsHint}
      >
        {mayChange.value && (
          <a class="button" data-kind="primary" href={linkTo('settings/goals')}>
            {text.addGoal}
          </a>
        )}
      </EmptyState>
    </Card>
  )
}
