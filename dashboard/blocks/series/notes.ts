import type { Note } from '../../charts/notes.ts'
import type { Range } from '../../models/period.ts'
import type { Annotation } from '../../models/things.ts'
import { words } from '../../texts/texts.ts'

/** Where the notes on the days in view stand on a chart of them. */
export function notesOf(
  annotations: readonly Annotation[],
  keys: readonly string[],
  shown: Range,
): Note[] {
  if (keys.length === 0) return []
  return notesWithin(annotations, shown).map((note) => ({
    position: placeOf(note.day, keys),
    text: noteText(note),
    own: note.experiment === null,
    color: note.color,
  }))
}

/** What somebody wrote, or what an experiment tells of itself, in the reader's language. */
export function noteText({ text, experiment }: Pick<Annotation, 'text' | 'experiment'>): string {
  if (experiment === null) return text
  const { steps } = words.value.annotations
  return steps[experiment.step](experiment.name, experiment.variant ?? '')
}

/** The first hour of the day, else the bucket that it falls into; the first bucket for what began before. */
function placeOf(day: string, keys: readonly string[]): number {
  const first = keys.findIndex((key) => key.slice(0, 10) === day)
  return Math.max(0, first >= 0 ? first : keys.findLastIndex((key) => key.slice(0, 10) <= day))
}

/** A site's notes on days of a stretch, those included that only reach into it. */
export function notesWithin(annotations: readonly Annotation[], { from, to }: Range): Annotation[] {
  return annotations.filter((note) => (note.to ?? note.day) >= from && note.day <= to)
}
