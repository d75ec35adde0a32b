import { useEffect } from 'preact/hooks'
import type { Metric } from '../../../collector/vocabulary.ts'
import { Answered, hasMore } from '../../blocks/answers/answered.tsx'
import { Page } from '../../blocks/page/page.tsx'
import { GoalsCard } from '../../blocks/tables/goals-card.tsx'
import { ListCard } from '../../blocks/tables/list-card.tsx'
import { TopOrMovers } from '../../blocks/tables/movers.tsx'
import { bucketOf } from '../../models/buckets.ts'
import { firstEvent } from '../../models/first-event.ts'
import { goalInView } from '../../models/goal-in-view.ts'
import { otherVisits } from '../../models/other-visits.ts'
import { reportQuestion } from '../../models/report.ts'
import { isKnown, type Resource } from '../../models/resource.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { funnels, goals } from '../../models/things.ts'
import { useResource } from '../../models/use-resource.ts'
import { type UsualAnswer, usualQuestion } from '../../models/usual.ts'
import { showOption } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'
import {
  chosenBucket,
  chosenMetric,
  headlineMetrics,
  headlineRequest,
  listedMetric,
} from './headline.ts'
import { HeadlineChart } from './headline-chart.tsx'
import { MetricStrip, MetricStripSkeleton } from './metric-strip.tsx'
import { Onboarding } from './onboarding.tsx'
import { StarredFunnels } from './starred-funnels.tsx'
import { UsualCard } from './usual-card.tsx'

export function Overview() {
  const { nav } = words.value
  const empty = firstEvent.arrived.value === false && !firstEvent.imported.value
  const headline = useResource<StatsAnswer>(() => {
    const metrics = headlineMetrics()
    return metrics && reportQuestion('stats', headlineRequest(metrics))
  })
  const usual = useResource<UsualAnswer>(() => {
    const metrics = headlineMetrics()
    // Two segments have two ways to be usual.
    if (otherVisits.value) return undefined
    return metrics && usualQuestion(metrics, goalInView.value)
  })
  // What is beyond chance stands above all else, and would push down what comes before it.
  const isWaiting = isOpen(headline) || isOpen(usual)
  return (
    <Page title={nav.overview} timed={!empty} beside ofGoals>
      <Onboarding />
      {!empty && (
        <div class="stack">
          {!isWaiting && !otherVisits.value && <Beyond usual={usual} />}
          <Headline
            key={isWaiting ? 'room' : 'there'}
            of={headline}
            usual={isWaiting || otherVisits.value ? undefined : usual.data.value}
            isWaiting={isWaiting}
          />
          {/* What comes later would push the cards down; what is refused here is refused there. */}
          {isKnown(funnels) && isKnown(goals) && hasMore(headline, () => false) && (
            <div class="stack" data-unseen={isWaiting || undefined}>
              <StarredFunnels />
              <div class="lists-head">
                <TopOrMovers />
              </div>
              <Lists />
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

/** Whether its first answer is on its way. */
function isOpen(of: Resource<unknown>): boolean {
  return !isKnown(of) && !of.stopped.value && of.since.value !== undefined
}

/** What is beyond chance, above all else. */
function Beyond({ usual }: { usual: Resource<UsualAnswer> }) {
  const answer = usual.data.value
  if (!answer) return null
  return (
    <div data-stale={usual.since.value !== undefined || undefined}>
      <UsualCard answer={answer} goal={goalInView.value} />
    </div>
  )
}

/** The top of what tells visits apart, by what the chart shows. */
function Lists() {
  const metric = listedMetric()
  const { overview, events } = words.value
  return (
    <div class="columns" data-count="3">
      <ListCard
        title={overview.cards.acquisition}
        option="acquisition"
        tabs={['channel', 'source', 'medium', 'campaign']}
        metric={metric}
      />
      <ListCard
        title={overview.cards.pages}
        option="pages"
        tabs={['page', 'landing_page', 'exit_page']}
        metric={metric}
      />
      <GoalsCard />
      <ListCard
        title={overview.cards.places}
        option="places"
        tabs={['country', 'region', 'city', 'language']}
        metric={metric}
      />
      <ListCard
        title={overview.cards.devices}
        option="devices"
        tabs={['device', 'browser', 'os', 'screen']}
        metric={metric}
      />
      <ListCard title={events.events} option="events" tabs={['event']} metric="events" />
    </div>
  )
}

/** Those of days that no other tool summed: only they show that the script works. */
function ownVisits({ rows }: StatsAnswer): number {
  const own = rows.filter((row) => row.imported !== 'all')
  return own.reduce((sum, row) => sum + (numberOf(row, 'visits') ?? 0), 0)
}

interface HeadlineProps {
  of: Resource<StatsAnswer>
  usual: UsualAnswer | undefined
  /** Something that it depends on is on its way. */
  isWaiting: boolean
}

function Headline({ of: answered, usual, isWaiting }: HeadlineProps) {
  const answer = answered.data.value
  const visits = answer?.meta.imported ? ownVisits(answer) : numberOf(answer?.totals, 'visits')
  useEffect(() => {
    if (visits !== null) firstEvent.tell(visits)
  }, [visits])
  const metrics = headlineMetrics() ?? []
  const chosen = chosenMetric()
  const choose = (metric: Metric) =>
    showOption('metric', metric === 'visitors' ? undefined : metric)
  const room = (
    <>
      <MetricStripSkeleton count={metrics.length || 8} />
      <div class="chart-room" />
    </>
  )
  return (
    <section class="card" aria-label={words.value.nav.overview}>
      <Answered of={answered} meanwhile={room}>
        {(answer) => {
          if (isWaiting) return room
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
              <HeadlineChart metric={chosen} answer={answer} bucket={bucket} usual={usual} />
            </>
          )
        }}
      </Answered>
    </section>
  )
}
