import type { Metric } from '../../../collector/vocabulary.ts'
import { full, METRIC_UNITS } from '../../format.ts'
import type { Listed } from '../../models/moved-rows.ts'
import { metricOf } from '../../models/stats.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { MetricDelta } from './metric-delta.tsx'

interface RowMovedProps {
  listed: Listed
  metric: Metric
}

/** How far a row has moved; of what was not there before, and of what is gone, a word says so. */
export function RowMoved({ listed: { row, before, gone }, metric }: RowMovedProps) {
  const text = words.value.compare
  const was = metricOf(before, metric)
  if (gone) {
    const said = text.and(text.gone, text.before(full(METRIC_UNITS[metric], was, locale.value)))
    return (
      <span class="delta" title={said}>
        <span aria-hidden="true">{text.gone}</span>
        <span class="unseen">{said}</span>
      </span>
    )
  }
  if (!before) return null
  if (was === 0 && (metricOf(row, metric) ?? 0) > 0) return <span class="delta">{text.new}</span>
  return <MetricDelta metric={metric} now={metricOf(row, metric)} before={was} />
}
