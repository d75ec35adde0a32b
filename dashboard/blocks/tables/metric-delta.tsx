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
import { sides } from '../../models/other-visits.ts'
import { locale } from '../../models/view.ts'
import { Delta } from '../../parts/delta.tsx'
import { words } from '../../texts/texts.ts'

interface MetricDeltaProps {
  metric: Metric
  now: number | null | undefined
  /** Undefined where nothing is compared. */
  before: number | null | undefined
}

/** How far a metric has moved and from where, or how far it is from that of the others: shares in points, all else by its part. */
export function MetricDelta({ metric, now, before }: MetricDeltaProps) {
  const unit = METRIC_UNITS[metric]
  const moved = movedBy(metric, now, before)
  if (!moved) return null
  const was = full(unit, before, locale.value)
  const others = sides.value?.others
  return (
    <Delta
      change={moved.change}
      size={moved.size}
      title={others === undefined ? saidOfDays(moved, was) : saidOfOthers(moved, was, others)}
      lessIsBetter={LESS_IS_BETTER.has(metric)}
      // The larger of two segments is not the better one; the one with the better rate is.
      neutral={others !== undefined && unit !== 'rate'}
    />
  )
}

/** How far something has moved since, and from where. */
export function saidOfDays(
  { change: moved, told }: Pick<Moved, 'change' | 'told'>,
  was: string,
): string {
  const text = words.value.compare
  const said = moved > 0 ? text.up(told) : text.down(told)
  return text.and(isStill(moved) ? text.same : said, text.before(was))
}

function saidOfOthers({ change: moved, told }: Moved, was: string, others: string): string {
  const text = words.value.beside
  const said = moved > 0 ? text.more(told, others) : text.less(told, others)
  return words.value.compare.and(isStill(moved) ? text.same(others) : said, text.value(others, was))
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
