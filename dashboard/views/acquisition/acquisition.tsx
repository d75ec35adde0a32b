import type { Metric } from '../../../collector/vocabulary.ts'
import { Page } from '../../blocks/page/page.tsx'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { goals } from '../../models/things.ts'
import { guest } from '../../opened-as.ts'
import { words } from '../../texts/texts.ts'
import { TagTrouble } from './tag-trouble.tsx'

/** From the channel down to the version of an ad. */
const LEVELS: readonly [Level, ...Level[]] = [
  { dimension: 'channel', next: 'source' },
  { dimension: 'source', next: 'campaign' },
  { dimension: 'medium', next: 'source' },
  { dimension: 'campaign', next: 'content' },
  { dimension: 'content', next: 'term' },
  { dimension: 'term' },
  { dimension: 'referrer', next: 'landing_page' },
  { dimension: 'landing_page' },
]

const VISITS: readonly Metric[] = ['visitors', 'visits', 'bounce_rate', 'visit_duration']
const OUTCOMES: readonly Metric[] = [...VISITS, 'conversions', 'conversion_rate', 'revenue']

function metrics(): readonly Metric[] {
  return goals.data.value?.length ? OUTCOMES : VISITS
}

export function Acquisition() {
  const title = words.value.nav.acquisition
  return (
    <Page title={title} timed>
      <div class="stack">
        <Breakdown title={title} levels={LEVELS} metrics={metrics} />
        {!guest && <TagTrouble />}
      </div>
    </Page>
  )
}
