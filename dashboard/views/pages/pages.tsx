import type { Dimension, Metric } from '../../../collector/vocabulary.ts'
import { Page } from '../../blocks/page/page.tsx'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { visitMetrics } from '../../blocks/tables/visit-metrics.ts'
import { isKnown } from '../../models/resource.ts'
import { goals } from '../../models/things.ts'
import { words } from '../../texts/texts.ts'

const LEVELS: readonly [Level, ...Level[]] = [
  { dimension: 'page', page: 'pages' },
  { dimension: 'landing_page', page: 'pages/landing' },
  { dimension: 'exit_page', page: 'pages/exit' },
  { dimension: 'hostname', page: 'pages/hosts' },
]

const READING: readonly Metric[] = [
  'visitors',
  'pageviews',
  'time_on_page',
  'scroll_depth',
  'bounce_rate',
]
const LEAVING: readonly Metric[] = ['visitors', 'visits', 'visit_duration']

/** A page is read; a landing page brings in, and an exit page lets go. */
function metrics(dimension: Dimension): readonly Metric[] {
  if (dimension === 'exit_page') return LEAVING
  return dimension === 'landing_page' ? visitMetrics() : READING
}

function isReady(dimension: Dimension): boolean {
  return dimension !== 'landing_page' || isKnown(goals)
}

export function Pages() {
  const title = words.value.nav.pages
  return (
    <Page title={title} timed beside ofGoals>
      <Breakdown title={title} levels={LEVELS} metrics={metrics} ready={isReady} />
    </Page>
  )
}
