import { EXTENT_SIZE } from '../store/sqlite/extents.ts'
import type { Connection } from '../store/sqlite/open.ts'
import { KIND } from './outbox.ts'

/** Changes of an extent's visits and events that have not been told yet. */
export function notesOf(db: Connection) {
  const waiting = db
    .prepare<[object], number>(
      `select exists (select 1 from outbox where kind = ${KIND.visit} and site = @site
          and key between @id * ${EXTENT_SIZE} and (@id + 1) * ${EXTENT_SIZE} - 1)
        or exists (select 1 from outbox where kind = ${KIND.event} and site = @site
          and json_extract(key, '$[0]') / ${EXTENT_SIZE} = @id)
        or exists (select 1 from outbox where kind <= ${KIND.dropped} and site = @site)`,
    )
    .pluck()
  return {
    wait: ({ id, site }: { id: number; site: number }): boolean => waiting.get({ id, site }) === 1,
  }
}
