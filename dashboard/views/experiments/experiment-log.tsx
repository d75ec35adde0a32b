import { Answered } from '../../blocks/answers/answered.tsx'
import { noteText } from '../../blocks/series/notes.ts'
import { dateTime, day } from '../../dates.ts'
import { type Audited, history } from '../../models/history.ts'
import { ownsSite, site } from '../../models/sites.ts'
import { annotations } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'

/** What became of it, for everybody; and who changed what, for owners, whose the history is. */
export function ExperimentLog({ experimentKey }: { experimentKey: string }) {
  const text = experimentWords.value
  return (
    <Card title={text.log}>
      <Answered of={annotations} meanwhile={<Skeleton height="2rem" />}>
        {(all) => (
          <Lines
            lines={all
              .filter(({ experiment }) => experiment?.key === experimentKey)
              .map((note) => `${day(note.day, locale.value.language)} · ${noteText(note)}`)
              .toReversed()}
          />
        )}
      </Answered>
      {ownsSite.value && (
        <Answered of={history} meanwhile={<Skeleton height="4rem" />}>
          {({ items }) => (
            <Lines
              title={text.result.whoChanged}
              lines={items.filter((entry) => isAbout(entry, experimentKey)).map(lineOf)}
            />
          )}
        </Answered>
      )}
    </Card>
  )
}

function Lines({ title, lines }: { title?: string; lines: readonly string[] }) {
  if (lines.length === 0) {
    return title ? null : <p class="field-hint">{experimentWords.value.logEmpty}</p>
  }
  return (
    <>
      {title && <h3>{title}</h3>}
      <ul class="plain">
        {lines.map((line, place) => (
          <li key={`${place} ${line}`} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}

type Told =
  | ({ key?: unknown; status?: keyof typeof experimentWords.value.states } & Record<
      string,
      unknown
    >)
  | null
  | undefined

function isAbout({ thing, before, after }: Audited, key: string): boolean {
  const told = (after ?? before) as Told
  return thing === 'experiment' && told?.key === key
}

function lineOf({ at, who, what, before, after }: Audited): string {
  const { result } = experimentWords.value
  const when = dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
  const did = {
    added: result.logAdded,
    removed: result.logRemoved,
    changed: changesOf(before as Told, after as Told),
  }[what]
  return [when, who ?? '–', did ?? what].join(' · ')
}

/** Where it went, or the fields that became something else. */
function changesOf(before: Told, after: Told): string {
  const { states, result } = experimentWords.value
  const [was, is] = [before ?? {}, after ?? {}]
  if (is.status && was.status !== is.status) return states[is.status]
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
  return result.logChanged(changed.join(', '))
}
