import type { NextSlice, Slice } from '../../moving.ts'
import { EXTENT_SIZE } from '../extents.ts'
import type { Connection } from '../open.ts'
import { type Parts, portableRows } from './portable.ts'
import { packed, type StoredRow } from './values.ts'

/** What a note is about, as the triggers number it (migrations/0047-collectors.ts). */
const NOTED = { visit: 1, person: 2, gonePerson: 3, acquisition: 4 } as const

/** Events of a slice, unless one visit has more, and rows of anything else: some 20 ms of the writer. */
const EVENTS = 2_000
const ROWS = 1_000

/** Before the extents come the people, each by its number. */
export const PEOPLE = -1

/** How far a departure is: all of that extent up to that visit; of people, up to that number. */
export interface Reached {
  site: number
  extent: number
  visit: number
}

interface Note {
  kind: number
  key: number | string
  round: number
}

/** The next of what is to be told: people, extents, then what has changed since. */
export function sliceReader(db: Connection) {
  const portable = portableRows(db)
  const { people, extent, sizes, notes, count, size } = statements(db)
  type Told = NextSlice | undefined
  const NOTHING = { visits: [], people: [] }

  function somePeople({ site, visit: after }: Reached): Told {
    const ids = people.all(site, after)
    const last = ids.at(-1)
    if (last === undefined) return undefined
    const rows = portable({ visits: [], people: ids, acquisitions: [] })
    return {
      slice: { ...rows, gone: NOTHING },
      place: { extent: PEOPLE, visit: last, notes: [] },
      left: Number.POSITIVE_INFINITY,
    }
  }

  function someVisits({ site, extent: from, visit: after }: Reached): Told {
    for (let id = extent.get(site, from); id !== undefined; id = extent.get(site, id + 1)) {
      const first = id === from ? after : id * EXTENT_SIZE - 1
      const visits = upTo(EVENTS, sizes.all(first, (id + 1) * EXTENT_SIZE))
      const last = visits.at(-1)
      if (last === undefined) continue
      const rows = portable({ visits, people: [], acquisitions: [] })
      const place = { extent: id, visit: last, notes: [] }
      return { slice: { ...rows, gone: NOTHING }, place, left: Number.POSITIVE_INFINITY }
    }
    return undefined
  }

  /** Of one kind after the other, with about as many events as a slice has. */
  function someNotes(site: number): Note[] {
    const some: Note[] = []
    let events = 0
    for (const one of notes.iterate(site)) {
      some.push(one)
      events += one.kind === NOTED.visit ? (size.get(Number(one.key)) ?? 0) : 0
      if (events >= EVENTS) break
    }
    return some
  }

  function someChanges({ site, extent: id, visit }: Reached): Told {
    const some = someNotes(site)
    if (some.length === 0) return undefined
    const place = { extent: id, visit, notes: some }
    const left = (count.get(site) ?? 0) - some.length
    return { slice: changed(db, portable, site, some), place, left }
  }

  return (at: Reached): Told => {
    if (at.extent !== PEOPLE) return someVisits(at) ?? someChanges(at)
    return somePeople(at) ?? someVisits({ ...at, extent: 0, visit: -1 }) ?? someChanges(at)
  }
}

function statements(db: Connection) {
  const people = db
    .prepare<[number, number], number>(
      `select id from person where site = ? and id > ? order by id limit ${ROWS}`,
    )
    .pluck()
  const extent = db
    .prepare<[number, number], number>(
      'select id from extent where site = ? and id >= ? order by id limit 1',
    )
    .pluck()
  const sizes = db.prepare<[number, number], { id: number; size: number }>(
    'select id, size from visit where id > ? and id < ? order by id',
  )
  const notes = db.prepare<[number], Note>(
    `select kind, key, round from departure_note where site = ? order by kind, key limit ${ROWS}`,
  )
  const size = db.prepare<[number], number>('select size from visit where id = ?').pluck()
  const count = db
    .prepare<[number], number>('select count(*) from departure_note where site = ?')
    .pluck()
  return { people, extent, sizes, notes, count, size }
}

/** As many as have so many events together. */
function upTo(most: number, visits: readonly { id: number; size: number }[]): number[] {
  const some: number[] = []
  let events = 0
  for (const { id, size } of visits) {
    if (events >= most) break
    events += size
    some.push(id)
  }
  return some
}

/** Rows as they are now, and those that are there no longer. */
function changed(
  db: Connection,
  portable: (parts: Parts) => Omit<Slice, 'gone'>,
  site: number,
  notes: readonly Note[],
): Slice {
  const keys = (kind: number) => notes.filter((one) => one.kind === kind).map(({ key }) => key)
  const visits = keys(NOTED.visit).map(Number)
  const slice = portable({
    visits,
    people: keys(NOTED.person).map(Number),
    acquisitions: keys(NOTED.acquisition).map(Number),
  })
  const there = new Set(slice.visits.map(({ id }) => id))
  const back = db.prepare('select 1 from person where site = ? and kind = ? and key = ?')
  const people = keys(NOTED.gonePerson)
    .map((key) => goneOf(String(key)))
    .filter(({ kind, key }) => back.get(site, kind, key) === undefined)
  return {
    ...slice,
    gone: { visits: visits.filter((id) => !there.has(id)), people: people.map(packed) },
  }
}

function goneOf(key: string): StoredRow {
  const [kind, type, hex] = JSON.parse(key) as [number, string, string]
  const bytes = Buffer.from(hex, 'hex')
  return { kind, key: type === 'blob' ? bytes : bytes.toString() }
}
