import { Refusal } from '../../../refusal.ts'
import type {
  Departure,
  Departures,
  ImportPart,
  ImportPlace,
  MovingRow,
  NextSlice,
  Sheets,
  SlicePlace,
} from '../../moving.ts'
import { destroySite } from '../maintenance.ts'
import type { Connection } from '../open.ts'
import { importsOf, nextOfImport } from './import-parts.ts'
import { sheetsOf } from './sheets.ts'
import { PEOPLE, sliceReader } from './slice-reader.ts'

/** Spellings and quality have no number of a collector over there: what the other one has told of them is not to be taken back. */
const SHARED_KINDS = '11, 12'

type Standing = Pick<Departure, 'site' | 'id' | 'collector' | 'state'> & {
  extent: number
  visit: number
}

/** Sites that leave this file. `pause` lets others write between two slices of a removal. */
export class SqliteDepartures implements Departures {
  readonly #db: Connection
  readonly #pause: () => Promise<void>
  readonly #read: ReturnType<typeof sliceReader>

  constructor(db: Connection, pause: () => Promise<void>) {
    this.#db = db
    this.#pause = pause
    this.#read = sliceReader(db)
  }

  #inOne<T>(work: () => T): T {
    return this.#db.transaction(work).immediate()
  }

  #run(statement: string, values: object): void {
    this.#db.prepare(statement).run(values)
  }

  #standing(site: number): Standing {
    const select = this.#db.prepare<[number], Standing>('select * from departure where site = ?')
    const found = select.get(site)
    if (!found) throw new Refusal(404, 'this site is not moving')
    return found
  }

  all(): Departure[] {
    return this.#db.prepare<[], Departure>(LISTED).all()
  }

  begin({ site, id, collector }: Pick<Departure, 'site' | 'id' | 'collector'>): Departure {
    return this.#inOne(() => {
      const under = this.all().find((one) => one.site === site)
      if (under && under.collector !== collector)
        throw new Refusal(409, `this site is moving to collector ${under.collector} already`)
      if (under) return under
      refuseKept(this.#db, site)
      this.#run(
        `insert into departure (site, id, collector, state, extent, visit, round)
        values (@site, @id, @collector, 'copying', ${PEOPLE}, 0, 1)`,
        { site, id, collector },
      )
      return this.all().find((one) => one.site === site) as Departure
    })
  }

  again(site: number): void {
    this.#run(REACHED, { site, extent: PEOPLE, visit: 0 })
  }

  next(site: number): NextSlice | undefined {
    return this.#inOne(() => {
      const at = this.#standing(site)
      this.#run('update departure set round = round + 1 where site = @site', { site })
      return this.#read(at)
    })
  }

  told(site: number, { extent, visit, notes }: SlicePlace): void {
    this.#inOne(() => {
      this.#run(REACHED, { site, extent, visit })
      for (const note of notes) this.#run(CROSS_OUT, { site, ...note })
    })
  }

  imports(site: number): MovingRow[] {
    return importsOf(this.#db, site)
  }

  nextOfImport(site: number, place: ImportPlace): ImportPart | undefined {
    return this.#inOne(() => nextOfImport(this.#db, site, place))
  }

  leave(site: number): Sheets | undefined {
    return this.#inOne(() => {
      const at = this.#standing(site)
      if (at.state === 'copying') {
        refuseKept(this.#db, site)
        if (this.#read(at) || isUnsettled(this.#db, site)) return undefined
        this.#run(`update departure set state = 'leaving' where site = @site`, { site })
      }
      return sheetsOf(this.#db, site)
    })
  }

  taken(site: number): void {
    this.#inOne(() => {
      const { collector } = this.#standing(site)
      this.#run(`update departure set state = 'taken' where site = @site`, { site })
      this.#run(
        `insert into assignment (site, collector) values (@site, @collector) on conflict (site)
          do update set collector = excluded.collector, moving_to = null`,
        { site, collector },
      )
    })
  }

  async clear(site: number): Promise<void> {
    this.#inOne(() => {
      for (const table of ['departure_note', 'spelling', 'quality'])
        this.#run(`delete from ${table} where site = @site`, { site })
      this.#run(`delete from outbox where site = @site and kind in (${SHARED_KINDS})`, { site })
      this.#run('delete from site_salt where site = @site', { site })
    })
    await destroySite(this.#db, site, this.#pause)
  }

  isCleared(site: number): boolean {
    const waits = this.#db.prepare<[number], number>('select 1 from outbox where site = ? limit 1')
    return !(this.#db.prepare('select 1 from forwarder').get() && waits.get(site))
  }

  end(site: number): void {
    this.#inOne(() => {
      for (const table of ['departure_note', 'departure'])
        this.#run(`delete from ${table} where site = @site`, { site })
    })
  }

  cancel(site: number): void {
    if (this.#standing(site).state !== 'copying')
      throw new Refusal(409, 'this site has left already')
    this.end(site)
  }

  failed(site: number, reason: string | null): void {
    this.#run('update departure set failure = @reason where site = @site', { site, reason })
  }
}

const REACHED = 'update departure set extent = @extent, visit = @visit where site = @site'

const CROSS_OUT = `delete from departure_note
where site = @site and kind = @kind and key = @key and round <= @round`

const LISTED = `select d.site, d.id, d.collector, d.state, d.failure,
  (select count(*) from extent x where x.site = d.site and x.id <= d.extent) as told,
  (select count(*) from extent x where x.site = d.site) as "all",
  (select count(*) from departure_note n where n.site = d.site) as changed
from departure d order by d.site`

/**
 * What was deleted by filter is kept until it can no longer be brought back, and what ClickHouse alone has for good: both under
 * numbers of this file.
 */
function refuseKept(db: Connection, site: number): void {
  const left =
    'select 1 from left_extent where site = @site union all select 1 from held where site = @site'
  if (db.prepare(left).get({ site })) {
    throw new Refusal(
      409,
      'events of this site have left the file, and ClickHouse alone has them, under the number of this collector; it cannot move',
    )
  }
  const until = db
    .prepare<[number], number | null>('select max(until) from deletion where site = ?')
    .pluck()
    .get(site)
  if (!until) return
  throw new Refusal(
    409,
    `events of this site were deleted by a filter and can be brought back until ${new Date(until).toISOString()}; it can move after that`,
  )
}

/** Late events are not cut into visits yet: that goes on beside, within moments. */
function isUnsettled(db: Connection, site: number): boolean {
  const waits = 'select 1 from recut r join person p on p.id = r.visitor where p.site = ?'
  return db.prepare(waits).get(site) !== undefined
}
