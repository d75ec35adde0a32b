import type { Metric } from '../../../collector/vocabulary.ts'
import { change, changeSize, full, LESS_IS_BETTER, METRIC_UNITS } from '../../format.ts'
import { comparable, locale } from '../../models/view.ts'
import { Delta } from '../../parts/delta.tsx'
import { words } from '../../texts/texts.ts'

interface MetricDeltaProps {
  metric: Metric
  now: number | null | undefined
  before: number | null | undefined
}

/** How far a metric has moved, and from where. */
export function MetricDelta({ metric, now, before }: MetricDeltaProps) {
  const moved = change(now, before)
  if (moved === undefined || !comparable.value) return null
  const text = words.value.compare
  const size = changeSize(moved, locale.value.language)
  const said = moved > 0 ? text.up(size) : moved < 0 ? text.down(size) : text.same
  const was = text.before(full(METRIC_UNITS[metric], before, locale.value))
  return (
    <Delta
      change={moved}
      size={size}
      title={`${said}, ${was}`}
      lessIsBetter={LESS_IS_BETTER.has(metric)}
    />
  )
}
