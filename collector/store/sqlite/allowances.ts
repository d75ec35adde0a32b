import type { AllowanceRows } from '../ledger.ts'
import type { Connection } from './open.ts'

export function allowances(db: Connection): AllowanceRows {
  const used = db
    .prepare<[number, number, string], number>(
      'select used from allowance where site = ? and day = ? and kind = ?',
    )
    .pluck()
  const put = db.prepare(`insert into allowance (site, day, kind, used) values (?, ?, ?, ?)
    on conflict (site, day, kind) do update set used = excluded.used`)
  const forget = db.prepare('delete from allowance where day < ?')
  const find = db.prepare('select 1 from property where site = ? and key = ?')
  const add = db.prepare('insert into property (site, key) values (?, ?)')
  return {
    used: (site, day, kind) => used.get(site, day, kind) ?? 0,
    put(site, day, kind, count) {
      put.run(site, day, kind, count)
    },
    forgetBefore(day) {
      forget.run(day)
    },
    hasProperty: (site, key) => find.get(site, key) !== undefined,
    addProperty(site, key) {
      add.run(site, key)
    },
  }
}
