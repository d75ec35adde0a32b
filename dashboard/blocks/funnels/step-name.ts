import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { valueName } from '../../names.ts'
import { language, words } from '../../texts/texts.ts'

/** A step in the reader's words. */
export function stepName(step: FunnelStep): string {
  const { label, event, page, goal } = step
  if (label !== undefined) return label
  if (page === '*') return words.value.funnels.anyPage
  if (event !== undefined) return valueName('event', event, language.value, words.value)
  return page ?? goal ?? ''
}
