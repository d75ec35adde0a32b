import { ArrowLeft } from 'lucide-preact'
import { FunnelCard } from '../../blocks/funnels/funnel-card.tsx'
import { definitionOf, endingIn } from '../../models/funnel.ts'
import { isKnown } from '../../models/resource.ts'
import { funnels, type Goal } from '../../models/things.ts'
import { linkTo } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { GoalFigures } from './goal-figures.tsx'
import { StepsBefore } from './steps-before.tsx'

/** Each is a report of its own. */
const MOST = 6

/** One goal: what it brought, the funnels that end in it, and what people did just before. */
export function GoalView({ goal }: { goal: Goal }) {
  const text = words.value.goalFunnels
  const ending = endingIn(goal, funnels.data.value ?? [])
  return (
    <div class="stack">
      <div class="goal-head">
        <a class="button" data-kind="ghost" data-size="small" href={linkTo('goals')}>
          <ArrowLeft size={14} aria-hidden="true" />
          {text.all}
        </a>
        <h2>{goal.name}</h2>
      </div>
      <GoalFigures goal={goal} />
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
