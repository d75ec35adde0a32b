import { Target } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import { hasMore } from '../../blocks/answers/answered.tsx'
import { TagTrouble } from '../../blocks/tag-trouble.tsx'
import { paidOf } from '../../models/paid.ts'
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
import { earningsOf } from './earned.ts'
import { EarnedCard } from './earned-card.tsx'
import { NextUnit } from './next-unit.tsx'
import { ReturnChart } from './return-chart.tsx'
import { SummaryCard } from './summary-card.tsx'
import { Ways } from './ways.tsx'

/** What each channel, source and campaign earned beside what it cost. */
export function ReturnTab() {
  // Below the channel what was paid for and what was not may share a name, such as google: the whole goes by channels.
  const whole = useResource<Attribution>(() => returnQuestion('channel'))
  const below = useResource<Attribution>(() => {
    const level = levelInView()
    return level === 'channel' ? undefined : returnQuestion(level)
  })
  const wasReady = useRef(false)
  // The first time that somebody goes below the channel, its rows stay until the others come.
  const isAwaited = wasReady.current && !isKnown(below)
  const answered = levelInView() === 'channel' || isAwaited ? whole : below
  const paid = useResource<Attribution>(() => {
    const answer = whole.data.value
    // What is still on show may be the answer to the question before.
    if (!answer || whole.since.value !== undefined) return undefined
    return paidQuestion(paidOf(answer.rows, 'channel', modelInView()).values)
  })
  if (goals.data.value?.length === 0) return <NoGoals />
  const sum = whole.data.value
  // Until the summary is there, what follows it is not shown: so nothing is seen to move.
  const isReady = !!answered.data.value && !!sum && (isUnspent(sum) || isKnown(paid))
  if (isReady) wasReady.current = true
  return (
    <div class="stack">
      <SummaryCard answered={answered} whole={whole} paid={paid} isReady={isReady} />
      {isReady && hasMore(answered, () => false) && <Rest answered={answered} whole={whole} />}
    </div>
  )
}

interface RestProps {
  answered: Resource<Attribution>
  whole: Resource<Attribution>
}

function Rest({ answered, whole }: RestProps) {
  const hasSpend = hasMore(answered, isUnspent)
  const sum = whole.data.value
  const earns = sum !== undefined && earningsOf(sum).earns
  return (
    <>
      {hasSpend && earns && <ReturnChart answered={answered} whole={whole} />}
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
