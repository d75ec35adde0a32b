import { isMetric } from '../../../collector/vocabulary.ts'
import { day, range } from '../../dates.ts'
import type { StatsAnswer } from '../../models/stats.ts'
import { locale, today } from '../../models/view.ts'
import { words } from '../../texts/texts.ts'

/** What an answer says of imported days. */
export type ImportedSaid = NonNullable<StatsAnswer['meta']['imported']>

interface ImportedProps {
  of: ImportedSaid | undefined
}

/** The last imported day, with its year where that is another one. */
export function importedUntil({ to }: ImportedSaid): string {
  return day(to, locale.value.language, today.value.slice(0, 4))
}

function hintOf(said: ImportedSaid): string {
  const text = words.value.imported
  const tools = said.tools.map((tool) => text.tools[tool] ?? tool).join(' + ')
  const lacking = said.lacks.flatMap((name) =>
    isMetric(name) ? words.value.metrics[name].name : [],
  )
  return [
    text.hint(tools, range(said, locale.value.language)),
    ...(said.visitor_days ? [text.visitorDaysHint] : []),
    ...(lacking.length > 0 ? [text.lacks(lacking.join(', '))] : []),
  ].join(' ')
}

/** Names the part of a chart that is imported; where none is, but could be, why not. */
export function ImportedKey({ of: said }: ImportedProps) {
  if (!said) return null
  const text = words.value.imported
  const until = importedUntil(said)
  if (said.left_out) return <span>{text.leftOut(until, said.left_out)}</span>
  return (
    <span class="key" data-imported title={hintOf(said)}>
      {text.until(until)}
    </span>
  )
}

/** The same below a table. */
export function ImportedNote({ of: said }: ImportedProps) {
  if (!said) return null
  return (
    <p class="drill-note foot-note">
      <ImportedKey of={said} />
    </p>
  )
}
