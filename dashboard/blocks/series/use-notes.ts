import { useMemo } from 'preact/hooks'
import type { Note } from '../../charts/notes.ts'
import type { Range } from '../../models/period.ts'
import { annotations } from '../../models/things.ts'
import { today } from '../../models/view.ts'
import { language } from '../../texts/texts.ts'
import { notesOf } from './notes.ts'

/** Of a chart that ends with today, the days that it shows: what is noted of days to come stands on none of them. */
export function untilToday({ from, to }: Range): Range {
  return to > today.value ? { from, to: today.value } : { from, to }
}

/** The site's notes on a chart of these buckets: the same array until one of them changes, for a chart is drawn by it. */
export function useNotes(keys: readonly string[], { from, to }: Range): Note[] {
  const all = annotations.data.value
  return useMemo(
    () => notesOf(all ?? [], keys, { from, to }),
    [all, keys.join(), from, to, language.value],
  )
}
