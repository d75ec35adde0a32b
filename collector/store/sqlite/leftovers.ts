import { PERSON_KIND } from '../../person-kind.ts'
import { thoroughly } from '../../thoroughly.ts'
import { EXTENT_SIZE } from './extents.ts'
import {
  noteProperties,
  noteRemovedProperties,
  propertiesWithin,
  propertyFinder,
  type Removed,
} from './leftover-properties.ts'
import { forgetWords } from './leftover-words.ts'
import type { Connection } from './open.ts'

/**
 * What repeats (a title, a path, a campaign …) is stored once for all events. When events go, the rows that they
 * referred to are noted, and looked for in all that stays, an extent at a time; what nobody refers to goes, too.
 * Writers note meanwhile which extents they touch, so that nothing goes that has come into use again.
 */

/** Columns of `event`, and of `visit`, by the table that they name a row of. */
const OF_EVENT = ['page', 'title', 'query', 'acquisition', 'name', 'account'] as const
const OF_VISIT = ['acquisition', 'client', 'place'] as const
const OF_REMOVED = [...OF_EVENT, 'client', 'place'] as const
type Referred = (typeof OF_REMOVED)[number]
type Kind = Referred | 'property'
/** Pages go after the acquisitions that landed there. */
const KINDS: readonly Kind[] = [
  ...(['acquisition', 'page', 'title', 'query', 'name', 'client', 'place', 'account'] as const),
  'property',
]

/** The script's own names have numbers up to this; they are nobody's. */
const OWN_NAMES = 8

function noting(table: string, columns: readonly Referred[], where: string): string {
  const one = (kind: Referred) => `insert into leftover (kind, id, round)
    select distinct '${kind}', ${kind}, (select epoch from writer) from ${table}
    where ${where} and ${kind} is not null ${kind === 'name' ? `and name > ${OWN_NAMES}` : ''}
    on conflict (kind, id) do update set round = excluded.round;`
  return columns.map(one).join('\n')
}

/** SQL of what the events of the extent @id refer to, as `kind` and `id`. */
export function labelsWithin(): string {
  const within = `visit between @id * ${EXTENT_SIZE} and (@id + 1) * ${EXTENT_SIZE} - 1`
  const columns = OF_EVENT.map(
    (
      kind,
    ) => `select '${kind}' as kind, ${kind} as id from event where ${within} and ${kind} is not null
      ${kind === 'name' ? `and name > ${OWN_NAMES}` : ''}`,
  )
  return `${columns.join(' union ')} union ${propertiesWithin()}`
}

/**
 * SQL that notes what visits and their events refer to; `visits`: a condition on a visit's number, like `in (1, 2)`.
 * The transaction must advance the writer's epoch afterwards.
 */
export function noteLeftovers(visits: string): string {
  const referred =
    noting('event', OF_EVENT, `visit ${visits}`) + noting('visit', OF_VISIT, `id ${visits}`)
  return referred + noteProperties(visits)
}

/** The same for removed events that are not brought back any more. */
export function noteRemoved(where: string): string {
  return noting('removed_event', OF_REMOVED, where) + noteRemovedProperties(where)
}

interface Between {
  forget(): void
  pause(): Promise<void>
}

type Candidates = Map<Kind, Set<number>>

/**
 * Removes what nothing refers to any more, some milliseconds at a time; an interrupted run is begun again by the next.
 * Answers how many rows went.
 */
export async function sweepLeftovers(db: Connection, { forget, pause }: Between): Promise<number> {
  const { rows, candidates, round, touched } = db.transaction(() => begin(db)).immediate()
  if (rows.length === 0) return 0
  const scan = scanner(db, candidates, touched)
  const extents = db.prepare<[], number>('select id from extent').pluck().all()
  for (const extent of extents) {
    if (isEmpty(candidates)) break
    scan.extent(extent)
    await pause()
  }
  let count = 0
  for (let isDone = false; !isDone; ) {
    await scan.removed(pause)
    thoroughly(db, () => {
      if (scan.retouched()) count += removeSome(db, candidates)
      isDone = isEmpty(candidates)
    })
    forget()
    await pause()
  }
  thoroughly(db, () => finish(db, rows, round))
  return count
}

interface Row {
  kind: Kind
  id: number
}

function begin(db: Connection) {
  const rows = db.prepare<[], Row>('select kind, id from leftover').all()
  const candidates: Candidates = new Map(KINDS.map((kind) => [kind, new Set()]))
  for (const { kind, id } of rows) candidates.get(kind)?.add(id)
  const round = db.prepare<[], number>('select epoch from writer').pluck().get() ?? 0
  const touched = db.prepare<[], number | null>('select max(n) from retouched').pluck().get() ?? 0
  return { rows, candidates, round, touched }
}

