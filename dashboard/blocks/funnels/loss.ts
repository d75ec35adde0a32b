import type { FunnelStep } from '../../../collector/settings/funnel-definition.ts'
import { count } from '../../format.ts'
import type { ReportAnswer } from '../../models/report.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { stepName } from './step-name.ts'

type Answer = ReportAnswer<'funnel'>

/** Of fewer the rate says little. */
const FEW = 30

/** Where most are lost, in words; of few people that they are few; of people who all may still come that they may. */
export function lossOf(answer: Answer, steps: readonly FunnelStep[]): string | undefined {
  const text = words.value.funnels
  const { entered, pending, biggest_drop: place } = answer
  if (entered < FEW) return text.few(count(entered, locale.value))
  if (place === null) return pending > 0 ? text.pending(count(pending, locale.value)) : undefined
  const [before, after, lost] = [steps[place - 1], steps[place], answer.steps[place]]
  if (!(before && after && lost)) return undefined
  return text.worst(stepName(before), stepName(after), count(lost.dropped, locale.value))
}
