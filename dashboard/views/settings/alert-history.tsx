import { eventSaid } from '../../blocks/alerts/said.ts'
import { Answered } from '../../blocks/answers/answered.tsx'
import { dateTime } from '../../dates.ts'
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
        {[eventSaid(event, alert, language), told_at === null ? text.untold : text.told]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <time dateTime={at}>{dateTime(at, site.value?.timezone ?? 'UTC', language)}</time>
    </li>
  )
}
