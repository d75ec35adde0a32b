import type { Condition } from '../settings/alert-definition.ts'

/** How an alert stands. */
export interface Standing {
  condition: Condition
  /** What people were told last. */
  told: Condition
  /** Begin of the first interval of the breach, epoch ms; null while there is none. */
  since: number | null
  /** End of the latest interval that was judged. */
  judged_to: number
}

export const FRESH: Standing = { condition: 'ok', told: 'ok', since: null, judged_to: 0 }

export type Happening = 'fired' | 'recovered' | 'broken'

/** What an interval has shown: `null` where nothing can be said of it. */
interface Shown {
  from: number
  to: number
  breached: boolean | null
}

interface Step {
  standing: Standing
  happened?: Happening
}

/**
 * The next interval. A breach fires once, however long it lasts, and is over with the first interval that is none:
 *
 *     breached   –    yes     yes    ?      yes    no          yes
 *     happened        fired                        recovered   fired
 *
 * An interval that was judged before changes nothing.
 */
export function judged(standing: Standing, { from, to, breached }: Shown): Step {
  if (to <= standing.judged_to) return { standing }
  const next = { ...standing, judged_to: to }
  // What was broken and can be judged again starts anew.
  const before = standing.condition === 'broken' ? 'ok' : standing.condition
  if (breached === null) return { standing: { ...next, condition: before } }
  if (breached === (before === 'breached')) return { standing: { ...next, condition: before } }
  return breached
    ? { standing: { ...next, condition: 'breached', since: from }, happened: 'fired' }
    : { standing: { ...next, condition: 'ok', since: null }, happened: 'recovered' }
}

/** It cannot be judged any more. */
export function broken(standing: Standing): Step {
  if (standing.condition === 'broken') return { standing }
  return { standing: { ...standing, condition: 'broken', since: null }, happened: 'broken' }
}

interface Telling {
  /** It is one of the alert's quiet hours. */
  quiet: boolean
  /** Whether it is told that it is over. */
  recovered: boolean
}

/**
 * What people are to be told now. In quiet hours nothing; at their end how it stands, once, if that is not what they know:
 *
 *     happened    fired  │ recovered   fired   │  fired  │ recovered │
 *     quiet              └──────────── nothing ┘         └───────────┘
 *     told        fired                                     recovered at the end
 */
export function telling(
  standing: Standing,
  { quiet, recovered }: Telling,
): { standing: Standing; tell?: Happening } {
  const { condition, told } = standing
  if (condition === told) return { standing }
  const known = { ...standing, told: condition }
  if (condition === 'ok') {
    const isTold = recovered && told === 'breached'
    if (!isTold) return { standing: known }
    return quiet ? { standing } : { standing: known, tell: 'recovered' }
  }
  if (quiet) return { standing }
  return { standing: known, tell: condition === 'breached' ? 'fired' : 'broken' }
}
