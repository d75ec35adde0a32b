import { CloudOff, Radio } from 'lucide-preact'
import type { Dimension } from '../../../collector/vocabulary.ts'
import { Page } from '../../blocks/page/page.tsx'
import { instant } from '../../dates.ts'
import { full } from '../../format.ts'
import { type LiveAnswer, live } from '../../models/live.ts'
import { site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { valueName, wholeName } from '../../names.ts'
import { Card } from '../../parts/card.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Metric } from '../../parts/metric.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { language, words } from '../../texts/texts.ts'
import { OpenNow } from './open-now.tsx'
import { sourceName } from './source-name.ts'

type LiveEvent = LiveAnswer['events'][number]

export function Live() {
  const text = words.value.live
  const answer = live.answer.value
  // Beside it the latest begin where they stay.
  const isOpen = answer ? answer.events.length > 0 : !live.broken.value
  return (
    <Page title={text.title} aside={<Connection />}>
      <div class="stack">
        <section class="card" aria-label={text.title}>
          <div class="live-head" aria-live="polite">
            <Metric name={text.five} value={full('count', answer?.visitors_5, locale.value)} />
            <Metric name={text.thirty} value={full('count', answer?.visitors_30, locale.value)} />
            <Minutes minutes={answer?.minutes ?? []} />
          </div>
        </section>
        <div class="live-columns">
          {isOpen && <OpenNow open={answer?.open} />}
          <Card title={text.latest} flush>
            {answer ? <Latest events={answer.events} /> : <Awaited />}
          </Card>
        </div>
      </div>
    </Page>
  )
}

/** Nothing was heard yet: it is about to come, or the server cannot be reached. */
function Awaited() {
  const text = words.value.live
  if (!live.broken.value) return <SkeletonRows rows={10} />
  return (
    <EmptyState
      icon={<CloudOff size={22} aria-hidden="true" />}
      title={text.unheard}
      hint={text.unheardHint}
    />
  )
}

function Connection() {
  return (
    <span class="live-pill" role="status">
      <span class="dot" data-live={live.connected.value || undefined} />
      {connection()}
    </span>
  )
}

function connection(): string {
  const text = words.value.live
  if (live.connected.value) return text.connected
  return live.broken.value ? text.reconnecting : text.connecting
}

/** A bar a minute, the current one last. */
function Minutes({ minutes }: { minutes: LiveAnswer['minutes'] }) {
  const most = Math.max(1, ...minutes.map(({ visitors }) => visitors))
  return (
    <div class="minutes" aria-hidden="true">
      {minutes.map(({ at, visitors }) => (
        <i key={at} title={`${visitors}`} style={{ height: `${(visitors / most) * 100}%` }} />
      ))}
    </div>
  )
}

function Latest({ events }: { events: readonly LiveEvent[] }) {
  const text = words.value.live
  if (events.length === 0) {
    return (
      <EmptyState
        icon={<Radio size={22} aria-hidden="true" />}
        title={text.quiet}
        hint={text.quietHint}
      />
    )
  }
  return (
    <ol class="feed">
      {events.map((event, i) => (
        <li key={`${event.at} ${i}`} data-goal={event.goals.length > 0 || undefined}>
          <time dateTime={event.at}>
            {instant(event.at, site.value?.timezone ?? 'UTC', { language: locale.value.language })}
          </time>
          <b>
            <bdi dir="auto" title={wholeName('event', event.name, language.value, words.value)}>
              {event.name === 'pageview' ? event.page : spoken('event', event.name)}
            </bdi>
            <Reached event={event} />
          </b>
          <span title={aboutOf(event)}>
            <bdi dir="auto">{aboutOf(event)}</bdi>
          </span>
          <span title={`${sourceName(event)}${circumstances(event)}`}>
            <bdi dir="auto">{sourceName(event)}</bdi>
            {circumstances(event)}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The goals that the event reached, where they are called otherwise, and the money that it brought. */
function Reached({ event: { name, goals, revenue } }: { event: LiveEvent }) {
  const others = goals.filter((goal) => goal !== name)
  const money =
    revenue && full('money', revenue.amount, { ...locale.value, currency: revenue.currency })
  if (others.length === 0 && !money) return null
  return (
    <>
      {others.map((goal) => (
        <span key={goal} class="badge">
          {goal}
        </span>
      ))}
      {money && <span class="live-money">{money}</span>}
    </>
  )
}

function aboutOf({ name, title, page }: LiveEvent): string {
  return (name === 'pageview' ? title : page) ?? ''
}

function spoken(dimension: Dimension, value: string): string {
  return valueName(dimension, value, language.value, words.value)
}

/** Apart from the source, whose letters may turn the direction of all that follows. */
function circumstances({ country, device, browser }: LiveEvent): string {
  const kind = device && spoken('device', device)
  const place = country && spoken('country', country)
  return [place, kind, browser].flatMap((part) => (part ? [` · ${part}`] : [])).join('')
}
