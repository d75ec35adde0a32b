import { tellImports } from '../../collector/http/tell-imports.ts'
import type { ImportPart, MovingRow } from '../../collector/store/moving.ts'
import { SqliteArrivals } from '../../collector/store/sqlite/moving/arrivals.ts'
import { SqliteDepartures } from '../../collector/store/sqlite/moving/departures.ts'
import { nextOfImport } from '../../collector/store/sqlite/moving/import-parts.ts'
import type { Collector } from '../intake/collector.ts'
import { NOW, SITE } from './happenings.ts'

interface Told {
  files: MovingRow[]
  part: ImportPart
}

const ID = 'move'
const pause = async () => {}

/** As it goes over the wire. */
const wired = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** A site on its way from one file, which is collector 0's, to another, which is 1's. */
export function movingSite(from: Collector, to: Collector, now = () => NOW) {
  // Another thread's or the next start's: nothing is remembered but in the files.
  const leaving = () => new SqliteDepartures(from.db, pause)
  const coming = (rest = pause) =>
    new SqliteArrivals({
      ...{ db: to.db, collector: 1, now, pause: rest },
      forget: () => to.store.forget(),
    })

  /** What comes with the settings. */
  function copyRules(): void {
    type Rules = { site: number; channels: string }
    for (const row of from.db.prepare<[], Rules>('select * from rules').all())
      to.db
        .prepare(
          `insert into rules (site, channels) values (@site, @channels)
          on conflict (site) do update set channels = @channels`,
        )
        .run(row)
  }

  return {
    leaving,
    coming,
    async begin(): Promise<void> {
      leaving().begin({ site: SITE, id: ID, collector: 1 })
      await coming().begin({ site: SITE, id: ID, collector: 0 })
    },
    /** Tells one slice; answers whether there was one. */
    tellOne(isLost = false): boolean {
      const next = leaving().next(SITE)
      if (!next) return false
      coming().store(SITE, ID, wired(next.slice))
      if (!isLost) leaving().told(SITE, next.place)
      return true
    },
    /** Tells what the other has not of imported days, in parts of so many rows. */
    async tellImports(most?: number): Promise<number> {
      let parts = 0
      const there = {
        imports: async ({ files }: Told) => ({
          places: await coming().imports(SITE, ID, wired(files)),
        }),
        import: async ({ part }: Told) => {
          coming().storeImport(SITE, ID, wired(part))
          parts++
        },
      }
      await tellImports(
        { site: SITE, id: ID },
        {
          leaving: {
            imports: async (site) => leaving().imports(site),
            nextOfImport: async (site, place) => nextOfImport(from.db, site, place, most),
          },
          signal: new AbortController().signal,
          ask: (deed, body) => there[deed](body as Told),
        },
      )
      return parts
    },
    /** Tells the rest, and has the other file take it over. */
    handOver(): void {
      copyRules()
      while (this.tellOne());
      from.store.settle()
      while (this.tellOne());
      const sheets = leaving().leave(SITE)
      if (!sheets) throw new Error('it does not leave')
      coming().take(SITE, ID, wired(sheets))
      leaving().taken(SITE)
    },
    async clear(): Promise<void> {
      await leaving().clear(SITE)
      from.store.forget()
    },
    /** Whether it is over. */
    settle(): boolean {
      if (!(leaving().isCleared(SITE) && coming().settle(SITE))) return false
      leaving().end(SITE)
      return true
    },
  }
}

/** Both know each other, and that the first has the site. */
export function acquaint(one: Collector, other: Collector): void {
  for (const { db } of [one, other]) {
    db.exec('insert into collector (number) values (0), (1)')
    db.exec(`insert into assignment (site, collector) values (${SITE}, 0)`)
  }
}
