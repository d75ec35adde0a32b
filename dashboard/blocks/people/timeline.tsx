import {
  Compass,
  Link2,
  type LucideIcon,
  Mail,
  Megaphone,
  Search,
  Server,
  Share2,
  Sparkles,
} from 'lucide-preact'
import { Fragment } from 'preact'
import { dateTime } from '../../dates.ts'
import { count, elapsed, full } from '../../format.ts'
import { ownId, type PersonAnswer, type PersonVisit, personPage } from '../../models/people.ts'
import { site } from '../../models/sites.ts'
import { linkTo, locale } from '../../models/view.ts'
import { valueName } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { peopleWords } from '../../texts/people.ts'
import { language, words } from '../../texts/texts.ts'
import { TimelineEvent } from './timeline-event.tsx'

/** Below this, two visits follow each other; saying so would only be noise. */
const GAP_MS = 60_000

/** Icons by what stands in a channel's name. */
const CHANNEL_ICONS: readonly (readonly [RegExp, LucideIcon])[] = [
  [/search|shopping/iu, Search],
  [/\bai\b/iu, Sparkles],
  [/social|video/iu, Share2],
  [/mail|sms|push/iu, Mail],
  [/direct/iu, Compass],
  [/paid|display|affiliates|audio|cross/iu, Megaphone],
]

function iconOf({ server, channel }: PersonVisit): LucideIcon {
  if (server) return Server
  const fits = CHANNEL_ICONS.find(([pattern]) => pattern.test(channel ?? ''))
  return fits?.[1] ?? Link2
}

interface TimelineProps {
  answer: Pick<PersonAnswer, 'items' | 'next'>
  onMore: () => void
  /** They are of several people: each says whose it is. */
  ofMany?: boolean
}

/** Visits along a line, newest first, with the time that lies between them. */
export function Timeline({ answer, onMore, ofMany = false }: TimelineProps) {
  const text = peopleWords.value
  const { items, next } = answer
  return (
    <section class="person-timeline" aria-label={text.did}>
      {items.length === 0 ? (
        <EmptyState title={text.noVisits} />
      ) : (
        <ol class="timeline">
          {items.map((visit, i) => (
            <Fragment key={`${visit.start} ${visit.items[0]?.id}`}>
              <Gap newer={items[i - 1]} older={visit} />
              <Visit visit={visit} ofMany={ofMany} />
            </Fragment>
          ))}
        </ol>
      )}
      {next !== null && (
        <div class="more">
          <Button onClick={onMore}>{text.earlier}</Button>
        </div>
      )}
    </section>
  )
}

function Gap({ newer, older }: { newer: PersonVisit | undefined; older: PersonVisit }) {
  const ms = newer ? Date.parse(newer.start) - Date.parse(older.end) : 0
  if (ms < GAP_MS) return null
  return (
    <li class="timeline-gap">{peopleWords.value.sooner(elapsed(ms, locale.value.language))}</li>
  )
}

function Visit({ visit, ofMany }: { visit: PersonVisit; ofMany: boolean }) {
  const text = peopleWords.value
  const Icon = iconOf(visit)
  const zone = site.value?.timezone ?? 'UTC'
  const shown = visit.items.length
  return (
    <li class="timeline-visit" data-server={visit.server || undefined}>
      <span class="timeline-mark" aria-hidden="true">
        <Icon size={15} />
      </span>
      <div class="visit">
        <header>
          <h2>{visit.server ? text.server : channelName(visit)}</h2>
          {ofMany && <Whose visit={visit} />}
          <Came visit={visit} />
          <time dateTime={visit.start}>{dateTime(visit.start, zone, locale.value.language)}</time>
        </header>
        {!visit.server && <p class="visit-about">{about(visit).join(' · ')}</p>}
        <ol class="visit-events">
          {visit.items.map((event) => (
            <TimelineEvent key={event.id} event={event} />
          ))}
        </ol>
        {visit.events + visit.pageviews > shown && shown >= MOST_SHOWN && (
          <p class="visit-cut">{text.cut(full('count', shown, locale.value))}</p>
        )}
      </div>
    </li>
  )
}

/** The API's bound on the events of a visit. */
const MOST_SHOWN = 200

function channelName({ channel }: PersonVisit): string {
  return valueName('channel', channel, language.value, words.value)
}

/** What a server says of nobody in an account is the account's, which has no page among people. */
function Whose({ visit: { person } }: { visit: PersonVisit }) {
  if (person.startsWith('account:')) return null
  return (
    <a class="link" href={linkTo(personPage(person))} dir="auto">
      {ownId(person)}
    </a>
  )
}

/** Source and campaign, where they say more than the channel. */
function Came({ visit: { source, campaign, term } }: { visit: PersonVisit }) {
  const said = [source === 'direct' ? null : source, campaign, term].filter(Boolean)
  if (said.length === 0) return null
  return (
    <span class="visit-came" title={said.join(' · ')}>
      {said.join(' · ')}
    </span>
  )
}

function about(visit: PersonVisit): string[] {
  const { country, city, device, browser, os, pageviews } = visit
  const named = (dimension: 'country' | 'device', value: string | null) =>
    value && valueName(dimension, value, language.value, words.value)
  const pages = peopleWords.value.pageCount(count(pageviews, locale.value))
  const said = [
    visit.duration >= 1 && full('seconds', visit.duration, locale.value),
    pageviews > 0 && pages,
    [city, named('country', country)].filter(Boolean).join(', '),
    named('device', device),
    [browser, os].filter(Boolean).join(', '),
  ]
  return said.filter((part): part is string => typeof part === 'string' && part !== '')
}
