import type { OtherCollector, Owners } from '../../owners.ts'
import { openDatabase } from './open.ts'

interface Row {
  domain: string
  collector: number
  /** 1: this file has given it away. */
  given: number
}

/** A site without a row is the first one's. What this file itself has given or still awaits it knows before all others. */
const OWNERS = `select s.domain, d.collector is not null as given,
  coalesce(d.collector, c.collector, a.collector, 0) as collector
from site s
left join departure d on d.site = s.id and d.state <> 'copying'
left join arrival c on c.site = s.id and c.taken_at is null
left join assignment a on a.site = s.id`

interface Known {
  version: number
  others: ReadonlyMap<number, OtherCollector>
  /** Of sites that are not here, by domain. */
  elsewhere: ReadonlyMap<string, OtherCollector>
}

/**
 * Reads from the file who has which site, over a connection of its own. Whether anything has changed is asked once a turn of
 * the event loop, as `followedLinks` does. `secret`: what collectors sign with.
 */
export function siteOwners(path: string, number: number, secret: () => string): Owners {
  const db = openDatabase(path, { readonly: true })
  const fileVersion = db.prepare<[], number>('pragma data_version').pluck()
  const version = db.prepare<[], number>('select version from owner_version').pluck()
  const collectors = db.prepare<[], OtherCollector>('select number, address from collector')
  const owners = db.prepare<[], Row>(OWNERS)

  function read(): Known {
    const others = new Map(collectors.all().map((one) => [one.number, one]))
    others.delete(number)
    const rows = others.size > 0 ? owners.all() : []
    const away = rows.filter(({ collector }) => collector !== number)
    const elsewhere = new Map(
      away.map(({ domain, collector, given }) => {
        const other = others.get(collector) ?? { number: collector, address: null }
        return [domain, given === 1 ? { ...other, given: true as const } : other]
      }),
    )
    return { version: version.get() ?? 0, others, elsewhere }
  }

  let known = db.transaction(read)()
  let seen = fileVersion.get()
  let isAsked = false

  function now(): Known {
    if (isAsked) return known
    isAsked = true
    setImmediate(() => {
      isAsked = false
    })
    const current = fileVersion.get()
    if (current !== seen && version.get() !== known.version) known = db.transaction(read)()
    seen = current
    return known
  }

  return {
    number,
    areSeveral: () => now().others.size > 0,
    other: (other) => now().others.get(other),
    of: (domain) => now().elsewhere.get(domain) ?? 'here',
    secret,
    close: () => db.close(),
  }
}
