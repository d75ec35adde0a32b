import type { Dimension } from '../../../collector/vocabulary.ts'
import { full } from '../../format.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { linkTo, locale } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import type { ListedMetric } from './listed-metric.ts'

/** The pages that have all rows of a dimension. */
const WHOLE: Partial<Record<Dimension, string>> = {
  channel: 'sources',
  source: 'sources/source',
  referrer: 'sources/referrer',
  medium: 'sources/medium',
  campaign: 'sources/campaign',
  page: 'pages',
  landing_page: 'pages/landing',
  exit_page: 'pages/exit',
  country: 'audience',
  region: 'audience',
  city: 'audience',
  language: 'audience',
  device: 'audience/devices',
  browser: 'audience/devices',
  os: 'audience/devices',
  screen: 'audience/devices',
  event: 'goals/events',
}
/** What the whole table is in the order of, too; by visitors and events it is so anyway. */
const ORDERS: ReadonlySet<ListedMetric> = new Set(['visits', 'conversions', 'revenue'])
/** Those whose page begins with them. */
const FIRST: ReadonlySet<Dimension> = new Set(['country', 'device'])

interface AllRowsProps {
  answer: StatsAnswer | undefined
  dimension: Dimension
  metric: ListedMetric
  shown: number
}

/** The way to all rows, and how many they are; its line is there from the start. */
export function AllRows({ answer, dimension, metric, shown }: AllRowsProps) {
  const page = WHOLE[dimension]
  if (page === undefined) return null
  const isTab = page.startsWith('audience') && !FIRST.has(dimension)
  const options = { ...(isTab && { by: dimension }), ...(ORDERS.has(metric) && { order: metric }) }
  const all = answer?.row_count ?? 0
  return (
    <p class="list-foot">
      {all > shown && (
        <a class="link" href={linkTo(page, { options })}>
          {words.value.overview.all(full('count', all, locale.value))}
        </a>
      )}
    </p>
  )
}