/** Everything noted by then has been looked for. */
function finish(db: Connection, rows: readonly Row[], round: number): void {
  const settled = db.prepare('delete from leftover where kind = ? and id = ? and round < ?')
  for (const { kind, id } of rows) settled.run(kind, id, round)
  db.exec('delete from retouched where not exists (select 1 from leftover)')
}

function isEmpty(candidates: Candidates): boolean {
  return [...candidates.values()].every(({ size }) => size === 0)
}

/** Extents of one transaction. */
const A_FEW = 4
/** Removed events that are looked at at once. */
const SOME = 5_000

type Numbers = (number | null)[]

/** Strikes out what is referred to. `touched`: the last extent noted as written before. */
function scanner(db: Connection, candidates: Candidates, touched: number) {
  const { events, visits, left, written, removed } = scanStatements(db)
  const keys = propertyFinder(db)
  let last = touched
  let before: Removed = [-1, -1]

  function strike(rows: readonly Numbers[], columns: readonly Referred[], from = 0): void {
    columns.forEach((kind, index) => {
      const left = candidates.get(kind)
      if (!left || left.size === 0) return
      for (const row of rows) left.delete(row[from + index] as number)
    })
  }

  function strikeKeys(find: () => number[]): void {
    const left = candidates.get('property')
    if (left && left.size > 0) for (const id of find()) left.delete(id)
  }

  function extent(id: number): void {
    const first = id * EXTENT_SIZE
    strikeKeys(() => keys.inExtent(id))
    strike(events.all({ first }), OF_EVENT)
    strike(visits.all({ first }), OF_VISIT)
    // Read last: what leaves meanwhile is either among the events or among these.
    for (const { kind, id: label } of left.all(id)) candidates.get(kind)?.delete(label)
  }

  return {
    extent,
    /** What was removed since the last time. */
    async removed(pause: () => Promise<void>): Promise<void> {
      for (;;) {
        const rows = removed.all(...before, SOME)
        strike(rows, OF_REMOVED, 2)
        const end = rows.at(-1)?.slice(0, 2) as Removed | undefined
        if (!end) return
        strikeKeys(() => keys.amongRemoved(before, end))
        before = end
        await pause()
      }
    },
    /** Some of what was written meanwhile; true when nothing is left to be looked at. */
    retouched(): boolean {
      const ids = written.all(last, A_FEW)
      for (const { n, extent: id } of ids) {
        extent(id)
        last = n
      }
      return ids.length < A_FEW && removed.all(...before, 1).length === 0
    },
  }
}

function scanStatements(db: Connection) {
  const within = `between @first and @first + ${EXTENT_SIZE - 1}`
  return {
    events: db
      .prepare<object, Numbers>(`select ${OF_EVENT.join(', ')} from event where visit ${within}`)
      .raw(),
    visits: db
      .prepare<object, Numbers>(`select ${OF_VISIT.join(', ')} from visit where id ${within}`)
      .raw(),
    left: db.prepare<[number], Row>('select kind, id from left_label where extent = ?'),
    written: db.prepare<[number, number], { n: number; extent: number }>(
      'select n, extent from retouched where n > ? order by n limit ?',
    ),
    removed: db
      .prepare<[number, number, number], Numbers>(`select removal, n, ${OF_REMOVED.join(', ')}
        from removed_event where (removal, n) > (?, ?) order by removal, n limit ?`)
      .raw(),
  }
}

/** An account is a row of `person`, to which its people refer as well; its number may be somebody else's by now. */
const DELETE_ACCOUNT = `delete from person where id = ? and kind = ${PERSON_KIND.account}
  and not exists (select 1 from person member where member.account = person.id)`

/** Rows of one transaction. */
const ROWS = 1_000

/** Nobody refers to what is left of the candidates: some of it goes, unless somebody else has seen to it. */
function removeSome(db: Connection, candidates: Candidates): number {
  const kind = KINDS.find((one) => (candidates.get(one)?.size ?? 0) > 0)
  const all = kind && candidates.get(kind)
  if (!kind || !all) return 0
  if (kind === 'page') keepLanded(db, all)
  const isNoted = db.prepare('select 1 from leftover where kind = ? and id = ?')
  const some = [...all].slice(0, ROWS)
  const ids = new Set(some.filter((id) => isNoted.get(kind, id) !== undefined))
  if (kind === 'acquisition') forgetWords(db, ids)
  const row = db.prepare(kind === 'account' ? DELETE_ACCOUNT : `delete from ${kind} where id = ?`)
  for (const id of ids) row.run(id)
  for (const id of some) all.delete(id)
  db.exec('update writer set epoch = epoch + 1')
  return ids.size
}

function keepLanded(db: Connection, pages: Set<number>): void {
  const landed = db
    .prepare<[], number>('select page from acquisition where page is not null')
    .pluck()
  for (const page of landed.iterate()) pages.delete(page)
}
