import { Target } from 'lucide-preact'
import { FunnelCard } from '../../blocks/funnels/funnel-card.tsx'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { TargetCard } from '../../blocks/targets/target-card.tsx'
import { definitionOf, endingIn } from '../../models/funnel.ts'
import { isKnown } from '../../models/resource.ts'
import { mayChange } from '../../models/sites.ts'
import { isAimed } from '../../models/target.ts'
import { funnels, type Goal } from '../../models/things.ts'
import { linkTo } from '../../models/view.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { targetWords } from '../../texts/targets.ts'
import { words } from '../../texts/texts.ts'
import { GoalFigures } from './goal-figures.tsx'
import { metricsOf } from './goal-metrics.ts'
import { StepsBefore } from './steps-before.tsx'

/** Each is a report of its own. */
const MOST = 6

const LEVELS: readonly [Level, ...Level[]] = [
  { dimension: 'channel', next: 'source' },
  { dimension: 'source', next: 'campaign' },
  { dimension: 'campaign', next: 'content' },
  { dimension: 'content' },
]

/** One goal: how its target stands, what it brought, by which source, the funnels that end in it, and what people did just before. */
export function GoalView({ goal }: { goal: Goal }) {
  const text = words.value.goalFunnels
  const ending = endingIn(goal, funnels.data.value ?? [])
  return (
    <div class="stack">
      <div class="goal-head">
        <BackLink to={linkTo('goals', { options: { goal: '' } })}>{text.all}</BackLink>
        <h2>{goal.name}</h2>
        {mayChange.value && (
          <a class="button" data-kind="ghost" data-size="small" href={linkTo('settings/goals')}>
            <Target size={14} aria-hidden="true" />
            {goal.target ? targetWords.value.change : targetWords.value.set}
          </a>
        )}
      </div>
      {isAimed(goal) && <TargetCard goal={goal} />}
      <GoalFigures goal={goal} />
      <Breakdown
        title={targetWords.value.bySource}
        levels={LEVELS}
        metrics={() => metricsOf(goal)}
      />
      {isKnown(funnels) && (
        <section class="columns" aria-label={text.toGoal(goal.name)}>
          <StepsBefore goal={goal} isSuggested={ending.length === 0} />
          {ending.slice(0, MOST).map((funnel) => (
            <FunnelCard
              key={JSON.stringify(funnel)}
              name={funnel.name}
              definition={definitionOf(funnel)}
              to={linkTo('journeys', { options: { funnel: funnel.id } })}
            />
          ))}
        </section>
      )}
    </div>
  )
}
