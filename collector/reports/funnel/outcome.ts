import type { FunnelDefinition } from '../../settings/funnel-definition.ts'
import { outcomeInAnyOrder } from './any-order.ts'
import { chosenChain } from './chosen-chain.ts'
import { Levels } from './levels.ts'
import { isStep, type Moments, NOWHERE, type Outcome, type Rules } from './rules.ts'

/** What a unit's moments come to. */
type Fold = (moments: Moments) => Outcome

function foldOf(rules: Rules): Fold {
  if (rules.order === 'any') return (moments) => outcomeInAnyOrder(rules, moments)
  const levels = new Levels(rules)
  return (moments) => {
    const level = levels.of(moments)
    if (level === 0) return NOWHERE
    const chain = chosenChain(rules, moments, level)
    const pending = level < rules.steps && levels.mayGetOn()
    return { level, chain, first: chain[0] ?? 0, pending }
  }
}

/**
 * Where a person's attempts begin and end: each at an event of the first step. What stands before the first of them in
 * its very instant may have come after it, and no other attempt has a use for it.
 */
function cutsOf(moments: Moments): number[] {
  const begins = [...moments.keys()].filter((place) => isStep(moments[place]?.marks ?? 0, 0))
  const [first, ...rest] = begins
  if (first === undefined) return [moments.length]
  const { at } = moments[first] ?? {}
  return [moments.findIndex((moment) => moment.at === at), ...rest, moments.length]
}

function ofAttempts(fold: Fold): (moments: Moments) => Outcome[] {
  return (moments) => {
    const cuts = cutsOf(moments)
    return cuts.slice(0, -1).map((begin, i) => {
      const { level, chain, first, pending } = fold(moments.slice(begin, cuts[i + 1]))
      // One that begins after the period is none.
      if (level === 0) return NOWHERE
      const isCut = i < cuts.length - 2
      const places = chain.map((place) => place + begin)
      return { level, chain: places, first: first + begin, pending: pending && !isCut }
    })
  }
}

/** What the history of a person or a visit comes to: one outcome, or one for each attempt of the person. */
export function outcomesOf(
  rules: Rules,
  by: FunnelDefinition['by'],
): (moments: Moments) => Outcome[] {
  const fold = foldOf(rules)
  return by === 'attempt' ? ofAttempts(fold) : (moments) => [fold(moments)]
}
