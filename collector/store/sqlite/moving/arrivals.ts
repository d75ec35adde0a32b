import { Refusal } from '../../../refusal.ts'
import { thoroughly } from '../../../thoroughly.ts'
import type {
  Arrival,
  Arrivals,
  ImportPart,
  ImportPlace,
  MovingRow,
  Sheets,
  Slice,
} from '../../moving.ts'
import { destroySite } from '../maintenance.ts'
import type { Connection } from '../open.ts'
import { haveImports, putPart } from './import-parts.ts'
import { putSheets } from './sheets.ts'
import { sliceWriter } from './slice-writer.ts'

export interface Arriving {
  db: Connection
  /** Number of this collector. */
  collector: number
  /** Epoch ms. */
  now(): number
  /** Rows were written: nothing that a writer on this connection remembers may be trusted. */
  forget(): void
  pause(): Promise<void>
}

type Known = { id: string; taken_at: number | null }

/** Sites that come to this file. */
export class SqliteArrivals implements Arrivals {
  readonly #arriving: Arriving
  readonly #write: ReturnType<typeof sliceWriter>

  constructor(arriving: Arriving) {
    this.#arriving = arriving
    this.#write = sliceWriter(arriving.db)
  }

  #known(site: number): Known | undefined {
    const { db } = this.#arriving
    const select = db.prepare<[number], Known>('select id, taken_at from arrival where site = ?')
    return select.get(site)
  }

  /** Throws a Refusal where that attempt is not the one that is under way. */
  #require(site: number, id: string): Known {
    const found = this.#known(site)
    if (found?.id === id) return found
    throw new Refusal(409, 'nothing is known here of this move')
  }

  /** Without, the one it comes from is to tell all: it may never have heard that nothing was known. */
  #hasAny(site: number): boolean {
    const select = this.#arriving.db.prepare('select 1 from person where site = ? limit 1')
    return select.get(site) !== undefined
  }

  /** One transaction, overwriting what it deletes where that was somebody's. */
  #inOne(work: () => void, how: 'thorough' | 'quick' = 'quick'): void {
    const { db, forget } = this.#arriving
    const whole = () => {
      work()
      db.exec('update writer set epoch = epoch + 1')
    }
    if (how === 'thorough') thoroughly(db, whole)
    else db.transaction(whole).immediate()
    forget()
  }

  #run(statement: string, values: object): void {
    this.#arriving.db.prepare(statement).run(values)
  }

  async #empty(site: number): Promise<void> {
    const { db, forget, pause } = this.#arriving
    this.#run('update unit_kept set away = 1 where site = @site', { site })
    this.#run('delete from arrival_extent where site = @site', { site })
    await destroySite(db, site, async () => {
      forget()
      await pause()
    })
  }

  async begin({ site, id, collector: from }: Arrival): Promise<boolean> {
    if (this.#known(site)?.id === id) return this.#hasAny(site)
    refuseOwn(this.#arriving.db, site, this.#arriving.collector)
    // Before anything is removed: what is here of it is none of another engine's business. Nameless until it is all gone.
    this.#run(
      `insert into arrival (site, id, collector) values (@site, '', @from)
      on conflict (site) do update set id = '', collector = excluded.collector, taken_at = null`,
      { site, from },
    )
    await this.#empty(site)
    this.#run('update arrival set id = @id where site = @site', { site, id })
    return false
  }

  store(site: number, id: string, slice: Slice): void {
    // What comes once more after it was taken is old.
    if (this.#require(site, id).taken_at !== null) return
    const { visits, people } = slice.gone
    const how = visits.length + people.length > 0 ? 'thorough' : 'quick'
    this.#inOne(() => this.#write(site, slice), how)
  }

  async imports(site: number, id: string, files: readonly MovingRow[]): Promise<ImportPlace[]> {
    if (this.#require(site, id).taken_at !== null) return []
    const { db, pause } = this.#arriving
    return await haveImports(db, site, files, pause)
  }

  storeImport(site: number, id: string, part: ImportPart): void {
    if (this.#require(site, id).taken_at !== null) return
    this.#inOne(() => putPart(this.#arriving.db, site, part))
  }

  take(site: number, id: string, sheets: Sheets): void {
    if (this.#require(site, id).taken_at !== null) return
    const { db, collector, now } = this.#arriving
    this.#inOne(() => {
      putSheets(db, site, sheets)
      this.#run('update arrival set taken_at = @at where site = @site', { site, at: now() })
      this.#run(
        `insert into assignment (site, collector) values (@site, @collector) on conflict (site)
          do update set collector = excluded.collector, moving_to = null`,
        { site, collector },
      )
      this.#run(
        `insert into site_change (site, count) values (@site, 1)
          on conflict (site) do update set count = count + 1`,
        { site },
      )
    })
  }

  settle(site: number): boolean {
    const { db } = this.#arriving
    const found = this.#known(site)
    if (!found || found.taken_at === null) return !found
    const fresh = db.prepare<[], number>('select fresh_at from forwarder').pluck().get()
    if (fresh !== undefined && fresh <= found.taken_at) return false
    for (const table of ['arrival_extent', 'arrival'])
      this.#run(`delete from ${table} where site = @site`, { site })
    return true
  }

  async cancel(site: number): Promise<void> {
    const found = this.#known(site)
    if (!found) return
    if (found.taken_at !== null) throw new Refusal(409, 'this site is here already')
    // A slice that is still on its way is none of a nameless one's.
    this.#run(`update arrival set id = '' where site = @site`, { site })
    await this.#empty(site)
    this.#run('delete from arrival where site = @site', { site })
  }
}

function refuseOwn(db: Connection, site: number, collector: number): void {
  const owner = db
    .prepare<[number], number>('select collector from assignment where site = ?')
    .pluck()
    .get(site)
  if ((owner ?? 0) === collector) throw new Refusal(409, 'this site is here already')
}
