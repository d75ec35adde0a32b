/** Something that happened at a place of a chart. */
export interface Note {
  /** Among the chart's points, counted from 0. */
  position: number
  text: string
  /** Somebody wrote it; an experiment tells of itself otherwise. */
  own: boolean
  /** The name of one of the notes' colours. */
  color: string | null
}

/** From left to right, those of one place as one: their marks would lie upon each other. */
export function merged(notes: readonly Note[]): Note[] {
  const places = new Map<number, Note[]>()
  for (const note of notes.toSorted((a, b) => a.position - b.position)) {
    places.set(note.position, [...(places.get(note.position) ?? []), note])
  }
  return [...places].map(([position, some]) => ({
    position,
    text: some.map(({ text }) => text).join(' · '),
    own: some.some(({ own }) => own),
    color: commonColor(some),
  }))
}

/** Of all of them; those of several colours have none. */
function commonColor([first, ...rest]: readonly Note[]): string | null {
  return first && rest.every(({ color }) => color === first.color) ? first.color : null
}
