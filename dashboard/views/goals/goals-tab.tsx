import { goals } from '../../models/things.ts'
import { view } from '../../models/view.ts'
import { guest } from '../../opened-as.ts'
import { AllGoals } from './all-goals.tsx'
import { GoalView } from './goal-view.tsx'

/** Every goal with what it brought, or the one that the address names. */
export function GoalsTab() {
  const { goal: named } = view.value.options
  const goal = guest ? undefined : goals.data.value?.find(({ id }) => id === named)
  return goal ? <GoalView key={goal.id} goal={goal} /> : <AllGoals />
}
