import { computed } from '@preact/signals'
import { mainGoal } from './sites.ts'
import { type Goal, goals } from './things.ts'
import { view } from './view.ts'

/** What the address says where a site with a main goal is to be shown with all. */
export const ALL_GOALS = 'all'

/** The id of the goal that conversions and money are of: the address's, else the site's main one; undefined for all. */
export const goalInView = computed((): string | undefined => {
  const asked = view.value.options.goal ?? mainGoal.value
  if (asked === ALL_GOALS) return undefined
  const known = goals.data.value
  // One that was removed is asked for by old addresses only; before it is known which there are, it is taken as said.
  return known === undefined || known.some(({ id }) => id === asked) ? asked : undefined
})

/** The same by what it is called, once the goals are known. */
export const goalNamed = computed((): Goal | undefined =>
  goals.data.value?.find(({ id }) => id === goalInView.value),
)
