import { merged, type Note } from './notes.ts'

interface NoteMarksProps {
  notes: readonly Note[]
  /** Where a place lies, from the left edge (0) to the right one (1). */
  at: (place: number) => number
}

/** The notes along the top of a chart, one mark for each place that has any. */
export function NoteMarks({ notes, at }: NoteMarksProps) {
  return (
    <>
      {merged(notes).map(({ position, text, own, color }) => (
        <i
          key={position}
          role="img"
          class="note-mark"
          data-own={own}
          data-color={color}
          title={text}
          aria-label={text}
          style={{ left: `${at(position) * 100}%` }}
        />
      ))}
    </>
  )
}
