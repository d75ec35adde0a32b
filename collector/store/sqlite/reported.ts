import { BoundedMap } from '../../bounded-map.ts'
import { ENGAGEMENT, type EventFacts, PAGEVIEW } from '../event-rows.ts'
import type { Visit } from '../visits.ts'
import { dayBefore, type Stretch, type Visits } from '../visits.ts'
import type { Connection } from './open.ts'

/**
 * What was reported of a pageview (how long it was read, how far it was scrolled), summed at the pageview, and the title
 * that it had in the end. A report finds it in its own visit or in those that began in the day before; one that does not is owed.
 */

/** A report finds its pageview in visits that began within a day of it, and the other way round. */
const REACH = 86_400_000
/** Events a commit looks through for pageviews: some 10 ms. What is left over is counted with the next recut. */
const MOST_LOOKED_AT = 60_000
/** In shorter visits a pageview is looked for by walking through it. */
const SHORT = 64

type Report = Pick<EventFacts, 'at' | 'of' | 'engaged' | 'scroll' | 'title'>

/** `unknown`: nobody has looked everywhere. */
type Found = 'counted' | 'nowhere' | 'unknown'

export interface Reported {
  /** A pageview was stored there. */
  noteView(visit: Visit, seq: number, uid: EventFacts['uid']): void
  /** Adds a report to its pageview, which may lie in the visit. */
  add(visit: Visit, report: Report): Found
  /** Number of the visitor's visit that holds the pageview which the report speaks of. */
  visitOf(
    visitor: number,
    report: Pick<Report, 'at' | 'of'>,
  ): { visit: number } | 'nowhere' | 'unknown'
  /** Whether that visit holds the pageview which the report speaks of. */
  isIn(visit: Visit, report: Pick<Report, 'at' | 'of'>): boolean
  /** When a pageview was last reported on in visits that still look for theirs; the end of its reach if unknown. */
  lastOwed(visitor: number, pageview: Pick<EventFacts, 'at' | 'uid'>): number | null
  /** Sums the reports on a pageview anew, after some went. */
  recount(visitor: number, report: Pick<Report, 'at' | 'of'>): void
  /** Looks once more for the pageviews of all that is owed in visits that begin in the stretch. */
  collect(visitor: number, begins: Stretch): void
  /** A commit begins. */
  rest(): void
}

export function reported(db: Connection, visits: Visits): Reported {
  const statements = reportStatements(db)
  /** Pageviews of long visits, by visit and id. */
  const views = new BoundedMap<string, number>(20_000)
  let left = MOST_LOOKED_AT

  /** The title that the pageview has by this report; null where a later one in the visit has another. */
  function titleBy(visit: Visit, { at, of, title }: Report): number | null {
    if (title === null || at === visit.last) return title
    left -= visit.size
    return statements.titledAfter.get({ at, of, visit: visit.id }) === undefined ? title : null
  }

  /** True when the pageview of the report is in the visit, and has it now. */
  function addIn(visit: Visit, given: Report): boolean {
    const { at, of, engaged, scroll } = given
    const report = { at, of, engaged, scroll, title: titleBy(visit, given), visit: visit.id }
    if (visit.size > SHORT) {
      const seq = views.get(keyOf(visit.id, of as Buffer | string))
      if (seq !== undefined && statements.addAt.run({ ...report, seq }).changes > 0) return true
    }
    left -= visit.size
    return statements.add.run(report).changes > 0
  }

  /** Asks the visits before a report, the latest first, until one says yes. */
  function search(visitor: number, at: number, isThere: (visit: Visit) => boolean) {
    if (left < 0) return 'unknown' as const
    for (const visit of visits.near(visitor, dayBefore(at))) {
      left -= 1
      if (left < 0) return 'unknown' as const
      if (isThere(visit)) return { visit: visit.id }
    }
    return 'nowhere' as const
  }

  function isIn(visit: Visit, { at, of }: Pick<Report, 'at' | 'of'>): boolean {
    left -= visit.size
    return statements.find.get({ at, of, visit: visit.id }) !== undefined
  }

  return {
    isIn,
    noteView(visit, seq, uid) {
      if (seq >= SHORT) views.set(keyOf(visit.id, uid), seq)
    },
    add(visit, report) {
      if (report.of === null || addIn(visit, report)) return 'counted'
      const found = search(
        visit.visitor,
        report.at,
        (other) => other.id !== visit.id && addIn(other, report),
      )
      return typeof found === 'string' ? found : 'counted'
    },
    visitOf: (visitor, report) =>
      report.of === null ? 'nowhere' : search(visitor, report.at, (visit) => isIn(visit, report)),
    lastOwed(visitor, { at, uid }) {
      const owing = visits.owing(visitor, { from: at - REACH, to: at + REACH })
      if (owing.length === 0) return null
      left -= owing.reduce((sum, { size }) => sum + size, 0)
      if (left < 0) return at + REACH
      return statements.lastOf.get({ visitor, at, uid }) ?? null
    },
    recount(visitor, { at, of }) {
      if (of !== null) statements.recount.run({ at, of, visitor })
    },
    collect: (visitor, begins) => collect(statements, visitor, begins),
    rest() {
      left = MOST_LOOKED_AT
    },
  }
}

