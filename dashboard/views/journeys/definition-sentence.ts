import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { funnelInView } from '../../models/funnel.ts'
import { draftOf } from '../../models/funnel-steps.ts'
import { spelled } from '../../names.ts'
import { words } from '../../texts/texts.ts'

/** What is counted, read back: `People who saw /pricing, then did Buy, within 7 days.` */
export function definitionSentence(steps: readonly FunnelStep[]): string {
  const { building } = words.value
  const { window = '7d', order = 'ordered', by = 'person', exclude = [] } = funnelInView.value ?? {}
  const ways = steps.map((step, place) => {
    const before = exclude.filter(({ after }) => after === place - 1).map(named)
    return before.length === 0 ? named(step) : building.without(named(step), before)
  })
  const rest = [
    building.within(windowName(window)),
    building.byOrder[order],
    building.byUnit[by],
  ].join('')
  return building.definition(ways.join(building.join[order]), rest)
}

/** `saw /pricing`. */
function named(step: FunnelStep): string {
  return `${words.value.funnels.kinds[draftOf(step).kind]} ${stepName(step)}`
}

/** How long it is, in words; one that a program has chosen as it is. */
export function windowName(window: string): string {
  return spelled(words.value.funnels.windows, window)
}
