import type { OtherCollector } from '../../owners.ts'
import type { Connection } from './open.ts'

export interface OwnedSite {
  id: number
  domain: string
  /** Number of the collector that has it. */
  collector: number
  address: string | null
  /** Of the one that is to have it; null while it stays. */
  moving_to: number | null
}

/** All collectors, and who has which site, by domain. */
export function ownedSites(db: Connection): { collectors: OtherCollector[]; sites: OwnedSite[] } {
  const collectors = db
    .prepare<[], OtherCollector>('select number, address from collector order by number')
    .all()
  const sites = db
    .prepare<[], OwnedSite>(
      `select s.id, s.domain, coalesce(a.collector, 0) as collector, c.address, a.moving_to
      from site s
      left join assignment a on a.site = s.id
      left join collector c on c.number = coalesce(a.collector, 0)
      order by s.domain`,
    )
    .all()
  return { collectors, sites }
}