function keyOf(visit: number, uid: Buffer | string): string {
  return `${visit}/${typeof uid === 'string' ? uid : uid.toString('latin1')}`
}

/** The visits of a visitor that begin within reach of an instant. */
const NEAR = (at: string) =>
  `v.visitor = @visitor and v.alone in (0, 1) and v.start between ${at} - ${REACH} and ${at} + ${REACH}`

function reportStatements(db: Connection) {
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
    reports: db
      .prepare<[object], ReportRow>(`select e.of, e.at, e.engaged, e.scroll, e.title
        from visit v cross join event e on e.visit = v.id join temp.wanted w on w.of = e.of
        where v.visitor = @visitor and v.alone in (0, 1)
          and v.start between @from - ${REACH} and @to + ${REACH} and e.name = ${ENGAGEMENT}`)
      .raw(),
    viewed: db
      .prepare<[object], ViewRow>(`select e.visit, e.seq, e.at, e.uid
        from visit v cross join event e on e.visit = v.id join temp.wanted w on w.of = e.uid
        where v.visitor = @visitor and v.alone in (0, 1)
          and v.start between @from - ${REACH} and @to + ${REACH} and e.name = ${PAGEVIEW}`)
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

type ReportRow = [
  of: Buffer | string,
  at: number,
  engaged: number | null,
  scroll: number | null,
  title: number | null,
]
type ViewRow = [visit: number, seq: number, at: number, uid: Buffer | string]

/** All at once: each event within reach is looked at twice, however many reports there are. */
function collect(
  statements: ReturnType<typeof reportStatements>,
  visitor: number,
  { from, to }: Stretch,
): void {
  const where = { visitor, from, to }
  if (statements.want.run(where).changes === 0) return
  const reports = new Map<string, ReportRow[]>()
  for (const row of statements.reports.all(where)) {
    const key = keyOf(0, row[0])
    const others = reports.get(key)
    if (others) others.push(row)
    else reports.set(key, [row])
  }
  for (const [visit, seq, at, uid] of statements.viewed.all(where)) {
    const told = (reports.get(keyOf(0, uid)) ?? []).filter((report) => report[1] >= at)
    if (told.length === 0) continue
    const engaged = told.reduce((sum, report) => sum + (report[2] ?? 0), 0)
    const scroll = told.reduce((most, report) => Math.max(most, report[3] ?? 0), 0)
    statements.set.run(engaged, scroll, lastTitle(told), visit, seq)
    statements.found.run(uid)
  }
  statements.paid.run(where)
  statements.wantNothing.run()
}

function lastTitle(told: readonly ReportRow[]): number | null {
  const titled = told.filter(([, , , , title]) => title !== null)
  return titled.reduce((last, row) => (row[1] > last[1] ? row : last), titled[0] ?? NONE)[4]
}

const NONE: ReportRow = ['', 0, null, null, null]
