import { csvHead } from '../../intake/csv-records.ts'
import { fileRecords } from '../../intake/file-records.ts'
import { textOf } from '../entry-text.ts'
import type { EntryHead, EventFormat, FoundEvent, ImportedEvent, OpenedFile } from '../format.ts'
import { entriesThat, foundOf, type Made, type ReadEntry } from '../made.ts'

/** What our own `export` writes, or anybody who keeps to the protocol: an event a line of NDJSON, or a row of CSV. */
export const own: EventFormat = {
  kind: 'events',
  name: 'events',
  label: 'Tributary',
  looksLike: ({ entries }) => entries.some(isOwn),
  read,
}

function isOwn({ text }: EntryHead): boolean {
  const [line = ''] = text.trimStart().split(/\r?\n/u, 1)
  if (!line.startsWith('{')) return csvHead(line) !== undefined
  return /"id"\s*:/.test(line) && /"name"\s*:/.test(line) && /"at"\s*:\s*\d/.test(line)
}

/** The entries with our events; of a file that is said to be ours all that are text. */
export function ownEntries(file: OpenedFile): ReadEntry[] {
  const own = entriesThat(file, isOwn)
  return own.length > 0 ? own : entriesThat(file, ({ text }) => text !== '')
}

async function* read(file: OpenedFile): AsyncIterable<FoundEvent[]> {
  for (const { entry, named } of ownEntries(file)) {
    let line = 0
    for await (const { events, written } of fileRecords(textOf(entry))) {
      yield events.map((json, index) => {
        line += 1
        return foundOf(eventOf(json), { line, ...named }, () => written[index] ?? json)
      })
    }
  }
}

/** What it says is judged by the intake; here it only has to be an event's JSON. */
function eventOf(json: string): Made {
  try {
    const value: unknown = JSON.parse(json)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { event: value as ImportedEvent } : 'invalid_json'
  } catch {
    return 'invalid_json'
  }
}
