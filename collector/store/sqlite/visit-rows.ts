import type Database from 'better-sqlite3'
import type { NamedVisit, Visit } from '../visits.ts'
import type { Connection } from './open.ts'

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
  'members',
  'heard',
  'owed',
  'pages',
] as const satisfies readonly (keyof Visit)[]

/** What an event adds to its visit changes these only; none of them is in an index, as `user`, `heard` and `owed` are. */
const GROWING = [
  'last',
  'acquisition',
  'landing',
  'exit',
  'pageviews',
  'events',
  'engaged',
  'interactive',
  'size',
  'members',
  'pages',
] as const satisfies readonly (keyof Visit)[]

type By<Parameters extends unknown[]> = Database.Statement<Parameters, Visit>
type Asked<Parameters extends unknown[], Value> = Database.Statement<Parameters, Value>

export interface VisitStatements {
  upsert: Database.Statement
  grow: Database.Statement
  remove: Database.Statement
  give: Database.Statement
  own: Database.Statement
  one: By<[id: number]>
  begun: By<[visitor: number, at: number]>
  from: By<[range: object]>
  near: By<[range: object]>
  heardAfter: By<[range: object]>
  owing: By<[range: object]>
  ofPerson: By<[object]>
  lone: By<[person: number, from: number, to: number]>
  loneSince: Database.Statement
  loneOf: By<[visitor: number, from: number, to: number]>
  anyLone: Database.Statement
  heard: Asked<[visitor: number], number | null>
  userBefore: Asked<[object], { user: number }>
  firstUser: Asked<[object], { user: number }>
  named: Asked<[visitor: number], NamedVisit>
  firstOwn: Asked<[visitor: number, person: number], number | null>
  claim: Database.Statement
}

const LIST = COLUMNS.join(', ')
/** Older versions left `members` out where nothing had left the visit. */
const READ = LIST.replace('members', 'coalesce(members, size) as members')
const FROM = `select ${READ} from visit`

/** Of visits and of lone events the first ones from an instant on, each found through the index. */
function firstOfBoth(): string {
  const first = (alone: string) =>
    `select * from (${FROM}
      where visitor = @visitor and ${alone} and (start, id) > (@from, @after)
      order by start, id limit @most)`
  return `${first('alone = 0')} union all ${first('alone = 1')} order by start, id limit @most`
}

export function visitStatements(db: Connection): VisitStatements {
  // A person's visits: those of its own row as a visitor, and those it was given (index visit_person).
  const ofPerson = `(${FROM} where visitor = @person and alone = 0 and person = @person
    union all ${FROM} where person = @person and person <> visitor)`
  return {
    ...writing(db),
    one: db.prepare<[number], Visit>(`${FROM} where id = ?`),
    begun: db.prepare<[number, number], Visit>(
      `${FROM} where visitor = ? and alone = 0 and start <= ? order by start desc, last desc, id desc limit 1`,
    ),
    from: db.prepare<[object], Visit>(firstOfBoth()),
    near: db.prepare<[object], Visit>(
      `${FROM} where visitor = @visitor and alone = 0 and start between @from and @to order by start desc`,
    ),
    heardAfter: db.prepare<[object], Visit>(
      `${FROM} indexed by visit_heard
        where visitor = @visitor and heard >= @heard and alone = 0 and start between @from and @to limit 1000`,
    ),
    owing: db.prepare<[object], Visit>(
      `${FROM} indexed by visit_owed
        where visitor = @visitor and owed is not null and start between @from and @to`,
    ),
    ofPerson: db.prepare<[object], Visit>(`select * from ${ofPerson} where alone = 0
      and start between @from and @to and last >= @last order by start desc, id limit 1`),
    lone: db.prepare<[number, number, number], Visit>(
      `${FROM} where person = ? and visitor = person and alone = 1 and start between ? and ? order by start, id`,
    ),
    loneSince: db.prepare(
      `select 1 from visit indexed by visit_lone
        where visitor = ? and alone = 1 and heard is null and start >= ? limit 1`,
    ),
    loneOf: db.prepare<[number, number, number], Visit>(
      `${FROM} where visitor = ? and alone = 1 and start between ? and ? order by start, id limit 1000`,
    ),
    anyLone: db.prepare('select 1 from visit where alone = 1 limit 1'),
    ...knowing(db),
  }
}

function writing(db: Connection) {
  return {
    upsert: db.prepare(`
      insert into visit (${LIST}) values (${COLUMNS.map(() => '?').join(', ')})
      on conflict (id) do update set ${COLUMNS.slice(1)
        .map((column) => `${column} = excluded.${column}`)
        .join(', ')}`),
    grow: db.prepare(
      `update visit set ${GROWING.map((column) => `${column} = ?`).join(', ')} where id = ?`,
    ),
    remove: db.prepare('delete from visit where id = ?'),
    give: db.prepare('update visit set visitor = ? where id = ?'),
    own: db.prepare('update visit set person = ? where id = ?'),
    claim: db.prepare(
      'update visit set person = @user where visitor = @visitor and person = @visitor',
    ),
  }
}

/** A follow-up that stands alone says nothing of who is there. */
const NAMED = `select user from visit indexed by visit_user
  where visitor = @visitor and user is not null and (alone = 0 or heard is null)`

function knowing(db: Connection) {
  return {
    heard: db
      .prepare<[number], number | null>(
        'select max(heard) from visit where visitor = ? and heard is not null',
      )
      .pluck(),
    userBefore: db.prepare<[object], { user: number }>(
      `${NAMED} and start < @at order by start desc limit 1`,
    ),
    firstUser: db.prepare<[object], { user: number }>(`${NAMED} order by start limit 1`),
    named: db.prepare<[number], NamedVisit>(
      'select id, user, person, alone, heard from visit where visitor = ? order by start, id',
    ),
    firstOwn: db
      .prepare<[number, number], number | null>(
        'select min(start) from visit where visitor = ? and person = ? and alone = 0',
      )
      .pluck(),
  }
}

/** In the order of COLUMNS; spelt out, because this runs for most events. */
export function valuesOf(visit: Visit): unknown[] {
  const { id, visitor, person, user, start, last, acquisition, client, place } = visit
  const { landing, exit, pageviews, events, engaged, interactive, alone, size } = visit
  const { members, heard, owed, pages } = visit
  // biome-ignore format: in the order of COLUMNS
  return [id, visitor, person, user, start, last, acquisition, client, place,
    landing, exit, pageviews, events, engaged, interactive, alone, size, members, heard, owed, pages]
}

/** In the order of GROWING, then the row's id. */
export function grownValuesOf(visit: Visit): unknown[] {
  const { id, last, acquisition, landing, exit, pageviews } = visit
  const { events, engaged, interactive, size, members, pages } = visit
  // biome-ignore format: in the order of GROWING
  return [last, acquisition, landing, exit, pageviews, events, engaged, interactive, size,
    members, pages, id]
}
