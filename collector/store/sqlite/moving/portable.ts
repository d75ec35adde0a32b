import { LABELS, type Label, type MovingRow, REFERENCES, type Slice } from '../../moving.ts'
import { eachPage } from '../../visit-pages.ts'
import { EXTENT_SIZE } from '../extents.ts'
import type { Connection } from '../open.ts'
import { packed, type StoredRow } from './values.ts'

/** What a slice is made of: numbers of this file. */
export interface Parts {
  visits: readonly number[]
  people: readonly number[]
  acquisitions: readonly number[]
}

type Named = Record<Label, Set<number>>

/** Reads rows with all that they name. Its caller owns the transaction. */
export function portableRows(db: Connection) {
  const among = (select: string) =>
    db.prepare<[string], StoredRow>(`${select} in (select value from json_each(?))`)
  const visits = among('select * from visit where id')
  const events = among('select * from event where visit')
  const extents = among('select * from extent where id')
  const people = among('select * from person where id')
  const labels = Object.fromEntries(
    LABELS.map((label) => {
      const columns = label === 'person' ? 'id, kind, key' : '*'
      return [label, among(`select ${columns} from ${label} where id`)]
    }),
  ) as Record<Label, ReturnType<typeof among>>
  const read = (select: ReturnType<typeof among>, ids: Iterable<number>): StoredRow[] =>
    select.all(JSON.stringify([...ids]))

  function labelsOf(named: Named): Slice['labels'] {
    const acquisitions = read(labels.acquisition, named.acquisition)
    note(named, 'acquisition', acquisitions)
    const rows = LABELS.map((label) => {
      const found = label === 'acquisition' ? acquisitions : read(labels[label], named[label])
      return [label, found.map(packed)] as const
    })
    return Object.fromEntries(rows.filter(([, found]) => found.length > 0))
  }

  return (parts: Parts): Omit<Slice, 'gone'> => {
    const named = nothing()
    for (const id of parts.acquisitions) named.acquisition.add(id)
    const told = {
      visits: read(visits, parts.visits),
      events: read(events, parts.visits),
      people: read(people, parts.people),
    }
    note(named, 'visit', told.visits)
    for (const { pages } of told.visits) notePages(named, pages)
    note(named, 'event', told.events)
    note(named, 'person', told.people)
    const lies = new Set(parts.visits.map((id) => Math.floor(id / EXTENT_SIZE)))
    const all = (rows: StoredRow[]): MovingRow[] => rows.map(packed)
    return {
      extents: all(read(extents, lies)),
      visits: all(told.visits),
      events: all(told.events),
      people: all(told.people),
      labels: labelsOf(named),
    }
  }
}

function nothing(): Named {
  return Object.fromEntries(LABELS.map((label) => [label, new Set<number>()])) as Named
}

function note(named: Named, table: keyof typeof REFERENCES, rows: readonly StoredRow[]): void {
  for (const [column, label] of Object.entries(REFERENCES[table]) as [string, Label][]) {
    const ids = named[label]
    for (const row of rows) if (row[column] !== null) ids.add(Number(row[column]))
  }
}

function notePages(named: Named, pages: unknown): void {
  if (typeof pages === 'string') eachPage(pages, (page) => page !== 0 && named.page.add(page))
}
