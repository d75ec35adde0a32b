import type { Connection } from './open.ts'

const DAY = 86_400_000
/** Details beyond this many a commit are counted without their text: a flood must not fill the table. */
const MOST_DETAILS = 1_000
/** Characters of a detail. */
export const MOST_TEXT = 120

/** Counts what was taken and dropped, by site, UTC day and kind; the data quality page reads them. */
export interface Quality {
  count(site: number, at: number, kind: string, detail?: string): void
  flush(): void
}

export function quality(db: Connection): Quality {
  const counts = new Map<string, { row: [number, number, string, string]; count: number }>()
  const add = db.prepare(`
    insert into quality (site, day, kind, detail, count) values (?, ?, ?, ?, ?)
    on conflict (site, day, kind, detail) do update set count = count + excluded.count`)
  return {
    count(site, at, kind, detail = '') {
      const text = counts.size < MOST_DETAILS ? detail.slice(0, MOST_TEXT) : ''
      const day = Math.floor(at / DAY)
      const key = `${site}/${day}/${kind}/${text}`
      const known = counts.get(key)
      if (known) known.count += 1
      else counts.set(key, { row: [site, day, kind, text], count: 1 })
    },
    flush() {
      for (const { row, count } of counts.values()) add.run(...row, count)
      counts.clear()
    },
  }
}
