import type { OtherCollector, Owners } from '../../owners.ts'
import { openDatabase } from './open.ts'

/** Who has a site where nothing is said of it. */
const FIRST = 0

interface Known {
  version: number
  several: boolean
  /** Of sites that are not here, by domain. */
  elsewhere: ReadonlyMap<string, OtherCollector>
  secret: Buffer | undefined
}

/**
 * Reads from the file who has which site, over a connection of its own. Whether anything has changed is asked once a turn of
 * the event loop, as `followedLinks` does.
 */
export function siteOwners(path: string, number: number): Owners {
  const db = openDatabase(path, { readonly: true })
  const fileVersion = db.prepare<[], number>('pragma data_version').pluck()
  const version = db.prepare<[], number>('select version from setting_version').pluck()
  const collectors = db.prepare<[], OtherCollector>('select number, address from collector')
  const assigned = db.prepare<[number], { domain: string; collector: number }>(
    `select s.domain, coalesce(a.collector, ?) as collector
    from site s left join assignment a on a.site = s.id`,
  )
  const secret = db.prepare<[], Buffer>('select value from collector_secret').pluck()

  function read(): Known {
    const all = new Map(collectors.all().map((one) => [one.number, one]))
    const elsewhere = new Map<string, OtherCollector>()
    const several = [...all.keys()].some((other) => other !== number)
    for (const { domain, collector } of several ? assigned.all(FIRST) : []) {
      if (collector === number) continue
      elsewhere.set(domain, all.get(collector) ?? { number: collector, address: null })
    }
    return { version: version.get() ?? 0, several, elsewhere, secret: secret.get() }
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
    areSeveral: () => now().several,
    of: (domain) => now().elsewhere.get(domain) ?? 'here',
    secret: () => now().secret,
    close: () => db.close(),
  }
}
