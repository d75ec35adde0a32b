import type {
  Entry,
  EntryHead,
  FoundEvent,
  ImportedEvent,
  OpenedFile,
  Whereabouts,
} from './format.ts'

/** What a row makes: an event, nothing because another tells it, or a few words on why nothing. */
export type Made = { event: ImportedEvent } | { leftOut: string } | string

const MOST_TEXT = 2_000

/** The same with where the row stood; `text` is asked for where it is refused. */
export function foundOf(made: Made, at: Whereabouts, text: () => string): FoundEvent {
  if (typeof made === 'string')
    return { rejected: { ...at, reason: made, text: text().slice(0, MOST_TEXT) } }
  return 'event' in made ? { ...made, ...at } : made
}

export interface ReadEntry {
  entry: Entry
  head: EntryHead
  /** What names it beside a line, where there are several. */
  named: { file?: string }
}

/** The entries of a file that are what is read. */
export function entriesThat(
  { entries, head }: OpenedFile,
  is: (head: EntryHead) => boolean,
): ReadEntry[] {
  return entries.flatMap((entry, index) => {
    const found = head.entries[index]
    const named = entries.length > 1 ? { file: entry.name } : {}
    return found && is(found) ? [{ entry, head: found, named }] : []
  })
}
