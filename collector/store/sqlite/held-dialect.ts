import { DAY } from '../../durations.ts'
import { Refusal } from '../../refusal.ts'
import type { Dialect } from '../dialect.ts'
import type { Span } from '../port.ts'
import { dialect } from './dialect.ts'
import { heldSince } from './held.ts'
import type { Connection } from './open.ts'

/** What a file whose events have left for ClickHouse in part is asked with: nothing that they would have told. */
export function heldDialect(db: Connection): Dialect {
  let known: Map<number, number> | undefined
  const since = (site: number) => {
    known ??= heldSince(db)
    return known.get(site)
  }
  const latest = () => {
    known ??= heldSince(db)
    return known.size === 0 ? undefined : Math.max(...known.values())
  }
  return {
    ...dialect,
    eventsOfVisitsStarting: (site, span, names) =>
      hold(span, since(site), dialect.eventsOfVisitsStarting(site, span, names)),
    eventsWithin: (site, span, names) =>
      hold(span, since(site), dialect.eventsWithin(site, span, names)),
    eventsOf: (visits, span) => hold(span, latest(), dialect.eventsOf(visits, span)),
    hasEvent: (site, span, holds) => hold(span, since(site), dialect.hasEvent(site, span, holds)),
    opensVisit: (site, span) => hold(span, since(site), dialect.opensVisit(site, span)),
    variantOfVisit: (experiment) => hold(ALL, latest(), dialect.variantOfVisit(experiment)),
    eventsBySale: (sale) => hold(ALL, since(sale.site), dialect.eventsBySale(sale)),
    eventsBesideSale: (sale) => hold(ALL, since(sale.site), dialect.eventsBesideSale(sale)),
    isRepeat: (site) => hold(ALL, since(site), dialect.isRepeat(site)),
  }
}

/** The fragment, where all that it reads is here. */
function hold<T>({ from }: Pick<Span, 'from'>, held: number | undefined, fragment: T): T {
  if (held === undefined || from >= held) return fragment
  const why = `events before ${dateAfter(held)} are in ClickHouse alone, and this looks at the file`
  const mend = from === ALL.from ? 'which cannot tell it any more' : 'name a later period'
  throw new Refusal(422, `${why}; ${mend}`)
}

/** Some things depend on whatever happened before. */
const ALL = { from: Number.NEGATIVE_INFINITY }

/** From its beginning on all is here, in whatever time zone. */
function dateAfter(instant: number): string {
  return new Date(instant + DAY).toISOString().slice(0, 10)
}
