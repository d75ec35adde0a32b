import { ENGAGEMENT, PAGEVIEW } from '../event-rows.ts'
import { REACH_MS, type Views } from '../ledger.ts'
import type { Stretch } from '../visits.ts'
import type { Connection } from './open.ts'
import { packId, unpackId } from './uid.ts'

/** `writeVisits`: writes those that are put and not written yet. */
export function views(db: Connection, writeVisits: () => void): Views {
  const statements = viewStatements(db)
  return {
    add(visit, { at, of, engaged, scroll, title }, seq) {
      const told = { at, of: packId(of), engaged, scroll, title, visit }
      const { changes } =
        seq === undefined ? statements.add.run(told) : statements.addAt.run({ ...told, seq })
      return changes > 0
    },
    has: (visit, { at, of }) => statements.find.get({ at, of: packId(of), visit }) !== undefined,
    latestOf(visit, seen) {
      const uid = statements.latest.get({ visit, ...seen })
      return uid === undefined ? undefined : unpackId(uid)
    },
    isTitledAfter: (visit, { at, of }) =>
      statements.titledAfter.get({ at, of: packId(of), visit }) !== undefined,
    lastOwed(visitor, { at, id }) {
      writeVisits()
      return statements.lastOf.get({ visitor, at, uid: packId(id) }) ?? null
    },
    recount(visitor, { at, of }) {
      writeVisits()
      statements.recount.run({ visitor, at, of: packId(of) })
    },
    collect(visitor, begins) {
      writeVisits()
      collect(statements, visitor, begins)
    },
  }
}

/** The visits of a visitor that begin within reach of an instant. */
const NEAR = (at: string) =>
  `v.visitor = @visitor and v.alone in (0, 1) and v.start between ${at} - ${REACH_MS} and ${at} + ${REACH_MS}`

function viewStatements(db: Connection) {
  db.exec('create temp table if not exists wanted (of any primary key) strict, without rowid')
  const add = `update event set engaged = coalesce(engaged, 0) + @engaged,
    scroll = max(coalesce(scroll, 0), @scroll), title = coalesce(@title, title)
    where name = ${PAGEVIEW} and uid = @of and at <= @at and visit = @visit`
  const sums = `update event as viewed set (engaged, scroll) = (
      select sum(r.engaged), max(r.scroll) from visit v join event r on r.visit = v.id
      where ${NEAR('viewed.at')} and r.name = ${ENGAGEMENT} and r.of = viewed.uid and r.at >= viewed.at)`
  return {
    add: db.prepare(add),
    addAt: db.prepare(`${add} and seq = @seq`),
    titledAfter: db.prepare(
      `select 1 from event where visit = @visit and name = ${ENGAGEMENT} and of = @of and at > @at
        and title is not null limit 1`,
    ),
    find: db.prepare(
      `select 1 from event where name = ${PAGEVIEW} and uid = @of and at <= @at and visit = @visit`,
    ),
    latest: db
      .prepare<[object], Buffer | string>(
        `select uid from event where visit = @visit and name = ${PAGEVIEW} and page = @page and at <= @at
        and seq >= @from order by seq desc limit 1`,
      )
      .pluck(),
    lastOf: db
      .prepare<
        [object],
        number | null
      >(`select max(r.at) from visit v join event r on r.visit = v.id
        where v.owed is not null and ${NEAR('@at')} and r.name = ${ENGAGEMENT} and r.of = @uid and r.at >= @at`)
      .pluck(),
    recount: db.prepare(`${sums} where name = ${PAGEVIEW} and uid = @of and visit in (
      select v.id from visit v where ${NEAR('@at')})`),
    want: db.prepare(`insert or ignore into temp.wanted
      select e.of from visit v join event e on e.visit = v.id
      where v.visitor = @visitor and v.owed is not null and v.start between @from and @to
        and e.name = ${ENGAGEMENT} and e.of is not null`),
    wantNothing: db.prepare('delete from temp.wanted'),
    followUps: db
      .prepare<[object], FollowUpRow>(`select e.of, e.at, e.engaged, e.scroll, e.title
        from visit v cross join event e on e.visit = v.id join temp.wanted w on w.of = e.of
        where v.visitor = @visitor and v.alone in (0, 1)
          and v.start between @from - ${REACH_MS} and @to + ${REACH_MS} and e.name = ${ENGAGEMENT}`)
      .raw(),
    viewed: db
      .prepare<[object], ViewRow>(`select e.visit, e.seq, e.at, e.uid
        from visit v cross join event e on e.visit = v.id join temp.wanted w on w.of = e.uid
        where v.visitor = @visitor and v.alone in (0, 1)
          and v.start between @from - ${REACH_MS} and @to + ${REACH_MS} and e.name = ${PAGEVIEW}`)
      .raw(),
    set: db.prepare(`update event set engaged = ?, scroll = ?, title = coalesce(?, title)
      where visit = ? and seq = ?`),
    found: db.prepare('delete from temp.wanted where of = ?'),
    paid: db.prepare(`update visit set owed = null
      where visitor = @visitor and owed is not null and start between @from and @to
        and not exists (select 1 from event e join temp.wanted w on w.of = e.of
          where e.visit = visit.id and e.name = ${ENGAGEMENT})`),
  }
}

type FollowUpRow = [
  of: Buffer | string,
  at: number,
  engaged: number | null,
  scroll: number | null,
  title: number | null,
]
type ViewRow = [visit: number, seq: number, at: number, uid: Buffer | string]

/** All at once: each event within reach is looked at twice, however many follow-ups there are. */
function collect(
  statements: ReturnType<typeof viewStatements>,
  visitor: number,
  { from, to }: Stretch,
): void {
  const where = { visitor, from, to }
  if (statements.want.run(where).changes === 0) return
  const followUps = new Map<string, FollowUpRow[]>()
  for (const row of statements.followUps.all(where)) {
    const key = textOf(row[0])
    const others = followUps.get(key)
    if (others) others.push(row)
    else followUps.set(key, [row])
  }
  for (const [visit, seq, at, uid] of statements.viewed.all(where)) {
    const told = (followUps.get(textOf(uid)) ?? []).filter((followUp) => followUp[1] >= at)
    if (told.length === 0) continue
    const engaged = told.reduce((sum, followUp) => sum + (followUp[2] ?? 0), 0)
    const scroll = told.reduce((most, followUp) => Math.max(most, followUp[3] ?? 0), 0)
    statements.set.run(engaged, scroll, lastTitle(told), visit, seq)
    statements.found.run(uid)
  }
  statements.paid.run(where)
  statements.wantNothing.run()
}

function textOf(uid: Buffer | string): string {
  return typeof uid === 'string' ? uid : uid.toString('latin1')
}

function lastTitle(told: readonly FollowUpRow[]): number | null {
  const titled = told.filter(([, , , , title]) => title !== null)
  return titled.reduce((last, row) => (row[1] > last[1] ? row : last), titled[0] ?? NONE)[4]
}

const NONE: FollowUpRow = ['', 0, null, null, null]
