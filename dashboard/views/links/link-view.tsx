import { tagLink } from '../../../collector/acquisition/tag-link.ts'
import type { Link } from '../../../collector/settings/links.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { untilToday, useNotes } from '../../blocks/series/use-notes.ts'
import { NotConverted } from '../../blocks/tables/unconverted.tsx'
import { PairedBars } from '../../charts/paired-bars.tsx'
import { bucketLabel, bucketTitle } from '../../dates.ts'
import { brief, count, full } from '../../format.ts'
import type { Bucket } from '../../models/period.ts'
import type { RulesOfSite } from '../../models/site-rules.ts'
import { useResource } from '../../models/use-resource.ts'
import { linkTo, locale, today } from '../../models/view.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Card } from '../../parts/card.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Metric } from '../../parts/metric.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { linkWords } from '../../texts/links.ts'
import { words } from '../../texts/texts.ts'
import { channelNameOf } from './link-channel.ts'
import {
  type LinkBucket,
  type LinkResults,
  linkBuckets,
  linkQuestion,
  linkSteps,
  undatedClicks,
} from './link-days.ts'
import { LinkTools } from './link-tools.tsx'
import { shortLink } from './save-link.tsx'

interface LinkViewProps {
  link: Link
  rules: RulesOfSite | undefined
}

/** One short link: from its clicks to the money in the period, and both over time. */
export function LinkView({ link, rules }: LinkViewProps) {
  const text = linkWords.value
  const { actions } = words.value
  const answered = useResource<LinkResults>(() => linkQuestion(link.slug))
  return (
    <div class="stack">
      <div class="goal-head">
        <BackLink to={linkTo('links/saved')}>{text.all}</BackLink>
        <h2>/l/{link.slug}</h2>
        <CopyButton
          kind="ghost"
          size="small"
          text={shortLink(link.slug)}
          label={actions.copy}
          done={actions.copied}
        />
        <LinkTools link={link} />
      </div>
      <About link={link} rules={rules} />
      <Answered of={answered} meanwhile={<Skeleton height="24rem" />}>
        {(results) => {
          const buckets = linkBuckets(link, results)
          return (
            <div class="stack">
              <Steps link={link} results={results} buckets={buckets} />
              <Course results={results} buckets={buckets} />
              <Days bucket={results.bucket} buckets={buckets} />
            </div>
          )
        }}
      </Answered>
    </div>
  )
}

/** Where it leads, what it counts as, who looks after it. */
function About({ link, rules }: LinkViewProps) {
  const tagged = tagLink(link.url, link)
  const { owner, note } = link
  const channel = channelNameOf(tagged, rules)
  const said = [channel, owner, note].filter((part) => part !== undefined && part !== '')
  return (
    <p class="link-about">
      <span>{tagged}</span>
      <small>{said.join(' · ')}</small>
    </p>
  )
}

interface StepsProps {
  link: Link
  results: LinkResults
  buckets: readonly LinkBucket[]
}

/** Clicks → visits → people → conversions → money. */
function Steps({ link, results, buckets }: StepsProps) {
  const text = linkWords.value
  const { shown, answer } = results
  const undated = undatedClicks(link, buckets, shown, today.value)
  return (
    <section class="card" aria-label={text.steps}>
      <div class="metrics">
        {linkSteps(link, results, buckets).map(({ name, unit, value, share }) => (
          <Metric
            key={name}
            name={name === 'clicks' ? text.clicks : words.value.metrics[name].name}
            value={full(unit, value, locale.value)}
            delta={
              share && (
                <small class="nought">
                  {text.shares[share.of](brief('rate', share.rate, locale.value))}
                </small>
              )
            }
          />
        ))}
      </div>
      <p class="drill-note foot-note">
        {shown ? text.clicksPeriod : text.clicksHint}
        {undated > 0 && ` ${text.undated(count(undated, locale.value))}`}{' '}
        <NotConverted of={answer.meta.unconverted} since={answer.meta.from} />
      </p>
    </section>
  )
}

function Course({ results, buckets }: Pick<StepsProps, 'results' | 'buckets'>) {
  const text = linkWords.value
  const { language } = locale.value
  const { bucket, answer } = results
  const [first, last] = [buckets[0], buckets.at(-1)]
  const keys = buckets.map(({ key }) => key)
  const notes = useNotes(keys, untilToday(answer.meta))
  if (!first || !last || buckets.length < 2) return null
  const most = Math.max(...buckets.flatMap(({ clicks, visits }) => [clicks ?? 0, visits]))
  const told = (value: number | null) => full('count', value, locale.value)
  return (
    <Card title={text.course}>
      <PairedBars
        label={text.course}
        names={[text.clicks, words.value.metrics.visits.name]}
        most={told(most)}
        pairs={buckets.map(({ key, clicks, visits }) => ({
          key,
          one: clicks ?? 0,
          other: visits,
          title: text.dayOf(bucketTitle(key, bucket, language), told(clicks), told(visits)),
        }))}
        ends={[bucketLabel(first.key, bucket, language), bucketLabel(last.key, bucket, language)]}
        notes={notes}
      />
    </Card>
  )
}

/** The numbers behind it, the newest first. */
function Days({ bucket, buckets }: { bucket: Bucket; buckets: readonly LinkBucket[] }) {
  const { overview, metrics } = words.value
  const text = linkWords.value
  const column = (key: Exclude<keyof LinkBucket, 'key'>, head: string) => ({
    key,
    head,
    align: 'end' as const,
    cell: (row: LinkBucket) => {
      const value = row[key]
      const unit = key === 'revenue' && value !== 0 ? 'money' : 'count'
      return <span class={value ? undefined : 'nought'}>{full(unit, value, locale.value)}</span>
    },
  })
  return (
    <Card title={text.days} flush>
      <DataTable
        caption={text.days}
        rows={buckets.toReversed()}
        rowKey={({ key }) => key}
        columns={[
          {
            key: 'bucket',
            head: overview.by[bucket],
            cell: ({ key }) => bucketTitle(key, bucket, locale.value.language),
          },
          column('clicks', text.clicks),
          column('visits', metrics.visits.name),
          column('visitors', metrics.visitors.name),
          column('conversions', metrics.conversions.name),
          column('revenue', metrics.revenue.name),
        ]}
      />
    </Card>
  )
}
