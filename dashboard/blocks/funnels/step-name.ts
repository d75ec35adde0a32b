import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { valueName, wholeName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

/** A step in the reader's words. */
export function stepName(step: FunnelStep, spell = valueName): string {
  const { label, event, page, goal } = step
  if (label !== undefined) return label
  if (page === '*') return words.value.funnels.anyPage
  if (event !== undefined) return spell('event', event, language.value, words.value)
  return page ?? goal ?? ''
}

/** With the name by which its event is sent. */
export function wholeStepName(step: FunnelStep): string {
  return stepName(step, wholeName)
}
