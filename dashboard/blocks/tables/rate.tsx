import type { Metric } from '../../../collector/vocabulary.ts'
import { wilsonInterval } from '../../../experiments/statistics/wilson.ts'
import { brief, count, full, METRIC_UNITS } from '../../format.ts'
import { numberOf, type Row, TAKEN_OVER } from '../../models/stats.ts'
import { locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** Below so many a rate says little: 2 of 14 may be 4 % as well as 40 %. */
const FEW = 30

/** Why a rate is faint: of how many it is, and between what it lies; undefined where there are enough. */
export function fewNote(row: Row | undefined, metric: Metric): string | undefined {
  const over = TAKEN_OVER[metric]
  const rate = numberOf(row, metric)
  const n = over === undefined ? null : numberOf(row, over)
  if (METRIC_UNITS[metric] !== 'rate' || rate === null || n === null) return undefined
  if (n <= 0 || n >= FEW) return undefined
  const reached = Math.round(rate * n)
  const [low, high] = wilsonInterval(reached, n)
  const told = (value: number) => brief('rate', value, locale.value)
  return words.value.metricNotes.few(count(reached, locale.value), count(n, locale.value), {
    low: told(low),
    high: told(high),
  })
}

/** No money is none: a zero with its cents says less louder. */
function noMoney(metric: Metric, value: number | null): number | null {
  return METRIC_UNITS[metric] === 'money' && value === 0 ? null : value
}

/** A metric of a row, faint where it is nothing or of too few to say much. */
export function MetricValue({
  row,
  metric,
  value,
}: {
  row: Row | undefined
  metric: Metric
  value: number | null
}) {
  const note = fewNote(row, metric)
  const faint = note !== undefined || !value
  return (
    <span class={faint ? 'nought' : undefined} title={note}>
      {full(METRIC_UNITS[metric], noMoney(metric, value), locale.value)}
      {note !== undefined && <span class="unseen"> ({note})</span>}
    </span>
  )
}
