import { History } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { dateTime } from '../../dates.ts'
import { full } from '../../format.ts'
import { type Audited, history, showMore } from '../../models/history.ts'
import { site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { historyWords } from '../../texts/history.ts'
import { differences, eventsIn, nameOf } from './history-words.ts'

/** Who changed what, and signed in, the latest first. */
export function HistorySettings() {
  const text = historyWords.value
  return (
    <div class="form">
      <p>{text.intro}</p>
      <Answered of={history} meanwhile={<SkeletonRows rows={8} height="2.25rem" />}>
        {({ items, more }) =>
          items.length === 0 ? (
            <EmptyState icon={<History size={22} aria-hidden="true" />} title={text.empty} />
          ) : (
            <>
              <ul class="things">
                {items.map((entry, i) => (
                  <Entry key={i} entry={entry} />
                ))}
              </ul>
              {more && (
                <div>
                  <Button onClick={showMore}>{text.more}</Button>
                </div>
              )}
            </>
          )
        }
      </Answered>
    </div>
  )
}

function Entry({ entry }: { entry: Audited }) {
  const { at, who, before, after } = entry
  const { timezone = 'UTC' } = site.value ?? {}
  const changes = before && after ? differences(before, after) : ''
  return (
    <li>
      <b dir="auto">{told(entry)}</b>
      <span dir="auto" title={changes}>
        {[nameOfWho(who), changes].filter(Boolean).join(' · ')}
      </span>
      <time dateTime={at}>{dateTime(at, timezone, locale.value.language)}</time>
    </li>
  )
}

function nameOfWho(who: string | null): string {
  const text = historyWords.value
  if (who === 'command' || who === 'provider') return text[who]
  return who ?? text.nobody
}

/** `Goal changed: Signup` */
function told({ what, thing, before, after }: Audited): string {
  const { events, things, thingEvents } = historyWords.value
  if (thing === 'account') return spelled(events, what)
  const said = `${spelled(things, thing)} · ${spelled(thingEvents, what)}`
  const name = thing === 'events' ? eventCount(before) : (nameOf(after) ?? nameOf(before))
  return name === undefined ? said : `${said}: ${name}`
}

function eventCount(value: unknown): string | undefined {
  const events = eventsIn(value)
  return events === undefined ? undefined : full('count', events, locale.value)
}
