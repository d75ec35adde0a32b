import { valueSaid } from '../../blocks/alerts/said.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { bucketTitle, dateTime } from '../../dates.ts'
import { draftOf, formIn } from '../../models/alert-draft.ts'
import { type Alert, type AlertEvent, historyQuestion } from '../../models/alerts.ts'
import { site } from '../../models/sites.ts'
import { useAnswer } from '../../models/use-resource.ts'
import { locale } from '../../models/view.ts'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { alertWords } from '../../texts/alerts.ts'

/** What happened to an alert, the latest first. */
export function AlertHistory({ alert }: { alert: Alert }) {
  const answered = useAnswer(alert, historyQuestion)
  return (
    <Answered of={answered} meanwhile={<SkeletonRows rows={4} height="2.25rem" />}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{alertWords.value.noHistory}</p>
        ) : (
          <ul class="things alert-history">
            {items.map((event) => (
              <Entry key={event.id} event={event} alert={alert} />
            ))}
          </ul>
        )
      }
    </Answered>
  )
}

function Entry({ event, alert }: { event: AlertEvent; alert: Alert }) {
  const text = alertWords.value
  const { language } = locale.value
  const { at, kind, told_at } = event
  return (
    <li>
      <b>{text.kindsOf[kind]}</b>
      <span>
        {[what(event, alert, language), told_at === null ? text.untold : text.told]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <time dateTime={at}>{dateTime(at, site.value?.timezone ?? 'UTC', language)}</time>
    </li>
  )
}

function what({ reading, reason }: AlertEvent, alert: Alert, language: string): string {
  const text = alertWords.value
  if (!reading) return reason ? text.why[reason.why] : ''
  const form = formIn(draftOf(alert))
  const title = bucketTitle(reading.key, alert.per, language)
  if (form === 'flag') return [title, ...(reading.names ?? [])].join(' · ')
  const { usual } = reading
  const value = text.point(title, valueSaid(form, reading.value))
  if (!usual) return value
  return `${value} (${text.usual(valueSaid(form, usual.low), valueSaid(form, usual.high))})`
}
