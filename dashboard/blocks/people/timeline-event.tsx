import {
  Download,
  ExternalLink,
  FileQuestionMark,
  FileText,
  FlaskConical,
  type LucideIcon,
  SquarePen,
  Target,
  UserRoundCheck,
  Zap,
} from 'lucide-preact'
import { instant } from '../../dates.ts'
import { full } from '../../format.ts'
import type { PersonEvent } from '../../models/people.ts'
import { site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { valueName, wholeName } from '../../names.ts'
import { peopleWords } from '../../texts/people.ts'
import { language, type Texts, words } from '../../texts/texts.ts'

/** The script's own events: their sign, and the property that says what of. */
const OWN: Record<string, { icon: LucideIcon; of?: string }> = {
  pageview: { icon: FileText },
  outbound: { icon: ExternalLink, of: 'url' },
  download: { icon: Download, of: 'url' },
  form: { icon: SquarePen, of: 'action' },
  notfound: { icon: FileQuestionMark },
  identify: { icon: UserRoundCheck },
  exposure: { icon: FlaskConical },
}

/** One line: when, what, and what came of it. */
export function TimelineEvent({ event }: { event: PersonEvent }) {
  const { icon = Zap } = OWN[event.name] ?? {}
  const Icon = event.goals.length > 0 ? Target : icon
  const zone = site.value?.timezone ?? 'UTC'
  return (
    <li data-goal={event.goals.length > 0 || undefined}>
      <time dateTime={event.at}>
        {instant(event.at, zone, { language: locale.value.language })}
      </time>
      <Icon size={14} aria-hidden="true" />
      <div class="event-what">
        <span class="event-name">
          <b title={nameOf(event, words.value, wholeName)} dir="auto">
            {nameOf(event, words.value)}
          </b>
          <Detail event={event} />
        </span>
        <Props event={event} />
      </div>
      <Worth event={event} />
    </li>
  )
}

function nameOf({ name, page }: PersonEvent, texts: Texts, spell = valueName): string {
  if (name === 'pageview') return page ?? name
  return spell('event', name, language.value, texts)
}

/** Title of a page, target of a link, page of anything else. */
function Detail({ event: { name, page, title, props } }: { event: PersonEvent }) {
  const of = OWN[name]?.of
  const said = name === 'pageview' ? title : of ? props?.[of] : page
  return said === null || said === undefined ? null : (
    <span title={String(said)} dir="auto">
      {said}
    </span>
  )
}

function Props({ event: { name, props } }: { event: PersonEvent }) {
  const shown = Object.entries(props ?? {}).filter(([key]) => key !== OWN[name]?.of)
  if (shown.length === 0) return null
  return (
    <span class="event-props">
      {shown.map(([key, value]) => (
        <span key={key} title={`${key} ${value}`}>
          <bdi dir="auto">{key}</bdi> <b dir="auto">{String(value)}</b>
        </span>
      ))}
    </span>
  )
}

/** Money and goals, or how long a page was looked at. */
function Worth({ event }: { event: PersonEvent }) {
  const text = peopleWords.value
  const { name, revenue, engaged_ms, scroll } = event
  // A goal called like its event would only say the name twice; the sign tells of it.
  const goals = event.goals.filter((goal) => goal !== name)
  const looked =
    engaged_ms !== null && engaged_ms >= 1000 && full('seconds', engaged_ms / 1000, locale.value)
  const far = scroll !== null && scroll > 0 && full('percent', scroll, locale.value)
  return (
    <span class="event-worth">
      {goals.map((goal) => (
        <span key={goal} class="event-goal" title={text.goal(goal)}>
          {goal}
        </span>
      ))}
      {revenue && (
        <b data-tone={revenue.amount < 0 ? 'bad' : 'good'}>
          {full('money', revenue.amount, { ...locale.value, currency: revenue.currency })}
        </b>
      )}
      {looked && <span title={far ? text.scrolled(far) : undefined}>{looked}</span>}
    </span>
  )
}
