import type { Metric } from '../../../collector/vocabulary.ts'
import {
  change,
  changeSize,
  difference,
  full,
  LESS_IS_BETTER,
  METRIC_UNITS,
  pointsSize,
} from '../../format.ts'
import { locale } from '../../models/view.ts'
import { Delta } from '../../parts/delta.tsx'
import { words } from '../../texts/texts.ts'

interface MetricDeltaProps {
  metric: Metric
  now: number | null | undefined
  /** Undefined where nothing is compared. */
  before: number | null | undefined
}

/** How far a metric has moved, and from where: shares in points, all else by its part. */
export function MetricDelta({ metric, now, before }: MetricDeltaProps) {
  const unit = METRIC_UNITS[metric]
  const moved = movedBy(metric, now, before)
  if (!moved) return null
  const text = words.value.compare
  const said = moved.change > 0 ? text.up(moved.told) : text.down(moved.told)
  const was = text.before(full(unit, before, locale.value))
  return (
    <Delta
      change={moved.change}
      size={moved.size}
      title={text.and(isStill(moved.change) ? text.same : said, was)}
      lessIsBetter={LESS_IS_BETTER.has(metric)}
    />
  )
}

interface Moved {
  change: number
  size: string
  /** With what the size leaves out. */
  told: string
}

/** Too little to be seen: less than 0.05 % or points. */
function isStill(moved: number): boolean {
  return Math.abs(moved) < 0.0005
}

function movedBy(
  metric: Metric,
  now: number | null | undefined,
  before: number | null | undefined,
): Moved | undefined {
  const { language } = locale.value
  const relative = change(now, before)
  if (METRIC_UNITS[metric] !== 'rate') {
    const size = relative === undefined ? '' : changeSize(relative, language)
    return relative === undefined ? undefined : { change: relative, size, told: size }
  }
  const points = difference(now, before)
  if (points === undefined) return undefined
  const text = words.value.compare
  const size = text.points(pointsSize(points, language))
  const told = relative === undefined ? size : text.also(size, changeSize(relative, language))
  return { change: points, size, told }
}
