import { type Label, type MovingRow, REFERENCES, type Slice } from '../../moving.ts'
import { EXTENT_SIZE } from '../extents.ts'
import { noteLeftovers } from '../leftovers.ts'
import type { Connection } from '../open.ts'
import { idHash, unpackId } from '../uid.ts'
import { type StoredRow, unpacked } from './values.ts'

/** By label: which of their numbers has become which of ours. */
type Numbers = Map<number, number>

/** Stores a slice of a site. Its caller owns the transaction, in which the writer's epoch must advance. */
export function sliceWriter(db: Connection): (site: number, slice: Slice) => void {
  const intern = interning(db)
  const people = peopleWriter(db)
  const lies = extentPlaces(db)
  const visits = visitWriter(db)

  /** Visits of ours that have changed or gone: they are written anew. */
  function changed(site: number, { gone, visits: told }: Slice, place: (visit: number) => number) {
    const known = gone.visits.flatMap((id) => {
      const extent = lies.known(site, extentOf(id))
      return extent === undefined ? [] : [within(extent, id)]
    })
    return [...known, ...told.map(({ id }) => place(Number(id)))]
  }

  return (site, slice) => {
    for (const row of slice.gone.people) people.remove(site, unpacked(row))
    const numbers = intern(site, slice.labels)
    for (const row of slice.people) people.put(site, translated('person', row, numbers))
    const ours = lies(site, slice.extents)
    const place = (visit: number) => within(Number(ours.get(extentOf(visit))), visit)
    visits.clear(changed(site, slice, place))
    for (const row of slice.visits) {
      const pages = pagesOf(row.pages, numbers.page)
      visits.put({ ...translated('visit', row, numbers), id: place(Number(row.id)), pages })
    }
    for (const row of slice.events)
      visits.add(site, { ...translated('event', row, numbers), visit: place(Number(row.visit)) })
  }
}

const extentOf = (visit: number) => Math.floor(visit / EXTENT_SIZE)
/** Where a visit of theirs lies in an extent of ours. */
const within = (extent: number, visit: number) => extent * EXTENT_SIZE + (visit % EXTENT_SIZE)

function translated(
  table: keyof typeof REFERENCES,
  row: MovingRow,
  numbers: Record<Label, Numbers>,
): StoredRow {
  const values = unpacked(row)
  for (const [column, label] of Object.entries(REFERENCES[table]) as [string, Label][]) {
    const theirs = values[column]
    if (theirs === null || theirs === undefined) continue
    const ours = numbers[label].get(Number(theirs))
    if (ours === undefined) throw new Error(`a ${table} names a ${label} that was not told`)
    values[column] = ours
  }
  return values
}

/** Numbers of pages between commas; 0 stands for none. */
function pagesOf(pages: unknown, numbers: Numbers): string | null {
  if (typeof pages !== 'string' || pages === '') return pages === '' ? pages : null
  return pages
    .split(',')
    .map((page) => (page === '0' ? page : String(numbers.get(Number(page)))))
    .join(',')
}

/** The columns by which a label is found, in whichever file. */
const KEYS: Record<Exclude<Label, 'acquisition'>, readonly string[]> = {
  name: ['text'],
  title: ['text'],
  query: ['text'],
  client: ['key'],
  place: ['key'],
  page: ['site', 'hostname', 'path'],
  person: ['site', 'kind', 'key'],
}

function interning(db: Connection) {
  const one = (label: keyof typeof KEYS) => {
    const where = KEYS[label].map((column) => `${column} = @${column}`).join(' and ')
    const find = db.prepare<[StoredRow], number>(`select id from ${label} where ${where}`).pluck()
    return (row: StoredRow): number => find.get(row) ?? insertRow(db, label, row)
  }
  const finders = Object.fromEntries(
    Object.keys(KEYS).map((label) => [label, one(label as keyof typeof KEYS)]),
  ) as Record<keyof typeof KEYS, (row: StoredRow) => number>
  const acquisition = acquisitionWriter(db)

  return (site: number, labels: Slice['labels']): Record<Label, Numbers> => {
    const numbers = {} as Record<Label, Numbers>
    for (const label of Object.keys(KEYS) as (keyof typeof KEYS)[]) {
      const rows = (labels[label] ?? []).map(unpacked)
      numbers[label] = new Map(
        rows.map((row) => [Number(row.id), finders[label]({ ...row, site })]),
      )
    }
    const rows = (labels.acquisition ?? []).map((row) => {
      const { page } = row
      const key = String(row.key).slice(String(page ?? 0).length)
      const ours = translated('acquisition', row, numbers)
      // The page that it landed on stands before its facts.
      return [Number(row.id), acquisition({ ...ours, key: `${ours.page ?? 0}${key}` })] as const
    })
    numbers.acquisition = new Map(rows)
    return numbers
  }
}

