import type { Note } from '../../charts/time-series.tsx'
import type { Range } from '../../models/period.ts'
import type { Annotation } from '../../models/things.ts'

/** Where a site's notes stand on a chart: each in the last bucket that begins no later than its day. */
export function notesOf(annotations: readonly Annotation[], keys: readonly string[]): Note[] {
  const first = keys[0]
  if (first === undefined) return []
  return annotations
    .filter(({ day }) => day >= first.slice(0, 10))
    .map(({ day, text }) => ({
      position: keys.findLastIndex((key) => key.slice(0, 10) <= day),
      text,
    }))
}

/** A site's notes on days of a stretch, those included that only reach into it. */
export function notesWithin(annotations: readonly Annotation[], { from, to }: Range): Annotation[] {
  return annotations.filter((note) => (note.to ?? note.day) >= from && note.day <= to)
}
