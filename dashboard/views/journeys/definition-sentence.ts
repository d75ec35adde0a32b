import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { stepName } from '../../blocks/funnels/step-name.ts'
import { draftOf, funnelInView } from '../../models/funnel.ts'
import { spelled } from '../../names.ts'
import { words } from '../../texts/texts.ts'

/** What is counted, read back: `People who saw /pricing, then did Buy, within 7 days.` */
export function definitionSentence(steps: readonly FunnelStep[]): string {
  const { building, funnels } = words.value
  const { window = '7d', order = 'ordered', by = 'person' } = funnelInView.value ?? {}
  const ways = steps.map((step) => `${funnels.kinds[draftOf(step).kind]} ${stepName(step)}`)
  const rest = [
    building.within(windowName(window)),
    building.byOrder[order],
    building.byUnit[by],
  ].join('')
  return building.definition(ways.join(building.join[order]), rest)
}

/** How long it is, in words; one that a program has chosen as it is. */
export function windowName(window: string): string {
  return spelled(words.value.funnels.windows, window)
}