const OF_SITE: ReadonlySet<string> = new Set(['page', 'acquisition', 'person'])

function insertRow(db: Connection, table: string, row: StoredRow): number {
  const columns = Object.keys(row).filter(
    (column) => column !== 'id' && (column !== 'site' || OF_SITE.has(table)),
  )
  const insert = db.prepare(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
  )
  return Number(insert.run(row).lastInsertRowid)
}

function acquisitionWriter(db: Connection) {
  const find = db
    .prepare<[StoredRow], number>('select id from acquisition where site = @site and key = @key')
    .pluck()
  return (row: StoredRow): number => {
    const id = find.get(row)
    if (id === undefined) return insertRow(db, 'acquisition', row)
    const columns = Object.keys(row).filter((column) => column !== 'id')
    db.prepare(`update acquisition set ${columns.map((column) => `${column} = @${column}`).join(', ')}
      where id = @ours and (${columns.map((column) => `${column} is not @${column}`).join(' or ')})`).run(
      {
        ...row,
        ours: id,
      },
    )
    return id
  }
}

function peopleWriter(db: Connection) {
  const put =
    db.prepare(`insert into person (site, kind, key, first_at, account, account_at, traits, traits_at)
    values (@site, @kind, @key, @first_at, @account, @account_at, @traits, @traits_at)
    on conflict (site, kind, key) do update set first_at = @first_at, account = @account,
      account_at = @account_at, traits = @traits, traits_at = @traits_at`)
  const remove = db.prepare('delete from person where site = @site and kind = @kind and key = @key')
  return {
    put: (site: number, row: StoredRow) => put.run({ ...row, site }),
    remove: (site: number, row: StoredRow) => remove.run({ ...row, site }),
  }
}

/** Which extent of ours has the visits of which of theirs. */
function extentPlaces(db: Connection) {
  const find = db
    .prepare<[number, number], number>(
      'select ours from arrival_extent where site = ? and theirs = ?',
    )
    .pluck()
  const insert =
    db.prepare(`insert into extent (site, day, used, first_start, last_start, last_event)
    values (@site, @day, @used, @first_start, @last_start, @last_event)`)
  const widen = db.prepare(`update extent set day = @day, used = @used, changed = changed + 1,
    first_start = min(first_start, @first_start), last_start = max(last_start, @last_start),
    last_event = max(last_event, @last_event) where id = @ours`)
  const note = db.prepare('insert into arrival_extent (site, theirs, ours) values (?, ?, ?)')

  function oursOf(site: number, row: StoredRow): number {
    const theirs = Number(row.id)
    const known = find.get(site, theirs)
    if (known !== undefined) {
      widen.run({ ...row, ours: known })
      return known
    }
    const ours = Number(insert.run({ ...row, site }).lastInsertRowid)
    note.run(site, theirs, ours)
    return ours
  }

  return Object.assign(
    (site: number, extents: readonly MovingRow[]) =>
      new Map(extents.map((row) => [Number(row.id), oursOf(site, unpacked(row))])),
    { known: (site: number, theirs: number) => find.get(site, theirs) },
  )
}

function visitWriter(db: Connection) {
  const events = db.prepare('delete from event where visit = ?')
  const visit = db.prepare('delete from visit where id = ?')
  const isThere = db.prepare('select 1 from visit where id = ?')
  const seen = db.prepare('insert or ignore into seen (id) values (?)')
  const upserts = new Map<string, ReturnType<Connection['prepare']>>()

  function insert(table: string, row: StoredRow): void {
    const columns = Object.keys(row)
    const key = `${table} ${columns.join()}`
    const known =
      upserts.get(key) ??
      db.prepare(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
      )
    upserts.set(key, known)
    known.run(row)
  }

  return {
    /** Removes visits with their events; what they name and nobody else is nobody's then. */
    clear(ids: readonly number[]): void {
      const there = ids.filter((id) => isThere.get(id) !== undefined)
      if (there.length === 0) return
      db.exec(noteLeftovers(`in (${there.map(Number).join(', ')})`))
      for (const id of there) {
        events.run(id)
        visit.run(id)
      }
    },
    put: (row: StoredRow) => insert('visit', row),
    add(site: number, row: StoredRow): void {
      insert('event', row)
      seen.run(idHash(site, unpackId(row.uid as Buffer | string)))
    },
  }
}
