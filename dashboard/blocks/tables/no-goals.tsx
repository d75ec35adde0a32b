import { Target } from 'lucide-preact'
import { mayChange } from '../../models/sites.ts'
import { linkTo } from '../../models/view.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { words } from '../../texts/texts.ts'

/** Where there are no goals yet, the way to the first. */
export function NoGoals() {
  const { noGoals, noGoalsHint, addGoal } = words.value.events
  return (
    <EmptyState icon={<Target size={22} aria-hidden="true" />} title={noGoals} hint={noGoalsHint}>
      {mayChange.value && (
        <a class="button" href={linkTo('settings/goals')}>
          {addGoal}
        </a>
      )}
    </EmptyState>
  )
}
