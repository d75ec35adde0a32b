import { signal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { MetricDelta } from '../../blocks/tables/metric-delta.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { day } from '../../dates.ts'
import { brief, count, full } from '../../format.ts'
import { incomparable } from '../../models/comparison.ts'
import { courseQuestion, type Health, healthOf, homeDays } from '../../models/home.ts'
import { dayIn } from '../../models/period.ts'
import { isKnown } from '../../models/resource.ts'
import type { Site } from '../../models/sites.ts'
import { numberOf, type StatsAnswer } from '../../models/stats.ts'
import { openQuestion } from '../../models/to-fix.ts'
import { useResource } from '../../models/use-resource.ts'
import { locale, now, pagePath } from '../../models/view.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

/** One site; it asks once it has come into sight, and what is to be fixed after that. */
export function SiteCard({ site }: { site: Site }) {
  const seen = useMemo(() => signal(false), [])
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) seen.value = true
    })
    if (card.current) observer.observe(card.current)
    return () => observer.disconnect()
  }, [seen])
  const today = dayIn(site.timezone, now.value)
  const course = useResource(() =>
    seen.value ? courseQuestion(site.domain, dayIn(site.timezone, now.value)) : undefined,
  )
  const toFix = useResource(() =>
    isKnown(course)
      ? openQuestion(homeDays(dayIn(site.timezone, now.value)), site.domain)
      : undefined,
  )
  const answer = course.data.value
  const health = answer && healthOf(answer, toFix.data.value?.count)
  return (
    <li class="card home-card" ref={card}>
      <a href={pagePath('', site.domain)}>
        <b dir="auto">{site.name}</b>
        {site.name !== site.domain && <span class="home-domain">{site.domain}</span>}
      </a>
      {answer ? (
        <Figures answer={answer} />
      ) : course.problem.value ? (
        <p class="home-figures">{words.value.home.unknown}</p>
      ) : (
        <div class="home-figures">
          <Skeleton width="4.5rem" height="1.6rem" />
        </div>
      )}
      <HealthLine health={health} today={today} />
    </li>
  )
}

function Figures({ answer }: { answer: StatsAnswer }) {
  const visitors = numberOf(answer.totals, 'visitors')
  const before = incomparable(answer) ? undefined : numberOf(answer.compared?.totals, 'visitors')
  return (
    <div class="home-figures">
      <span class="metric-value" title={full('count', visitors, locale.value)}>
        {brief('count', visitors, locale.value)}
      </span>
      <span class="home-unit">{words.value.metrics.visitors.name}</span>
      <MetricDelta metric="visitors" now={visitors} before={before} />
      <Sparkline
        values={answer.rows.map((row) => numberOf(row, 'visitors'))}
        open={Number(answer.meta.partial)}
      />
    </div>
  )
}

const LIGHTS = { well: 'good', 'to fix': 'warn', silent: 'bad', new: undefined } as const

function HealthLine({ health, today }: { health: Health | undefined; today: string }) {
  return (
    <p class="home-health">
      <i class="light" data-state={health && LIGHTS[health.is]} aria-hidden="true" />
      {health ? healthWords(health, today) : '…'}
    </p>
  )
}

function healthWords(health: Health, today: string): string {
  const text = words.value.home
  if (health.is === 'to fix') return text.toFix(count(health.count, locale.value))
  if (health.is === 'silent') {
    const year = today.slice(0, 4)
    return health.since
      ? text.silent(day(health.since, locale.value.language, year))
      : text.silentLong
  }
  return health.is === 'new' ? text.waiting : text.well
}
