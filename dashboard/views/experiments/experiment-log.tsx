import { Answered } from '../../blocks/answers/answered.tsx'
import { dateTime } from '../../dates.ts'
import { type Audited, history } from '../../models/history.ts'
import { ownsSite, site } from '../../models/sites.ts'
import { locale } from '../../models/view.ts'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'

/** Who changed what of it; the history is for owners. */
export function ExperimentLog({ experimentKey }: { experimentKey: string }) {
  const text = experimentWords.value
  if (!ownsSite.value) return null
  return (
    <Card title={text.log}>
      <Answered of={history} meanwhile={<Skeleton height="4rem" />}>
        {({ items }) => {
          const own = items.filter((entry) => isAbout(entry, experimentKey))
          if (own.length === 0) return <p class="field-hint">{text.logEmpty}</p>
          return (
            <ul class="plain">
              {own.map((entry) => (
                <li key={entry.at}>{lineOf(entry)}</li>
              ))}
            </ul>
          )
        }}
      </Answered>
    </Card>
  )
}

type Told = { key?: unknown; status?: keyof typeof experimentWords.value.states } | null | undefined

function isAbout({ thing, before, after }: Audited, key: string): boolean {
  const told = (after ?? before) as Told
  return thing === 'experiment' && told?.key === key
}

function lineOf({ at, who, before, after }: Audited): string {
  const { states } = experimentWords.value
  const [was, is] = [(before as Told)?.status, (after as Told)?.status]
  const moved = is && was !== is ? ` · ${states[is]}` : ''
  const when = dateTime(at, site.value?.timezone ?? 'UTC', locale.value.language)
  return `${when} · ${who}${moved}`
}
