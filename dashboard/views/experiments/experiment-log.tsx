import { Answered } from '../../blocks/answers/answered.tsx'
import { noteText } from '../../blocks/series/notes.ts'
import { day } from '../../dates.ts'
import { history, showMore } from '../../models/history.ts'
import { ownsSite } from '../../models/sites.ts'
import { annotations } from '../../models/things.ts'
import { locale } from '../../models/view.ts'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { experimentWords } from '../../texts/experiments.ts'
import { linesAbout } from './log-words.ts'

/** What became of it, for everybody; and who changed what, for owners, whose the history is. */
export function ExperimentLog({ experimentKey }: { experimentKey: string }) {
  const { log, logEmpty } = experimentWords.value
  return (
    <Card title={log}>
      <Answered of={annotations} meanwhile={<Skeleton height="2rem" />}>
        {(all) => {
          const notes = all.filter(({ experiment }) => experiment?.key === experimentKey)
          const said = notes.map(
            (note) => `${day(note.day, locale.value.language)} · ${noteText(note)}`,
          )
          return said.length === 0 ? (
            <p class="field-hint">{logEmpty}</p>
          ) : (
            <Lines lines={said.toReversed()} />
          )
        }}
      </Answered>
      {ownsSite.value && <Changes experimentKey={experimentKey} />}
    </Card>
  )
}

/** The site's history has everything in one, so that older changes may lie further back than what was asked for. */
function Changes({ experimentKey }: { experimentKey: string }) {
  const { whoChanged, logEarlier } = experimentWords.value.result
  return (
    <Answered of={history} meanwhile={<Skeleton height="4rem" />}>
      {({ items, more }) => {
        const lines = linesAbout(items, experimentKey)
        if (lines.length === 0 && !more) return null
        return (
          <>
            <h3>{whoChanged}</h3>
            <Lines lines={lines} />
            {more && (
              <Button size="small" kind="ghost" onClick={showMore}>
                {logEarlier}
              </Button>
            )}
          </>
        )
      }}
    </Answered>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="plain">
      {lines.map((line, place) => (
        <li key={`${place} ${line}`} dir="auto">
          {line}
        </li>
      ))}
    </ul>
  )
}
