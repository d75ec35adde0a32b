import { Page } from '../../blocks/page/page.tsx'
import { Breakdown } from '../../blocks/tables/breakdown.tsx'
import type { Level } from '../../blocks/tables/question.ts'
import { visitMetrics } from '../../blocks/tables/visit-metrics.ts'
import { TagTrouble } from '../../blocks/tag-trouble.tsx'
import { isKnown } from '../../models/resource.ts'
import { goals } from '../../models/things.ts'
import { guest } from '../../opened-as.ts'
import { words } from '../../texts/texts.ts'

/** From the channel down to the version of an ad, a page each. */
const LEVELS: readonly [Level, ...Level[]] = [
  { dimension: 'channel', next: 'source', page: 'sources' },
  { dimension: 'source', next: 'campaign', page: 'sources/source' },
  { dimension: 'referrer', page: 'sources/referrer' },
  { dimension: 'medium', next: 'source', page: 'sources/medium' },
  { dimension: 'campaign', next: 'content', page: 'sources/campaign' },
  { dimension: 'content', next: 'term', page: 'sources/content' },
  { dimension: 'term', page: 'sources/keyword' },
]

export function Sources() {
  const title = words.value.nav.sources
  return (
    <Page title={title} timed beside ofGoals>
      <div class="stack">
        <Breakdown
          title={title}
          levels={LEVELS}
          metrics={visitMetrics}
          ready={() => isKnown(goals)}
        />
        {!guest && <TagTrouble />}
      </div>
    </Page>
  )
}
