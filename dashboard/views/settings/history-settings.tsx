import { History } from 'lucide-preact'
import { Answered } from '../../blocks/answers/answered.tsx'
import { dateTime, full } from '../../format.ts'
import { type Audited, history, showMore } from '../../models/history.ts'
import { site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { spelled } from '../../names.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonRows } from '../../parts/skeleton.tsx'
import { words } from '../../texts/texts.ts'

/** Who changed what, and signed in, the latest first. */
export function HistorySettings() {
  const text = words.value.history
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
  const text = words.value.history
  return who === 'command' ? text.command : (who ?? text.nobody)
}

/** `Goal changed: Signup` */
function told({ what, thing, before, after }: Audited): string {
  const { events, things, thingEvents } = words.value.history
  if (thing === 'account') return spelled(events, what)
  const said = `${spelled(things, thing)} · ${spelled(thingEvents, what)}`
  const name = thing === 'events' ? eventsIn(before) : (nameOf(after) ?? nameOf(before))
  return name === undefined ? said : `${said}: ${name}`
}

const NAMING = ['name', 'email', 'slug', 'text', 'domain'] as const

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function nameOf(value: unknown): string | undefined {
  const fields = fieldsOf(value)
  const named = NAMING.map((name) => fields[name]).find((one) => typeof one === 'string')
  return typeof named === 'string' ? named : undefined
}

function eventsIn(value: unknown): string | undefined {
  const { events } = fieldsOf(value)
  return typeof events === 'number' ? full('count', events, locale.value) : undefined
}

/** The fields that became something else: `visit_timeout_minutes: 30 → 60`. */
function differences(before: unknown, after: unknown): string {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  return changed.map((name) => `${name}: ${shown(was[name])} → ${shown(is[name])}`).join(', ')
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '–')
}
