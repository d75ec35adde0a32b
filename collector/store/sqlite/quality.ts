import type { Connection } from './open.ts'

const DAY = 86_400_000
/** Details beyond this many a commit are counted without their text: a flood must not fill the table. */
const MOST_DETAILS = 1_000
const MOST_TEXT = 120

/** Counts what was taken and dropped, by site, UTC day and kind; the data quality page reads them. */
export interface Quality {
  count(site: number, at: number, kind: string, detail?: string): void
  flush(): void
}

export function quality(db: Connection): Quality {
  const counts = new Map<string, number>()
  const add = db.prepare(`
    insert into quality (site, day, kind, detail, count) values (?, ?, ?, ?, ?)
    on conflict (site, day, kind, detail) do update set count = count + excluded.count`)
  return {
    count(site, at, kind, detail = '') {
      const text = counts.size < MOST_DETAILS ? detail.slice(0, MOST_TEXT) : ''
      const key = JSON.stringify([site, Math.floor(at / DAY), kind, text])
      counts.set(key, (counts.get(key) ?? 0) + 1)
    },
    flush() {
      for (const [key, count] of counts) add.run(...(JSON.parse(key) as unknown[]), count)
      counts.clear()
    },
  }
}
