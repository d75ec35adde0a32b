import type Database from 'better-sqlite3'
import type { Connection } from './open.ts'

/** A row of `visit`, its columns by name. */
export interface Visit {
  id: number
  visitor: number
  person: number
  /** The user its own events name; `person` may come from another visit. */
  user: number | null
  start: number
  last: number
  acquisition: number
  client: number
  place: number
  landing: number | null
  exit: number | null
  pageviews: number
  events: number
  engaged: number
  interactive: number
  alone: number
  size: number
  /** Numbers of the pages its events name, as visit-pages.ts writes them. */
  pages: string | null
}

const COLUMNS = [
  'id',
  'visitor',
  'person',
  'user',
  'start',
  'last',
  'acquisition',
  'client',
  'place',
  'landing',
  'exit',
  'pageviews',
  'events',
  'engaged',
  'interactive',
  'alone',
  'size',
  'pages',
] as const satisfies readonly (keyof Visit)[]

/** What an event adds to its visit changes these only; none of them is in an index. */
const GROWING = [
  'user',
  'last',
  'acquisition',
  'landing',
  'exit',
  'pageviews',
  'events',
  'engaged',
  'interactive',
  'size',
  'pages',
] as const satisfies readonly (keyof Visit)[]

type By<Parameters extends unknown[]> = Database.Statement<Parameters, Visit>

export interface VisitStatements {
  upsert: Database.Statement
  grow: Database.Statement
  remove: Database.Statement
  latest: By<[visitor: number]>
  all: By<[visitor: number]>
  overlapping: By<[visitor: number, to: number, from: number]>
  openOfVisitor: By<[object]>
  openOfPerson: By<[object]>
  lone: By<[person: number, from: number, to: number]>
  loneOf: Database.Statement
  anyLone: Database.Statement
  userBefore: Database.Statement<[visitor: number, at: number], number>
  firstOwn: Database.Statement<[visitor: number, person: number], number | null>
  claim: Database.Statement
}

export function visitStatements(db: Connection): VisitStatements {
  const list = COLUMNS.join(', ')
  const from = `select ${list} from visit`
  // A person's visits: those of its own row as a visitor, and those it was given (index visit_person).
  const ofPerson = `(${from} where visitor = @person and person = @person
    union all ${from} where person = @person and person <> visitor)`
  const openIn = (rows: string) =>
    db.prepare<[object], Visit>(`select * from ${rows} where alone = 0 and start <= @at
      and last >= @from order by start desc, id limit 1`)
  return {
    upsert: db.prepare(`
      insert into visit (${list}) values (${COLUMNS.map(() => '?').join(', ')})
      on conflict (id) do update set ${COLUMNS.slice(1)
        .map((column) => `${column} = excluded.${column}`)
        .join(', ')}`),
    grow: db.prepare(
      `update visit set ${GROWING.map((column) => `${column} = ?`).join(', ')} where id = ?`,
    ),
    remove: db.prepare('delete from visit where id = ?'),
    latest: db.prepare<[number], Visit>(
      `${from} where visitor = ? and alone = 0 order by start desc, id desc limit 1`,
    ),
    all: db.prepare<[number], Visit>(`${from} where visitor = ? order by start, id`),
    overlapping: db.prepare<[number, number, number], Visit>(
      `${from} where visitor = ? and start <= ? and last >= ? order by start, id`,
    ),
    openOfVisitor: openIn(`(${from} where visitor = @visitor and start <= @at)`),
    openOfPerson: openIn(ofPerson),
    lone: db.prepare<[number, number, number], Visit>(
      `${from} where person = ? and visitor = person and alone = 1 and start between ? and ? order by start, id`,
    ),
    loneOf: db.prepare('select 1 from visit where visitor = ? and alone = 1 limit 1'),
    anyLone: db.prepare('select 1 from visit where alone = 1 limit 1'),
    userBefore: db
      .prepare<[number, number], number>(`select user from visit where visitor = ? and start < ?
        and user is not null order by start desc limit 1`)
      .pluck(),
    firstOwn: db
      .prepare<[number, number], number | null>(
        'select min(start) from visit where visitor = ? and person = ? and alone = 0',
      )
      .pluck(),
    claim: db.prepare(
      'update visit set person = @user where visitor = @visitor and person = @visitor',
    ),
  }
}

/** In the order of COLUMNS; spelt out, because this runs for most events. */
export function valuesOf(visit: Visit): unknown[] {
  const { id, visitor, person, user, start, last, acquisition, client, place } = visit
  const { landing, exit, pageviews, events, engaged, interactive, alone, size } = visit
  const { pages } = visit
  // biome-ignore format: in the order of COLUMNS
  return [id, visitor, person, user, start, last, acquisition, client, place,
    landing, exit, pageviews, events, engaged, interactive, alone, size, pages]
}

/** In the order of GROWING, then the row's id. */
export function grownValuesOf(visit: Visit): unknown[] {
  const { id, user, last, acquisition, landing, exit, pageviews } = visit
  const { events, engaged, interactive, size, pages } = visit
  // biome-ignore format: in the order of GROWING
  return [user, last, acquisition, landing, exit, pageviews, events, engaged, interactive, size,
    pages, id]
}
