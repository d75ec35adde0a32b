import type { Metric } from '../../../collector/vocabulary.ts'
import { full, METRIC_UNITS } from '../../format.ts'
import type { Listed } from '../../models/moved-rows.ts'
import { sides } from '../../models/other-visits.ts'
import { metricOf } from '../../models/stats.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { MetricDelta } from './metric-delta.tsx'

interface RowMovedProps {
  listed: Listed
  metric: Metric
}

/**
 * How far a row has moved, or is from that of the others; of what was not there before, and of what is gone, or of what only
 * one side has, a word says so.
 */
export function RowMoved({ listed: { row, before, gone }, metric }: RowMovedProps) {
  const text = saidOf()
  const was = metricOf(before, metric)
  if (gone) {
    // Of what it never had it has lost nothing.
    if (!was) return null
    const value = text.value(full(METRIC_UNITS[metric], was, locale.value))
    const said = words.value.compare.and(text.gone, value)
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

function saidOf() {
  const { compare, beside } = words.value
  const others = sides.value?.others
  if (others === undefined) return { gone: compare.gone, new: compare.new, value: compare.before }
  const value = (told: string) => beside.value(others, told)
  return { gone: beside.notHere, new: beside.onlyHere, value }
}
