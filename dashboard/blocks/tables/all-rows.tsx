import type { Dimension } from '../../../collector/vocabulary.ts'
import { full } from '../../format.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { linkTo, locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import type { ListedMetric } from './listed-metric.ts'
import { wholePage } from './whole-page.ts'

/** What the whole table is in the order of, too; by visitors and events it is so anyway. */
const ORDERS: ReadonlySet<ListedMetric> = new Set(['visits', 'conversions', 'revenue'])

interface AllRowsProps {
  answer: StatsAnswer | undefined
  dimension: Dimension
  metric: ListedMetric
  shown: number
}

/** The way to all rows, and how many they are; its line is there from the start. */
export function AllRows({ answer, dimension, metric, shown }: AllRowsProps) {
  const whole = wholePage(dimension)
  if (whole === undefined) return null
  const options = { ...whole.options, ...(ORDERS.has(metric) && { order: metric }) }
  const all = answer?.row_count ?? 0
  return (
    <p class="list-foot">
      {all > shown && (
        <a class="link" href={linkTo(whole.path, { options })}>
          {words.value.overview.all(full('count', all, locale.value))}
        </a>
      )}
    </p>
  )
}
