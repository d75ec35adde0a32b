import { BoundedMap } from '../../bounded-map.ts'
import type {
  EntryHead,
  EventFormat,
  FileHead,
  FoundEvent,
  OpenedFile,
  ReadOptions,
} from '../format.ts'
import { jsonRecords, NO_JSON } from '../json-records.ts'
import { entriesThat, foundOf } from '../made.ts'
import { eventOfRow, type LastViews } from './event-of-row.ts'

/** GA4's export to BigQuery, a row of `events_…`, `events_intraday_…` or `events_fresh_…` a line of JSON. */
export const ga4Rows: EventFormat = {
  kind: 'events',
  name: 'ga4',
  label: 'Google Analytics 4',
  looksLike: ({ entries }: FileHead) => entries.some(isOfRows),
  read,
}

function isOfRows({ text }: EntryHead): boolean {
  return (
    /^\s*[[{]/u.test(text) && text.includes('"event_timestamp"') && text.includes('"event_name"')
  )
}

/** Pages that are remembered while what was done on them is read. */
const MOST_VIEWS = 200_000

async function* read(file: OpenedFile, options: ReadOptions): AsyncIterable<FoundEvent[]> {
  const views: LastViews = new BoundedMap(MOST_VIEWS)
  for (const { entry, named } of entriesThat(file, isOfRows)) {
    for await (const records of jsonRecords(entry)) {
      yield records.map(({ value, line, text }) => {
        const made = value ? eventOfRow(value, options, views) : NO_JSON
        return foundOf(made, { line, ...named }, () => text)
      })
    }
  }
}
