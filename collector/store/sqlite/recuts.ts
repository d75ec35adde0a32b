import type { Due, Recuts } from '../ledger.ts'
import type { Connection } from './open.ts'

export function recuts(db: Connection): Recuts {
  const all = db.prepare<[], Due & { visitor: number }>(
    'select visitor, at, last, named from recut',
  )
  const put =
    db.prepare(`insert into recut (visitor, at, last, named) values (@visitor, @at, @last, @named)
    on conflict (visitor) do update set at = excluded.at, last = excluded.last, named = excluded.named`)
  const remove = db.prepare('delete from recut where visitor = ?')
  return {
    all: () => all.all().map(({ visitor, ...due }) => [visitor, due]),
    put(visitor, due) {
      put.run({ visitor, ...due })
    },
    remove(visitor) {
      remove.run(visitor)
    },
  }
}
