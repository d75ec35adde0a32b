import { useEffect } from 'preact/hooks'
import type { Metric } from '../../../collector/vocabulary.ts'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { GoalsCard } from '../../blocks/tables/goals-card.tsx'
import { ListCard } from '../../blocks/tables/list-card.tsx'
import { bucketOf } from '../../models/buckets.ts'
import { firstEvent } from '../../models/first-event.ts'
import { reportQuestion } from '../../models/report.ts'
import { isKnown, type Resource } from '../../models/resource.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { funnels, goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { showOption, view } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import { chosenBucket, headlineMetrics, headlineRequest } from './headline.ts'
import { HeadlineChart } from './headline-chart.tsx'
import { MetricStrip, MetricStripSkeleton } from './metric-strip.tsx'
import { Onboarding } from './onboarding.tsx'
import { StarredFunnels } from './starred-funnels.tsx'

export function Overview() {
  const { nav } = words.value
  const empty = firstEvent.arrived.value === false
  const headline = useResource<StatsAnswer>(() => {
    const metrics = headlineMetrics()
    return metrics && reportQuestion('stats', headlineRequest(metrics))
  })
  return (
    <Page title={nav.overview} timed={!empty}>
      <Onboarding />
      {!empty && (
        <div class="stack">
          <Headline of={headline} />
          {/* What comes later would push the cards down; what is refused here is refused there. */}
          {isKnown(funnels) && isKnown(goals) && hasMore(headline, () => false) && (
            <>
              <StarredFunnels />
              <Lists />
            </>
          )}
        </div>
      )}
    </Page>
  )
}

/** The top of what tells visits apart. */
function Lists() {
  const { overview, events } = words.value
  return (
    <div class="columns" data-count="3">
      <ListCard
        title={overview.cards.acquisition}
        option="acquisition"
        tabs={['channel', 'source', 'medium', 'campaign']}
      />
      <ListCard
        title={overview.cards.pages}
        option="pages"
        tabs={['page', 'landing_page', 'exit_page']}
      />
      <GoalsCard />
      <ListCard
        title={overview.cards.places}
        option="places"
        tabs={['country', 'region', 'city', 'language']}
      />
      <ListCard
        title={overview.cards.devices}
        option="devices"
        tabs={['device', 'browser', 'os', 'screen']}
      />
      <ListCard title={events.events} option="events" tabs={['event']} metric="events" />
    </div>
  )
}

function Headline({ of: answered }: { of: Resource<StatsAnswer> }) {
  const visits = numberOf(answered.data.value?.totals, 'visits')
  useEffect(() => {
    if (visits !== null) firstEvent.tell(visits)
  }, [visits])
  const metrics = headlineMetrics() ?? []
  const chosen = metrics.find((metric) => metric === view.value.options.metric) ?? 'visitors'
  const choose = (metric: Metric) =>
    showOption('metric', metric === 'visitors' ? undefined : metric)
  return (
    <section class="card" aria-label={words.value.nav.overview}>
      <Answered
        of={answered}
        meanwhile={
          <>
            <MetricStripSkeleton count={metrics.length || 8} />
            <div class="chart-room" />
          </>
        }
      >
        {(answer) => {
          const bucket = bucketOf(answer) ?? chosenBucket()
          return (
            <>
              <MetricStrip
                metrics={metrics}
                answer={answer}
                bucket={bucket}
                chosen={chosen}
                onChoose={choose}
              />
              <HeadlineChart metric={chosen} answer={answer} bucket={bucket} />
            </>
          )
        }}
      </Answered>
    </section>
  )
}
