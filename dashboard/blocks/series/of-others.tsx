import type { Metric } from '../../../collector/vocabulary.ts'
import { brief, full, METRIC_UNITS } from '../../format.ts'
import type { Sides } from '../../models/other-visits.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

interface OfOthersProps {
  /** Undefined where no other visits are compared. */
  sides: Sides | undefined
  metric: Metric
  value: number | null | undefined
}

/** The number of the other segment, at the foot of a headline number. */
export function OfOthers({ sides, metric, value }: OfOthersProps) {
  if (!sides) return null
  const unit = METRIC_UNITS[metric]
  const { value: said } = words.value.beside
  return (
    <span class="key" data-others title={said(sides.others, full(unit, value, locale.value))}>
      <span class="unseen">{sides.others}</span>
      {brief(unit, value, locale.value)}
    </span>
  )
}
